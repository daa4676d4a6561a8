//! The lines that are text, without page numbers, headers and footers.

use crate::document::RepairKind;
use crate::read::text::lines::Line;
use crate::read::text::list_marker::{ListMarker, Verdict};

/// A line of text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    pub(super) line: Line,
    /// Whether it is the first of its page, as far as is known.
    pub(super) on_new_page: bool,
    pub(super) marker: Option<ListMarker>,
    pub(super) verdict: Verdict,
}

/// The lines that are not page numbers, headers or footers.
pub(super) fn rows(lines: &[Line], kinds: &[Option<RepairKind>]) -> Vec<Row> {
    let mut rows = Vec::with_capacity(lines.len());
    let (mut on_new_page, mut gap) = (false, 0);
    for (&line, kind) in lines.iter().zip(kinds) {
        on_new_page |= line.new_page || kind.is_some();
        gap += line.gap;
        if kind.is_none() {
            rows.push(Row {
                line: Line { gap, ..line },
                on_new_page,
                marker: None,
                verdict: Verdict::default(),
            });
            (on_new_page, gap) = (false, 0);
        }
    }
    rows
}
