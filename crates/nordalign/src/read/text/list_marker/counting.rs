//! Numbers that count on from each other.

use std::collections::BTreeMap;

use super::marker::{Closer, Script, Style, counts_on};
use super::passage::Passage;

/// How a marker goes with those before and after it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Neighbours {
    /// One of them, somewhere before or after, is its neighbour in counting.
    pub(super) linked: bool,
    /// And only items stand between the two.
    pub(super) adjacent: bool,
}

/// Which numbers count on from another. Numbers in a list stand under each other by their
/// beginnings or by their ends (` 9.`, `10.`), so either may match.
pub(super) fn neighbours(passages: &[Passage]) -> Vec<Neighbours> {
    let mut neighbours = vec![Neighbours::default(); passages.len()];
    let mut last: BTreeMap<(Script, Closer, bool, usize), usize> = BTreeMap::new();
    let mut breaks = 0usize;
    let mut breaks_at = Vec::with_capacity(passages.len());
    for (i, passage) in passages.iter().enumerate() {
        breaks += usize::from(passage.parts_lists);
        breaks_at.push(breaks);
        let Some(marker) = passage.marker else {
            continue;
        };
        let Style::Number(style) = marker.style else {
            continue;
        };
        // The end of `2.3` says nothing: it is the beginning that stands under that of `2.`.
        for (by_end, column) in [(false, passage.indent), (true, passage.indent + marker.len)] {
            let before = last.insert((style.script, style.closer, by_end, column), i);
            let Some(before) = before else { continue };
            let Some(earlier) = passages.get(before).and_then(|passage| passage.marker) else {
                continue;
            };
            if counts_on(&earlier, &marker) {
                // A first subheading follows its heading at once: that makes no list.
                let adjacent =
                    breaks_at.get(before) == Some(&breaks) && earlier.style == marker.style;
                for at in [before, i] {
                    if let Some(neighbours) = neighbours.get_mut(at) {
                        neighbours.linked = true;
                        neighbours.adjacent |= adjacent;
                    }
                }
            }
        }
    }
    neighbours
}
