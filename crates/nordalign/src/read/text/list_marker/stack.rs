//! How deep an item stands.

use super::marker::{ListMarker, Style};

/// The open list levels while the items of a document go by.
#[derive(Debug, Default)]
pub(in crate::read::text) struct ListStack {
    open: Vec<Level>,
}

#[derive(Debug, Clone, Copy)]
struct Level {
    indent: usize,
    style: Style,
}

/// How deep lists are followed; deeper items count as this deep.
pub(in crate::read::text) const MAX_NESTING: usize = 32;

impl ListStack {
    /// Closes every list.
    pub(in crate::read::text) fn clear(&mut self) {
        self.open.clear();
    }

    /// The nesting, from 1, of an item with `marker` at `indent`.
    pub(in crate::read::text) fn item(&mut self, marker: &ListMarker, indent: usize) -> usize {
        let style = marker.style;
        // Right-aligned numbers shift by a column: ` 9.`, `10.`.
        let near = |level: &Level| level.indent.abs_diff(indent) <= 1;
        if let Some(at) = self.open.iter().rposition(|l| l.style == style && near(l)) {
            self.open.truncate(at + 1);
            return self.open.len();
        }
        while self.open.last().is_some_and(|l| l.indent > indent + 1) {
            self.open.pop();
        }
        if self.open.len() < MAX_NESTING {
            self.open.push(Level { indent, style });
        }
        self.open.len()
    }

    /// The nesting of a paragraph at `indent` that continues an item; none where it lies outside
    /// every item.
    pub(in crate::read::text) fn continuation(&mut self, indent: usize) -> Option<usize> {
        while self.open.last().is_some_and(|l| l.indent >= indent) {
            self.open.pop();
        }
        (!self.open.is_empty()).then_some(self.open.len())
    }
}
