//! Numbers in words.

use crate::language::NUMBER_WORDS;

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
    NUMBER_WORDS.get(word).copied().into_iter().chain(compound)
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
