//! Lines that make a block together.

use super::row::{Row, RowKind, continues_run, row_ending};
use super::wrap::Widths;
use crate::read::text::lines::Ending;

/// What a [`Part`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PartKind {
    Paragraph,
    /// With a marker, or what its first line has before it.
    Item,
    Quote,
    Rule,
    /// With its level.
    Heading(usize),
}

/// Some lines that make a block.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part {
    pub(super) kind: PartKind,
    /// The first line, and the one after the last.
    pub(super) first: usize,
    pub(super) end: usize,
    /// The sign it is underlined with, by its last line.
    pub(super) underline: Option<char>,
}

impl Part {
    /// Its lines of text.
    pub(super) fn rows<'a>(&self, rows: &'a [Row]) -> &'a [Row] {
        let end = self.end - usize::from(self.underline.is_some());
        rows.get(self.first..end).unwrap_or_default()
    }
}

pub(super) fn parts(source: &str, rows: &[Row], widths: &Widths) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut before: Option<&Row> = None;
    for (i, row) in rows.iter().enumerate() {
        let joins = before.is_some_and(|before| {
            continues_run(before, row)
                && !row.verdict.item
                && (before.item_text(source).is_empty() || widths.wraps(source, before, row))
        });
        let underlined = row.line.gap == 0
            && parts
                .last()
                .is_some_and(|part| underlines(source, rows, part, row));
        match parts.last_mut() {
            Some(part) if joins => part.end = i + 1,
            Some(part) if underlined => {
                part.end = i + 1;
                part.underline = underline(row);
            }
            _ => parts.push(Part {
                kind: part_kind(row),
                first: i,
                end: i + 1,
                underline: None,
            }),
        }
        before = Some(row);
    }
    parts
}

fn part_kind(row: &Row) -> PartKind {
    if !row.is_text() {
        PartKind::Rule
    } else if row.quote > 0 {
        PartKind::Quote
    } else if row.verdict.item {
        PartKind::Item
    } else {
        PartKind::Paragraph
    }
}

pub(super) fn underline(row: &Row) -> Option<char> {
    match row.kind {
        RowKind::Rule(sign @ ('=' | '-' | '~' | '–' | '—' | '─' | '_')) => Some(sign),
        _ => None,
    }
}

/// Whether `row` is the underline of `part`, a single line of about its length.
pub(super) fn underlines(source: &str, rows: &[Row], part: &Part, row: &Row) -> bool {
    let &[title] = part.rows(rows) else {
        return false;
    };
    let len = row.line.chars;
    part.kind == PartKind::Paragraph
        && part.underline.is_none()
        && underline(row).is_some()
        && len * 2 >= title.line.chars
        && (len <= title.line.chars + 4 || len <= title.line.chars * 2)
        && !matches!(row_ending(source, &title), Ending::Sentence | Ending::Pause)
}
