//! Rows of a pipe table whose delimiter row doesn't fit its head, so that to the parser it is no
//! table.

use std::ops::Range;

/// A cell of a row.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Cell {
    /// Counted from 1.
    pub(super) column: usize,
    /// Where it stands, without outer white space.
    pub(super) inside: Range<usize>,
}

/// The cells of a paragraph whose lines all begin with `|`, one of the first two being a delimiter
/// row.
pub(super) fn cells(paragraph: &str) -> Option<Vec<Cell>> {
    let mut lines = paragraph.lines().map(str::trim);
    let head = paragraph.lines().take(2).any(is_delimiter);
    if !head || !lines.all(|line| line.starts_with('|')) {
        return None;
    }
    let mut cells = Vec::new();
    let mut start = 0;
    for line in paragraph.split_inclusive('\n') {
        if !is_delimiter(line) {
            row(line, start, &mut cells);
        }
        start += line.len();
    }
    Some(cells)
}

fn is_delimiter(line: &str) -> bool {
    let delimits = |c: char| matches!(c, '|' | '-' | ':') || c.is_whitespace();
    line.contains('-') && line.chars().all(delimits)
}

/// Appends the cells of `line`, which begins at byte `start`, that aren't blank.
fn row(line: &str, start: usize, cells: &mut Vec<Cell>) {
    let (mut column, mut from, mut escaped) = (0, 0, false);
    for (at, byte) in line.bytes().chain([b'|']).enumerate() {
        if byte == b'|' && !escaped {
            let cell = line.get(from..at).unwrap_or_default();
            let left = start + from + cell.len() - cell.trim_start().len();
            if column > 0 && !cell.trim().is_empty() {
                let inside = left..left + cell.trim().len();
                cells.push(Cell { column, inside });
            }
            column += 1;
            from = at + 1;
        }
        escaped = byte == b'\\' && !escaped;
    }
}
