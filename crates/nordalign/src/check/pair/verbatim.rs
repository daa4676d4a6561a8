//! Lines that stand in the other document as they are: code that is a listing in one of the two and
//! text in the other.

use std::collections::HashSet;

use crate::check::pair::units::Units;

/// The lines of a document, without what marks a list, a quotation or code.
pub(super) struct Lines<'t>(HashSet<&'t str>);

impl<'t> Lines<'t> {
    pub(super) fn of(side: &Units<'t>) -> Self {
        let lines = side.document.source().lines();
        Lines(lines.map(without_marks).collect())
    }

    /// Whether each line of `text` is one of them.
    pub(super) fn have(&self, text: &str) -> bool {
        let mut lines = text
            .lines()
            .map(without_marks)
            .filter(|line| !line.is_empty());
        lines.all(|line| self.0.contains(line))
    }
}

fn without_marks(line: &str) -> &str {
    line.trim_matches([' ', '\t', '>', '`', '*', '-', '\\'])
}
