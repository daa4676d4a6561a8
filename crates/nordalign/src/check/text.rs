//! How a check counts, compares and quotes texts.

use std::hash::Hasher;

use unicode_segmentation::UnicodeSegmentation;

use crate::hash::Fnv;

/// How many words `text` has; numbers do not count.
pub(super) fn words(text: &str) -> usize {
    text.unicode_words()
        .filter(|word| word.chars().any(char::is_alphabetic))
        .count()
}

/// `text` in lower case, with single spaces, to recognise copies and known findings.
pub(super) fn normal(text: &str) -> String {
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ")
}

/// Whether `c` begins or ends a quotation.
pub(super) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

/// The hash of the normalised text.
pub(super) fn fingerprint(content: &str) -> String {
    let mut hash = Fnv::default();
    hash.write(normal(content).as_bytes());
    format!("{:016x}", hash.finish())
}

/// This many characters of a text are quoted in a message.
const QUOTED: usize = 60;

/// `text` with single spaces, and none around it.
pub(super) fn single_spaced(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

/// The beginning of `text`, cut between words.
pub(super) fn excerpt(text: &str) -> String {
    let text = single_spaced(text);
    if text.chars().count() <= QUOTED {
        return text;
    }
    let cut: String = text.chars().take(QUOTED).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{} …", cut.get(..end).unwrap_or_default())
}
