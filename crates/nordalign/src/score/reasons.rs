//! Why the two sides of a bead belong together, in a form that a person can check.

use std::collections::BTreeSet;

use crate::alignment::Reasons;
use crate::normalize::{Folder, numbers};
use crate::segment::Segment;

use super::profile::{head, letters, words_of};

/// The most cognates that are given.
const MOST_COGNATES: usize = 12;

/// Words shorter than this, folded, are too short for their spelling to be a reason.
const LEAST_LETTERS: usize = 4;

/// Longer than any word: spelling similarity takes time with the square of the length.
const MOST_LETTERS: usize = 80;

/// Words of at least this similarity (Jaro-Winkler over their folded spelling) are given as
/// cognates.
const COGNATE: f64 = 0.88;

/// Words looked at on each side: what a person would read, and a bound on the work.
const MOST_WORDS: usize = 200;

pub(crate) fn reasons(first: &[&Segment], second: &[&Segment]) -> Reasons {
    let texts = [first, second].map(|side| {
        let texts: Vec<&str> = side.iter().map(|unit| unit.text.as_str()).collect();
        head(&texts.join(" ")).to_owned()
    });
    let words = [folded(&texts[0]), folded(&texts[1])];
    let lengths = texts.each_ref().map(|text| letters(text) as f64);
    Reasons {
        similarity: hundredths(similarity(&words[0], &words[1])),
        cognates: cognates(&words[0], &words[1]),
        numbers: shared_numbers(&texts[0], &texts[1]),
        length: hundredths(lengths[1] / lengths[0].max(1.0)),
        structure: same_structure(first, second),
    }
}

/// A word and its folded spelling.
struct Word<'a> {
    word: &'a str,
    folded: String,
}

fn folded(text: &str) -> Vec<Word<'_>> {
    let mut folder = Folder::default();
    words_of(text)
        .take(MOST_WORDS)
        .map(|word| Word {
            word,
            folded: String::from_utf8_lossy(folder.fold(word)).into_owned(),
        })
        .collect()
}

/// The share of letter trigrams that the sides have in common (Dice's coefficient).
fn similarity(first: &[Word], second: &[Word]) -> f64 {
    let [a, b] = [first, second].map(|words| {
        let grams = words.iter().flat_map(|word| {
            let letters: Vec<char> = format!(" {} ", word.folded).chars().collect();
            letters.windows(3).map(<[char]>::to_vec).collect::<Vec<_>>()
        });
        grams.collect::<BTreeSet<Vec<char>>>()
    });
    let shared = a.intersection(&b).count();
    2.0 * shared as f64 / (a.len() + b.len()).max(1) as f64
}

/// The pairs of words spelled most alike, each word at most once.
fn cognates(first: &[Word], second: &[Word]) -> Vec<(String, String)> {
    let mut taken = vec![false; second.len()];
    let mut told = BTreeSet::new();
    let mut pairs = Vec::new();
    for a in first.iter().filter(|word| long_enough(word)) {
        let alike = second
            .iter()
            .enumerate()
            .filter(|&(j, b)| !taken[j] && long_enough(b))
            .map(|(j, b)| (strsim::jaro_winkler(&a.folded, &b.folded), j))
            .filter(|&(alike, _)| alike >= COGNATE)
            .max_by(|x, y| x.0.total_cmp(&y.0).then(y.1.cmp(&x.1)));
        let Some((_, j)) = alike else { continue };
        taken[j] = true;
        if told.insert(a.folded.as_str()) {
            pairs.push((a.word.to_owned(), second[j].word.to_owned()));
        }
        if pairs.len() == MOST_COGNATES {
            break;
        }
    }
    pairs
}

fn long_enough(word: &Word) -> bool {
    let letters = word.folded.chars().take(MOST_LETTERS + 1).count();
    (LEAST_LETTERS..=MOST_LETTERS).contains(&letters) && word.folded.contains(char::is_alphabetic)
}

fn shared_numbers(first: &str, second: &str) -> Vec<String> {
    let second: BTreeSet<String> = numbers(second).into_iter().collect();
    let mut shared = Vec::new();
    for number in numbers(first) {
        if second.contains(&number) && !shared.contains(&number) {
            shared.push(number);
        }
        if shared.len() == MOST_COGNATES {
            break;
        }
    }
    shared
}

fn same_structure(first: &[&Segment], second: &[&Segment]) -> bool {
    let shape = |side: &[&Segment]| side.first().map(|unit| (unit.kind, unit.level));
    let number = |side: &[&Segment]| {
        let marker = side.first().and_then(|unit| unit.marker.clone());
        marker.filter(|marker| marker.contains(|c: char| c.is_ascii_digit()))
    };
    shape(first) == shape(second) && number(first) == number(second)
}

fn hundredths(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}
