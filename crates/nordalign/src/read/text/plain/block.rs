//! The blocks made of parts.

use super::part::{Part, PartKind};
use super::row::Row;
use crate::document::{Block, BlockKind};
use crate::read::text::hyphen;
use crate::read::text::list_marker::{ListMarker, ListStack};
use crate::span::Span;
use crate::text::MappedText;

pub(super) fn block(source: &str, rows: &[Row], part: &Part, lists: &mut ListStack) -> Block {
    let all = rows.get(part.first..part.end).unwrap_or_default();
    let span = all
        .iter()
        .map(|row| row.line.span)
        .reduce(Span::cover)
        .unwrap_or(Span::new(0, 0));
    let part_rows = part.rows(rows);
    let content = content(source, part_rows, part.kind);
    let Some(first) = part_rows.first().filter(|_| !content.is_blank()) else {
        return Block::other(BlockKind::Comment, source, span);
    };
    let (kind, level) = kind_and_level(part.kind, first, lists);
    if kind == BlockKind::Comment {
        return Block::other(kind, source, span);
    }
    let marker = marker(first, part.kind)
        .and_then(|marker| first.text(source).get(..marker.len))
        .map(str::to_owned);
    Block::unit(kind, span, content)
        .with_level(level)
        .with_marker(marker)
}

/// The marker that is left out of the text of a part of `kind`.
pub(super) fn marker(first: &Row, kind: PartKind) -> Option<ListMarker> {
    let marked = matches!(kind, PartKind::Item | PartKind::Heading(_));
    first.marker.filter(|_| marked)
}

fn kind_and_level(kind: PartKind, first: &Row, lists: &mut ListStack) -> (BlockKind, usize) {
    match (kind, first.marker) {
        (PartKind::Item, Some(marker)) => {
            (BlockKind::ListItem, lists.item(&marker, first.line.indent))
        }
        (PartKind::Heading(level), _) => {
            lists.clear();
            (BlockKind::Heading, level)
        }
        (PartKind::Quote, _) => {
            lists.clear();
            (BlockKind::Quote, first.quote)
        }
        (PartKind::Rule, _) => (BlockKind::Comment, 0),
        (PartKind::Item | PartKind::Paragraph, _) => {
            let level = match first.line.indent {
                0 | 1 => None,
                indent => lists.continuation(indent),
            };
            if level.is_none() {
                lists.clear();
            }
            level.map_or((BlockKind::Paragraph, 0), |level| {
                (BlockKind::ListItem, level)
            })
        }
    }
}

/// The text of some lines, put together.
fn content(source: &str, rows: &[Row], kind: PartKind) -> MappedText {
    let bodies: Vec<Span> = rows
        .iter()
        .enumerate()
        .map(|(i, row)| {
            let skipped = marker(row, kind)
                .filter(|_| i == 0)
                .map_or(0, |marker| marker.text_at);
            Span::new(row.body.start + skipped, row.body.end)
        })
        .collect();
    hyphen::put_together(source, &bodies, |_, line, next| hyphen::written(line, next))
}
