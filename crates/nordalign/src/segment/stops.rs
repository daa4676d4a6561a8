//! The places where a sentence may end.

use std::ops::Range;

use super::signs::{is_closer, is_mark};

/// A run of marks that may end a sentence.
pub(super) struct Stop {
    /// The marks alone: `.`, `?!`, `...`.
    pub(super) marks: Range<usize>,
    /// The end of the quotes, brackets and footnote marks that close on the marks.
    pub(super) tail: usize,
    /// The start of what follows the white space; `tail` when there is none.
    pub(super) next: usize,
}

/// The stops of `text`, in order.
pub(super) fn stops(text: &str) -> impl Iterator<Item = Stop> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + text.get(from..)?.find(is_mark)?;
        let end = skip(text, start, is_mark);
        let tail = skip_tail(text, end);
        let next = skip(text, tail, char::is_whitespace);
        from = next;
        Some(Stop {
            marks: start..end,
            tail,
            next,
        })
    })
}

/// The first byte at or after `from` that begins no character like `is_skipped`.
fn skip(text: &str, from: usize, is_skipped: fn(char) -> bool) -> usize {
    let rest = slice(text, &(from..text.len()));
    text.len() - rest.trim_start_matches(is_skipped).len()
}

/// The end of the closing characters and footnote marks (`[1]`) at `from`.
fn skip_tail(text: &str, from: usize) -> usize {
    let mut end = from;
    loop {
        end = skip(text, end, is_closer);
        match footnote_length(slice(text, &(end..text.len()))) {
            Some(length) => end += length,
            None => return end,
        }
    }
}

/// The bytes of a footnote mark such as `[1]` or `[b]` at the start of `text`.
fn footnote_length(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('[')?;
    let number = inside
        .bytes()
        .take(4)
        .take_while(u8::is_ascii_alphanumeric)
        .count();
    let closes = inside.get(number..)?.starts_with(']');
    (number > 0 && closes).then_some(number + 2)
}

/// `text` in `range`, or nothing where the range does not fit the text.
pub(super) fn slice<'a>(text: &'a str, range: &Range<usize>) -> &'a str {
    text.get(range.clone()).unwrap_or_default()
}
