//! Long numbers in groups: telephone numbers, accounts, registration numbers.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::normalize::numbers as numbers_of;

/// How many digits make a number that is grouped differently (`08-123 456`, `08 12 34 56`).
const LONG: usize = 6;

/// A row of more digits is several numbers, and is compared with all of the other text: a bound on
/// the work.
const LONGEST: usize = 24;

/// The numbers of `text` in rows of digits whose digits `other` has in the same order.
pub(super) fn regrouped(text: &str, other: &str) -> HashSet<String> {
    let other: String = only_digits(other);
    let rows: Vec<(&str, String)> = rows(text)
        .map(|row| (row, only_digits(row).trim_start_matches('0').to_owned()))
        .filter(|(_, digits)| digits.len() >= LONG)
        .collect();
    let lengths = rows.iter().map(|(_, digits)| digits.len());
    let lengths: BTreeSet<usize> = lengths.filter(|length| *length <= LONGEST).collect();
    let known: BTreeMap<usize, HashSet<&str>> = lengths
        .into_iter()
        .map(|length| (length, runs(&other, length).collect()))
        .collect();
    let is_known = |digits: &str| match known.get(&digits.len()) {
        Some(known) => known.contains(digits),
        None => digits == other.trim_start_matches('0'),
    };
    let known = rows.iter().filter(|(_, digits)| is_known(digits));
    known.flat_map(|(row, _)| numbers_of(row)).collect()
}

/// All runs of `length` digits.
fn runs(digits: &str, length: usize) -> impl Iterator<Item = &str> {
    (0..digits.len()).filter_map(move |start| digits.get(start..start + length))
}

fn only_digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// The rows of groups of digits with nothing but a space, a hyphen or brackets between them.
fn rows(text: &str) -> impl Iterator<Item = &str> {
    let between = |c: char| matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '-' | '(' | ')');
    text.split(move |c: char| !c.is_ascii_digit() && !between(c))
}
