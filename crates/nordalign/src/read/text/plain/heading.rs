//! Which parts are headings.

use super::part::{Part, PartKind};
use super::row::Row;
use crate::read::text::headings::{self, Outline, OutlineKind};
use crate::read::text::lines::{Ending, ending};

/// A line that is longer than this is a paragraph, whatever it ends with.
const LONG_LINE: usize = 100;

pub(super) fn mark_headings(source: &str, rows: &[Row], parts: &mut [Part]) {
    let outlines: Vec<_> = (0..parts.len())
        .map(|i| outline(source, rows, parts, i))
        .collect();
    for (part, level) in parts.iter_mut().zip(headings::levels(&outlines)) {
        if let Some(level) = level {
            part.kind = PartKind::Heading(level);
        }
    }
}

fn outline<'a>(source: &'a str, rows: &[Row], parts: &[Part], i: usize) -> Outline<'a> {
    let part_rows = parts.get(i).map_or(&[][..], |part| part.rows(rows));
    let ends_paragraph = |row: &Row| row.line.gap > 0 || !row.is_text();
    let row_of = |i: usize| parts.get(i).and_then(|part| rows.get(part.first));
    let after_break = i == 0
        || row_of(i).is_some_and(ends_paragraph)
        || row_of(i - 1).is_some_and(|row| !row.is_text());
    let numbered = part_rows
        .first()
        .and_then(|row| row.marker.filter(|_| row.verdict.heading));
    let text = part_rows.last().map_or("", |row| match numbered {
        Some(_) => row.item_text(source),
        None => row.text(source),
    });
    let ends_text = matches!(ending(text), Ending::Sentence | Ending::Colon);
    Outline {
        text: text.into(),
        numbered: numbered.map(|marker| marker.number_depth()),
        underline: parts.get(i).and_then(|part| part.underline),
        kind: match parts.get(i).map(|part| part.kind) {
            Some(PartKind::Item) => OutlineKind::Item,
            Some(PartKind::Quote) => OutlineKind::Quote,
            Some(PartKind::Rule) => OutlineKind::Rule,
            _ => OutlineKind::Text,
        },
        short: part_rows.len() == 1,
        apart: after_break && row_of(i + 1).is_none_or(ends_paragraph),
        runs_on: ends_text
            || part_rows.len() > 1
            || text.chars().take(LONG_LINE + 1).count() > LONG_LINE,
    }
}
