//! Numbers, letters and initials.

use unicode_normalization::UnicodeNormalization;

/// Whether `word` is of digits and the signs inside numbers: `17`, `2.000`, `14:30`, `5–6`.
pub(super) fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
        && word
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ':' | '-' | '–' | '/'))
}

/// Whether the number `word` ends in one or two digits, like the day of a month and unlike a year.
pub(super) fn is_ordinal_sized(word: &str) -> bool {
    let last = word
        .rsplit(['-', '–', '/', '.'])
        .find(|part| !part.is_empty());
    last.is_some_and(|digits| digits.len() <= 2)
}

pub(super) fn is_roman(word: &str) -> bool {
    let is_made_of = |digits: &str| word.chars().all(|c| digits.contains(c));
    !word.is_empty() && word.len() <= 6 && (is_made_of("IVXL") || is_made_of("ivx"))
}

/// Whether `word` is a name that begins with a small letter: `iPhone`, `eBay`.
pub(super) fn is_mixed(word: &str) -> bool {
    let mut letters = word.chars().take_while(|c| c.is_alphabetic());
    let small = letters.next().is_some_and(char::is_lowercase);
    small && letters.any(char::is_uppercase) && word.chars().count() > 2
}

pub(super) fn is_lone_letter(word: &str) -> bool {
    let mut letters = word.nfc();
    letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
}

/// Whether `word` is initials without the last full stop: `J`, `H.C`, `J.-P`.
pub(super) fn is_initials(word: &str) -> bool {
    let mut parts = word.split(['.', '-']).filter(|part| !part.is_empty());
    word.starts_with(char::is_uppercase)
        && parts.all(|part| part.starts_with(char::is_uppercase) && is_lone_letter(part))
}
