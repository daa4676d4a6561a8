//! What is judged: a stretch of text that may begin with a marker.

use crate::read::text::lines::Ending;

use super::marker::ListMarker;

/// A stretch of text that may begin with a marker, for [`verdicts`].
#[derive(Debug, Clone, Copy)]
pub(in crate::read::text) struct Passage<'a> {
    /// What looks like a marker at its beginning.
    pub(in crate::read::text) marker: Option<ListMarker>,
    /// The text after that.
    pub(in crate::read::text) text: &'a str,
    /// How far it is indented.
    pub(in crate::read::text) indent: usize,
    /// How it ends.
    pub(in crate::read::text) ending: Ending,
    /// Whether text that belongs to no item begins here, if this is no item.
    pub(in crate::read::text) parts_lists: bool,
    /// Whether the line before, in the same paragraph, breaks off in a sentence.
    pub(in crate::read::text) after_open: bool,
    /// How what stands before it ends.
    pub(in crate::read::text) before: Option<Ending>,
}
