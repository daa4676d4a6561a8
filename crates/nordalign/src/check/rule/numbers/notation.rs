//! Numbers in one notation: digits, fractions, years and telephone numbers.

use std::collections::BTreeSet;

use crate::language::PHONE_CODES;

/// `text` with all digits as `0` to `9`, fractions as decimals, and telephone numbers without their
/// country. A raised number is a footnote mark unless it belongs to a unit or a name (`m²`).
pub(super) fn in_digits(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let after_digit = plain.ends_with(|c: char| c.is_ascii_digit());
        let before_digit = chars.peek().is_some_and(char::is_ascii_digit);
        match c {
            '₀'..='₉' | '²' | '³' => plain.extend(digit_of(c)),
            '½' | '¼' | '¾' => {
                plain.push_str(if after_digit { "." } else { "0." });
                plain.push_str(match c {
                    '½' => "5",
                    '¼' => "25",
                    _ => "75",
                });
            }
            // `1920x1080`
            'x' | 'X' if after_digit && before_digit => plain.push('×'),
            c => plain.push(c),
        }
    }
    for code in PHONE_CODES.words() {
        plain = plain.replace(code, " ");
    }
    plain
}

/// The digit that stands raised or lowered as `c`.
fn digit_of(c: char) -> Option<char> {
    let digit = match c {
        '²' => 2,
        '³' => 3,
        c => u32::from(c).checked_sub(u32::from('₀'))?,
    };
    char::from_digit(digit, 10)
}

/// The years of `text` with four digits.
pub(super) fn years(text: &str) -> BTreeSet<&str> {
    let numbers = text.split(|c: char| !c.is_ascii_digit());
    let years = numbers.filter(|number| number.len() == 4);
    years.filter(|year| year.starts_with(['1', '2'])).collect()
}

/// `text` with `2023/24` as `2023/2024`, and `8.3.25` and `25-03-08` with the one of `years` that
/// `25` stands for.
pub(super) fn with_full_years(text: &str, years: &BTreeSet<&str>) -> String {
    let mut full = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, from) = rest.split_at(start);
        let (digits, after) = from.split_at(digits(from));
        full.push_str(before);
        if let Some(century) = century(&full, digits, after, years) {
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
fn century(before: &str, digits: &str, after: &str, years: &BTreeSet<&str>) -> Option<String> {
    if digits.len() != 2 || after.starts_with('%') {
        return None;
    }
    // Of the years that it can be, the latest.
    let full = years.iter().rev().find(|year| year.ends_with(digits));
    let century = full.and_then(|year| year.get(..2)).map(str::to_owned);
    if !before.ends_with(|c: char| c.is_ascii_digit() || DATE_SEPARATORS.contains(&c))
        && starts_date(digits, after)
    {
        return century;
    }
    if goes_on(after) {
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
        ('.' | '/' | '-', [day, month]) if is_day_and_month(day, month) => century,
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

const DATE_SEPARATORS: [char; 3] = ['.', '/', '-'];

/// Whether more of a number or date follows.
fn goes_on(after: &str) -> bool {
    after.starts_with(['.', ',', ':', '-', '/', '–'])
        && after.chars().nth(1).is_some_and(|c| c.is_ascii_digit())
}

/// Whether `year` and `after` are a date that begins with the year: `25-03-08`.
fn starts_date(year: &str, after: &str) -> bool {
    let mut parts = after.splitn(3, '-');
    let (Some(""), Some(month), Some(rest)) = (parts.next(), parts.next(), parts.next()) else {
        return false;
    };
    let (day, after) = rest.split_at(digits(rest));
    year.len() == 2 && month.len() == 2 && is_day_and_month(day, month) && !goes_on(after)
}

fn is_day_and_month(day: &str, month: &str) -> bool {
    let within = |number: &str, most: u8| {
        let number: Option<u8> = number.parse().ok();
        number.is_some_and(|number| (1..=most).contains(&number))
    };
    // Americans write the month first.
    within(day, 31) && within(month, 12) || within(month, 31) && within(day, 12)
}
