//! Numbers in one notation: digits, fractions, years and telephone numbers.

use crate::language::PHONE_CODES;

/// `text` with all digits as `0` to `9`, fractions as decimals, years with four digits, and
/// telephone numbers without their country.
pub(super) fn in_digits(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        let digit = match c {
            '²' | '₂' => "2",
            '³' | '₃' => "3",
            '½' | '¼' | '¾' => {
                plain.push_str(if plain.ends_with(|c: char| c.is_ascii_digit()) {
                    "."
                } else {
                    "0."
                });
                match c {
                    '½' => "5",
                    '¼' => "25",
                    _ => "75",
                }
            }
            c => {
                plain.push(c);
                continue;
            }
        };
        plain.push_str(digit);
    }
    for code in PHONE_CODES.words() {
        plain = plain.replace(code, " ");
    }
    with_full_years(&plain)
}

/// `text` with `2023/24` as `2023/2024`, and `8.3.25` as `8.3.2025`.
fn with_full_years(text: &str) -> String {
    let mut full = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, from) = rest.split_at(start);
        let (digits, after) = from.split_at(digits(from));
        full.push_str(before);
        if let Some(century) = century(&full, digits, after) {
            full.push_str(&century);
        }
        full.push_str(digits);
        rest = after;
    }
    full.push_str(rest);
    full
}

pub(super) fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// The first two digits of a year, if `digits` are its last two, between `before` and `after`.
pub(super) fn century(before: &str, digits: &str, after: &str) -> Option<String> {
    let goes_on = after.starts_with(['.', ',', ':', '-', '/', '–'])
        && after.chars().nth(1).is_some_and(|c| c.is_ascii_digit());
    if digits.len() != 2 || goes_on || after.starts_with('%') {
        return None;
    }
    let separator = before.chars().next_back()?;
    let head = before.strip_suffix(separator)?;
    // The most bytes of a date or year before it.
    let start = head.char_indices().rev().nth(5).map_or(0, |(at, _)| at);
    let parts: Vec<&str> = head
        .get(start..)?
        .rsplit(|c: char| !c.is_ascii_digit() && c != separator)
        .next()?
        .split(separator)
        .collect();
    match (separator, &parts[..]) {
        ('.' | '/', [day, month])
            if (1..=2).contains(&day.len()) && (1..=2).contains(&month.len()) =>
        {
            Some("20".to_owned())
        }
        ('/' | '–' | '-', [year]) if year.len() == 4 => {
            let (century, year) = year.split_at_checked(2)?;
            let (year, next): (u8, u8) = (year.parse().ok()?, digits.parse().ok()?);
            // `2025-03` is a month.
            let later = match separator {
                '-' => next == year + 1 || next > year && next > 12,
                _ => next > year,
            };
            later.then(|| century.to_owned())
        }
        _ => None,
    }
}
