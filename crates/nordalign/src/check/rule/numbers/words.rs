//! Numbers in words.

use unicode_segmentation::UnicodeSegmentation;

use crate::language::{CONJUNCTIONS, HALVES, NUMBER_WORDS, month};

/// The numbers that make up the words for `value`, except a one before a hundred or a thousand.
pub(super) fn below_million(value: u32) -> Option<Vec<u32>> {
    let below_thousand = |value: u32| {
        let (hundreds, rest) = (value / 100, value % 100);
        let hundred = if hundreds > 0 { 100 } else { 0 };
        let tens = if rest > 20 {
            [rest / 10 * 10, rest % 10]
        } else {
            [rest, 0]
        };
        let hundreds = if hundreds == 1 { 0 } else { hundreds };
        [hundreds, hundred, tens[0], tens[1]]
    };
    let (thousands, rest) = (value / 1000, value % 1000);
    let mut parts = match thousands {
        0 => Vec::new(),
        1 => vec![1000],
        2..1000 => below_thousand(thousands)
            .into_iter()
            .chain([1000])
            .collect(),
        _ => return None,
    };
    parts.extend(below_thousand(rest));
    parts.retain(|&part| part > 0);
    Some(parts)
}

/// The numbers that `word` may stand for.
pub(super) fn spelled(word: &str) -> impl Iterator<Item = &'static str> {
    let compound = NUMBER_WORDS
        .iter()
        .filter(|(part, _)| begins_compound(part, word));
    let compound = compound.map(|(_, number)| *number);
    let number = NUMBER_WORDS.get(word).copied().or_else(|| month(word));
    number.into_iter().chain(compound)
}

/// The numbers whose names `word` is or contains.
pub(super) fn named(word: &str) -> impl Iterator<Item = &'static str> {
    let names = NUMBER_WORDS.iter().filter(move |(name, _)| {
        let inside = name.chars().count() >= 3;
        word == **name || inside && word.contains(**name)
    });
    names.map(|(_, number)| *number)
}

/// Whether `part` may be the number in a compound: `trekant` may stand for `3-kant`.
fn begins_compound(part: &str, word: &str) -> bool {
    part.len() >= 3 && word.len() > part.len() + 2 && word.starts_with(part)
}

/// The numbers in words of `text`, halves included (`två och en halv` is 2.5), each with the text
/// after it.
pub(super) fn quantities(text: &str) -> Vec<(String, &str)> {
    let lower: Vec<(String, usize)> = text
        .unicode_word_indices()
        .map(|(at, word)| (word.to_lowercase(), at + word.len()))
        .collect();
    let after = |at: usize| -> Option<&str> { text.get(lower.get(at)?.1..) };
    let is_half = |at: usize| lower.get(at).is_some_and(|(word, _)| is_half(word));
    let is_and = |at: usize| {
        let word = lower.get(at);
        word.is_some_and(|(word, _)| CONJUNCTIONS.contains(word))
    };
    let quantities = lower.iter().enumerate().filter_map(|(at, (word, _))| {
        if is_half(at) {
            let one_and_a_half = word.starts_with("halvan");
            let number = if one_and_a_half { "1.5" } else { "0.5" };
            return Some((number.to_owned(), after(at)?));
        }
        let number = NUMBER_WORDS.get(word.as_str())?;
        // `och en halv`, or `och halv`.
        let half = [at + 3, at + 2].into_iter().find(|&half| is_half(half));
        match half.filter(|_| is_and(at + 1)) {
            Some(half) => Some((format!("{number}.5"), after(half)?)),
            None => Some(((*number).to_owned(), after(at)?)),
        }
    });
    quantities.collect()
}

/// Whether `word` is `halv`, in any of its forms, or `halvannan`.
fn is_half(word: &str) -> bool {
    HALVES.words().any(|half| {
        let end = word.strip_prefix(half);
        half.starts_with("halv") && end.is_some_and(|end| end.len() <= 1 || end.starts_with("an"))
    })
}
