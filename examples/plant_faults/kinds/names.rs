//! Names that are others.

use crate::dice::Dice;
use crate::place::{Change, Place};
use crate::words::tokens;

const OTHERS: [&str; 10] = [
    "Norrspis",
    "Lindfoss",
    "Lindeman",
    "Tromvik",
    "Kallehave",
    "Brattli",
    "Sundqvist",
    "Elkem",
    "Rosenlund",
    "Wergeland",
];

/// A name inside a sentence that the source has too, letter by letter.
pub fn changed(place: &Place, dice: &mut Dice) -> Option<Change> {
    let (own, original) = (place.own(), place.original());
    let known: Vec<&str> = tokens(original)
        .into_iter()
        .map(|range| &original[range])
        .collect();
    let names: Vec<_> = tokens(own)
        .into_iter()
        .filter(|range| {
            let word = &own[range.clone()];
            let before = own[..range.start].trim_end_matches(' ');
            let after = &own[range.end..];
            let inside = before.len() + 1 == range.start
                && before.ends_with(|c: char| c.is_lowercase() || c == ',');
            let mut letters = word.chars();
            let is_name = letters.next().is_some_and(char::is_uppercase)
                && letters.all(char::is_lowercase)
                && word.chars().count() >= 4;
            let plain = !after.starts_with(['*', ']', '_', '`', '-', '”', '"', '»']);
            inside && is_name && plain && known.contains(&word)
        })
        .collect();
    let range = names.get(dice.below(names.len()))?.clone();
    Some(place.replace_part(range, OTHERS[dice.below(OTHERS.len())]))
}
