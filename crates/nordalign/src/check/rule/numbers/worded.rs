//! Numbers in words that are compared with each other: `tre` and `fyra`, `III` and `IV`.

use unicode_segmentation::UnicodeSegmentation;

use super::said::Said;
use crate::check::difference::Difference;
use crate::language::{CARDINALS, roman};

/// The numbers in words that differ. A number word on one side only may be worded differently on
/// the other, so there is a difference only if both sides have one.
pub(super) fn difference(prose: [&str; 2], said: &[Said; 2]) -> Difference {
    let of = |numbers: fn(&str) -> Vec<(String, String)>| {
        let lacks = |has: usize| -> Vec<String> {
            let (this, other) = (&said[has], &said[1 - has]);
            let amounts = this.worded_as(other);
            let own = numbers(prose[has]).into_iter();
            let lacking = own.filter(|(number, _)| {
                let in_digits = other.has_digits(number) || amounts.contains(number.as_str());
                // Digits that both have say something else.
                let only_in_digits = in_digits && !this.has_digits(number);
                let known = only_in_digits
                    || other.has_word(number)
                    || other.has_roman(number)
                    || other.names(number);
                !known
            });
            lacking.map(|(_, word)| word).collect()
        };
        Difference {
            lacking: lacks(0),
            added: lacks(1),
        }
    };
    let found = [of(cardinals), of(romans)].into_iter();
    let mut both = found.filter(Difference::is_on_both_sides);
    both.next().unwrap_or_default()
}

/// The words of `text` that stand for nothing but a number: the number, and the word.
fn cardinals(text: &str) -> Vec<(String, String)> {
    let words = text.unicode_words().filter_map(|word| {
        let number = CARDINALS.get(word.to_lowercase().as_str())?;
        Some(((*number).to_owned(), word.to_owned()))
    });
    words.collect()
}

/// The Roman numbers of `text`: the number, and the numeral. One letter is a number only after a
/// name (`Karl X`); `I` begins sentences.
pub(super) fn romans(text: &str) -> Vec<(String, String)> {
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
