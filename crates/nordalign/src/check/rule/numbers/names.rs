//! Numbers inside names: `HALPI2`, `M365`, `E2E`, `SC-900`, `base64(1)`.
//!
//! A name may be left out, repeated, or written out in words (`ende-til-ende`), so the numbers in
//! names are not compared with those of the text. Only where the other text has the same name with
//! other digits (`HALPI3`) do they differ.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::notation::digits;
use crate::check::difference::Difference;
use crate::language::{month, unit_named};

/// The names with digits: by the letters, with `#` for each number, the digits in them.
#[derive(Debug, Default)]
pub(super) struct Names(BTreeMap<String, BTreeMap<Vec<String>, String>>);

/// The names of `text`, and the text with `_` in place of their digits, so that they stay one word.
pub(super) fn apart(text: &str) -> (Names, String) {
    let mut names = Names::default();
    let mut rest = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(token) = next_token(text, at) {
        rest.push_str(text.get(at..token.start).unwrap_or_default());
        at = token.end;
        let written = text.get(token).unwrap_or_default();
        match is_name(written) {
            true => {
                names.add(written);
                rest.extend(
                    written
                        .chars()
                        .map(|c| if c.is_ascii_digit() { '_' } else { c }),
                );
            }
            false => rest.push_str(written),
        }
    }
    rest.push_str(text.get(at..).unwrap_or_default());
    (names, rest)
}

impl Names {
    fn add(&mut self, name: &str) {
        let mut letters = String::new();
        let mut numbers = Vec::new();
        let mut rest = name;
        while let Some(c) = rest.chars().next() {
            let length = number(rest);
            if length > 0 {
                letters.push('#');
                let number = rest.get(..length).unwrap_or_default();
                // `3,8B` and `3.8B` are the same name.
                numbers.push(number.replace(',', "."));
                rest = rest.get(length..).unwrap_or_default();
            } else {
                letters.extend(c.to_lowercase().filter(|c| c.is_alphabetic()));
                rest = rest.get(c.len_utf8()..).unwrap_or_default();
            }
        }
        let same = self.0.entry(letters).or_default();
        same.insert(numbers, name.to_owned());
    }

    /// The numbers in all names.
    pub(super) fn numbers(&self) -> impl Iterator<Item = String> {
        let numbers = self.0.values().flat_map(BTreeMap::keys).flatten();
        numbers.cloned()
    }

    /// The names that `other` has with other digits alone.
    fn differing(&self, other: &Names) -> Vec<String> {
        let known: BTreeSet<&String> = other
            .0
            .values()
            .flat_map(BTreeMap::keys)
            .flatten()
            .collect();
        let names = self.0.iter().filter_map(|(letters, names)| {
            let same = other.0.get(letters)?;
            let lacking = names.iter().filter(|(numbers, _)| {
                !same.contains_key(*numbers) && !numbers.iter().all(|number| known.contains(number))
            });
            Some(lacking.map(|(_, name)| name.clone()))
        });
        names.flatten().collect()
    }
}

/// The names whose digits differ.
pub(super) fn difference(names: [&Names; 2]) -> Difference {
    Difference {
        lacking: names[0].differing(names[1]),
        added: names[1].differing(names[0]),
    }
}

/// The next letters and digits without a space between them, from byte `at` on.
fn next_token(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = text.get(at..)?;
    let start = at + rest.find(char::is_alphanumeric)?;
    let mut end = start;
    while let Some(c) = text.get(end..)?.chars().next() {
        let token = text.get(start..end)?;
        let after = text.get(end + c.len_utf8()..)?;
        end += match c {
            _ if c.is_alphanumeric() => c.len_utf8(),
            '_' if after.starts_with(char::is_alphanumeric) => 1,
            '.' if token.ends_with(|c: char| c.is_ascii_digit()) && digits(after) > 0 => 1,
            ',' if digits(token) == token.len() && digits(after) > 0 => 1,
            '-' if is_abbreviation(token) && digits(after) > 0 => 1,
            '(' | '[' if token.contains(char::is_alphabetic) => match mark(c, after) {
                Some(length) => length,
                None => break,
            },
            _ => break,
        };
    }
    Some(start..end)
}

/// The length of a number of one or two digits in brackets, as in `man(1)` and `ord[2]`.
fn mark(open: char, after: &str) -> Option<usize> {
    let digits = digits(after);
    let closed = match open {
        '(' => after.get(digits..)?.starts_with(')'),
        _ => after.get(digits..)?.starts_with(']'),
    };
    (closed && (1..=2).contains(&digits)).then_some(digits + 2)
}

/// Whether `token` is the first half of a name such as `SC-900`.
fn is_abbreviation(token: &str) -> bool {
    token.len() >= 2 && token.chars().all(char::is_uppercase) && month(token).is_none()
}

/// The length of the number that `text` begins with, with its decimals.
fn number(text: &str) -> usize {
    let mut length = digits(text);
    while length > 0 {
        let rest = text.get(length..);
        let rest = rest.and_then(|rest| rest.strip_prefix(['.', ',']));
        match rest.map_or(0, digits) {
            0 => break,
            more => length += 1 + more,
        }
    }
    length
}

/// Whether the digits in `token` belong to a name: letters touch them that are neither a unit
/// (`5km`, `kr500`) nor the rest of a word (`16årig`). An identifier (`i18n_helper`) is no name: it
/// is never written out.
fn is_name(token: &str) -> bool {
    let is_digit = |c: char| c.is_ascii_digit() || c == '.' || c == ',';
    let has_digit = token.contains(|c: char| c.is_ascii_digit());
    if !has_digit || token.chars().all(is_digit) || token.contains('_') {
        return false;
    }
    let before = token.trim_end_matches(is_digit);
    if before.chars().all(char::is_alphabetic) && before.len() < token.len() {
        return !is_unit(before) || is_unit(token);
    }
    let after = token.trim_start_matches(is_digit);
    if !after.chars().all(char::is_alphabetic) {
        return true;
    }
    let word = after.chars().count() >= 3 && after.chars().all(char::is_lowercase);
    !is_unit(after) && !word
}

/// Whether `word` is a unit whatever its case: a capital is as often part of a name (`klass 4A`).
fn is_unit(word: &str) -> bool {
    unit_named(&word.to_lowercase()).is_some()
}
