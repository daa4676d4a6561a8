//! Long numbers in groups: telephone numbers, accounts, registration numbers.

use std::collections::HashSet;

use crate::normalize::numbers as numbers_of;

/// How many digits make a number that is grouped differently (`08-123 456`, `08 12 34 56`).
const LONG: usize = 6;

/// The numbers of `text` in rows of digits whose digits `other` has in the same order.
pub(super) fn regrouped(text: &str, other: &str) -> HashSet<String> {
    let other: String = only_digits(other);
    let known = rows(text).into_iter().filter(|row| {
        let digits = only_digits(row);
        let digits = digits.trim_start_matches('0');
        digits.len() >= LONG && other.contains(digits)
    });
    known.flat_map(numbers_of).collect()
}

fn only_digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// The rows of groups of digits with nothing but a space, a hyphen or brackets between them.
fn rows(text: &str) -> Vec<&str> {
    let between = |c: char| matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '-' | '(' | ')');
    let rows = text.split(|c: char| !c.is_ascii_digit() && !between(c));
    rows.collect()
}
