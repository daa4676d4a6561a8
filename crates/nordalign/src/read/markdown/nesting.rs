//! A limit to how deep quotes and lists may be nested.

use super::layout::strip_marker;
use crate::read::markup::view::{Edit, Replacement};
use crate::span::Span;

/// Quote signs and list markers on one line beyond this many are text.
///
/// The parser looks at every container again for every line, so that some hundred thousand of them,
/// which no one means, would keep it busy for hours.
const MAX_NESTING: usize = 64;

/// What takes the meaning from the markers beyond the limit in `source`, from byte `from` on.
pub(super) fn limit(source: &str, from: usize) -> Vec<Edit> {
    let mut start = from;
    let mut edits = Vec::new();
    for line in source.get(from..).unwrap_or_default().split_inclusive('\n') {
        edits.extend(excess(line).map(|at| Edit {
            span: Span::new(start + at, start + at + 1),
            with: Replacement::Placeholder,
        }));
        start += line.len();
    }
    edits
}

/// Where in `line` the first marker beyond the limit stands.
fn excess(line: &str) -> Option<usize> {
    let mut left = line;
    for _ in 0..MAX_NESTING {
        left = strip_marker(left.trim_start_matches([' ', '\t']))?;
    }
    let left = left.trim_start_matches([' ', '\t']);
    strip_marker(left).map(|_| line.len() - left.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::markdown::blocks;

    #[test]
    fn markers_beyond_the_limit_are_text() {
        let source = format!("{}\u{e5}\n", "> ".repeat(MAX_NESTING + 2));
        let (blocks, _) = blocks(&source, &[]);
        assert_eq!(blocks[0].level(), MAX_NESTING);
        assert_eq!(blocks[0].text(), "> > \u{e5}");
        assert!(limit(&"> ".repeat(MAX_NESTING), 0).is_empty());
    }
}
