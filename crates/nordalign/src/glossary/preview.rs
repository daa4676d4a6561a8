//! The excerpts of units in examples.

use std::borrow::Cow;

/// How much of a text an example shows, in characters.
const SHOWN: usize = 400;

/// The excerpt of a unit in an example.
#[derive(Debug)]
pub(super) struct Preview {
    pub(super) document: u32,
    /// The first line, 1-based.
    pub(super) line: usize,
    pub(super) text: Box<str>,
}

/// The excerpt of a text in an example.
pub(super) fn preview(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => Cow::Owned(format!("{}…", text.get(..end).unwrap_or_default())),
        None => Cow::Borrowed(text),
    }
}
