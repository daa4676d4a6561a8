//! Parts of a whole: `3/4`, `¾`, `tre fjärdedelar`, `0,75`, `75 procent`.

use std::collections::BTreeSet;

use unicode_segmentation::UnicodeSegmentation;

use super::notation::digits;
use crate::language::{FRACTIONS, NUMBER_WORDS};

/// A part of a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Fraction {
    parts: u32,
    whole: u32,
}

impl Fraction {
    /// Whether `number` is this fraction as a decimal or in per cent.
    pub(super) fn is(self, number: &str) -> bool {
        let share = f64::from(self.parts) / f64::from(self.whole);
        let near = |share: f64, at_most: f64| {
            let number = number.parse::<f64>();
            number.is_ok_and(|number| (number - share).abs() < at_most)
        };
        near(share, 0.007) || near(100.0 * share, 0.7)
    }

    /// Whether `number` is written in this fraction.
    pub(super) fn contains(self, number: &str) -> bool {
        let number = number.parse();
        number.is_ok_and(|number: u32| number == self.parts || number == self.whole)
    }

    pub(super) fn equals(self, other: Fraction) -> bool {
        self.parts * other.whole == other.parts * self.whole
    }
}

/// The fractions of `text`, in digits and in words, each once: there are few that are written so.
pub(super) fn fractions(text: &str) -> Vec<Fraction> {
    let all: BTreeSet<Fraction> = in_digits(text).chain(in_words(text)).collect();
    all.into_iter().collect()
}

/// The fractions in digits, such as `3/4`; the whole has one digit or is 10.
fn in_digits(text: &str) -> impl Iterator<Item = Fraction> {
    text.match_indices('/').filter_map(|(at, _)| {
        let (before, after) = (text.get(..at)?, text.get(at + 1..)?);
        let start = before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let parts = before.get(start..)?.parse().ok()?;
        let whole = after.get(..digits(after))?.parse().ok()?;
        (0 < parts && parts < whole && whole <= 10).then_some(Fraction { parts, whole })
    })
}

/// The fractions in words; `tredjedel` without a number before it is one third.
fn in_words(text: &str) -> Vec<Fraction> {
    let lower = text.to_lowercase();
    let mut before = "";
    let mut found = Vec::new();
    for word in lower.unicode_words() {
        let named = FRACTIONS.iter().find(|(part, _)| word.starts_with(**part));
        let whole: Option<u32> = named.and_then(|(_, whole)| whole.parse().ok());
        if let Some(whole) = whole {
            let parts = NUMBER_WORDS.get(before).copied().unwrap_or(before);
            let parts = parts
                .parse()
                .ok()
                .filter(|&parts| 0 < parts && parts < whole);
            found.push(Fraction {
                parts: parts.unwrap_or(1),
                whole,
            });
        }
        before = word;
    }
    found
}
