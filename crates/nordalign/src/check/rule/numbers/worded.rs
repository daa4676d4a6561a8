//! Numbers in words that are compared with each other: `tre` and `fyra`, `III` and `IV`.

use unicode_segmentation::UnicodeSegmentation;

use super::said::Said;
use crate::check::difference::{Difference, beyond};
use crate::lang::Lang;
use crate::language::{CARDINALS, roman};

/// The numbers in words that differ. A number word on one side only may be worded differently on
/// the other, so there is a difference only if both sides have one.
pub(super) fn difference(prose: [&str; 2], said: &[Said; 2], langs: [Lang; 2]) -> Difference {
    let words = [0, 1].map(|side: usize| cardinals(prose[side], langs[side]));
    let numerals = prose.map(romans);
    let found = [
        exchanged(&words, said),
        of(&words, said),
        of(&numerals, said),
    ];
    let mut both = found.into_iter().filter(Difference::is_on_both_sides);
    both.next().unwrap_or_default()
}

/// A number, and the word for it.
type Worded = (String, String);

/// The numbers of each side that the other has in no form.
fn of(words: &[Vec<Worded>; 2], said: &[Said; 2]) -> Difference {
    let lacks = |has: usize| {
        let (this, other) = (&said[has], &said[1 - has]);
        let amounts = this.worded_as(other);
        let lacking = words[has].iter().filter(|(number, _)| {
            let is_said = other.has_word(number) || other.has_roman(number) || other.names(number);
            let in_digits = other.has_digits(number) || amounts.contains(number.as_str());
            // Digits that both have say something else.
            let only_in_digits = in_digits && !this.has_digits(number);
            !is_said && !only_in_digits
        });
        lacking.map(|(_, word)| word.clone()).collect()
    };
    Difference {
        lacking: lacks(0),
        added: lacks(1),
    }
}

/// The numbers that stand for others if both sides have as many of them. Then words that often are
/// something else, such as `andre` and `begge`, do not explain them.
fn exchanged(words: &[Vec<Worded>; 2], said: &[Said; 2]) -> Difference {
    let lacks = |has: usize| -> Vec<String> {
        let (this, other) = (&said[has], &said[1 - has]);
        let amounts = this.measured_as(other);
        let lacking = beyond(&words[has], &words[1 - has], |(number, _)| number);
        let lacking = lacking
            .filter(|(number, _)| !other.has_digits(number) && !amounts.contains(number.as_str()));
        lacking.map(|(_, word)| word.clone()).collect()
    };
    let (lacking, added) = (lacks(0), lacks(1));
    let is_exchange = words[0].len() == words[1].len() && lacking.len() == added.len();
    match is_exchange {
        true => Difference { lacking, added },
        false => Difference::default(),
    }
}

/// `you` in Swedish, nine in the other languages.
const NOT_SWEDISH: &str = "ni";

/// The words of `text` that stand for nothing but a number: the number, and the word.
fn cardinals(text: &str, lang: Lang) -> Vec<Worded> {
    let words = text.unicode_words().filter_map(|word| {
        let lower = word.to_lowercase();
        let number = CARDINALS.get(lower.as_str())?;
        let is_number = lang != Lang::Sv || lower != NOT_SWEDISH;
        is_number.then(|| ((*number).to_owned(), word.to_owned()))
    });
    words.collect()
}

/// The Roman numbers of `text`: the number, and the numeral. One letter is a number only after a
/// name (`Karl X`); `I` begins sentences.
pub(super) fn romans(text: &str) -> Vec<Worded> {
    let mut after_name = false;
    let mut romans = Vec::new();
    for word in text.unicode_words() {
        // `Karl XII:s`
        let word = word.strip_suffix(":s").unwrap_or(word);
        let upper = word.chars().all(|c| c.is_ascii_uppercase());
        let number = roman(word).filter(|_| upper && (word.len() > 1 || after_name));
        if let Some(number) = number {
            romans.push((number.to_string(), word.to_owned()));
        }
        after_name = !upper && word.starts_with(char::is_uppercase);
    }
    romans
}
