//! The blocks made of parts, and the repairs in them.

use super::reader::{Part, PdfReader};
use super::row::Row;
use crate::document::{Block, BlockKind, Repair, RepairKind};
use crate::read::text::headings::{Outline, OutlineKind};
use crate::read::text::hyphen::{self, Glue};
use crate::read::text::lines::{Ending, ending};
use crate::read::text::list_marker::{ListMarker, ListStack};
use crate::span::Span;
use crate::text::MappedText;

/// How many lines a heading can have.
const HEADING_LINES: usize = 2;

impl<'a> PdfReader<'a> {
    fn rows_of(&self, part: &Part) -> &[Row] {
        self.rows.get(part.first..part.end).unwrap_or_default()
    }

    pub(super) fn outlines(&self, parts: &[Part]) -> Vec<Outline<'static>> {
        parts.iter().map(|part| self.outline(part)).collect()
    }

    fn outline(&self, part: &Part) -> Outline<'static> {
        let rows = self.rows_of(part);
        let short = rows.len() <= HEADING_LINES;
        let first = rows.first();
        let verdict = first.map(|row| row.verdict).unwrap_or_default();
        let marker = first.and_then(|row| row.marker);
        let ends_text = rows
            .last()
            .is_some_and(|row| matches!(ending(self.text(row)), Ending::Sentence | Ending::Colon));
        let text = if short {
            self.content(part, marker.filter(|_| verdict.heading))
                .as_str()
                .to_owned()
        } else {
            String::new()
        };
        Outline {
            text: text.into(),
            numbered: marker
                .filter(|_| verdict.heading)
                .map(|marker| marker.number_depth()),
            underline: None,
            kind: if verdict.item {
                OutlineKind::Item
            } else {
                OutlineKind::Text
            },
            short,
            apart: true,
            runs_on: ends_text || rows.len() > 1,
        }
    }

    pub(super) fn block(
        &self,
        part: &Part,
        heading: Option<usize>,
        lists: &mut ListStack,
        repairs: &mut Vec<Repair>,
    ) -> Block {
        let rows = self.rows_of(part);
        let span = rows
            .iter()
            .map(|row| row.line.span)
            .reduce(Span::cover)
            .unwrap_or(Span::new(0, 0));
        let first = rows.first();
        let is_item = first.is_some_and(|row| row.verdict.item);
        let marker = first
            .and_then(|row| row.marker)
            .filter(|_| is_item || heading.is_some());
        let content = self.content(part, marker);
        if !content.as_str().contains(char::is_alphanumeric) && rows.len() == 1 {
            return Block::other(BlockKind::Comment, self.source, span);
        }
        self.note_repairs(part, span, repairs);
        let (kind, level) = match (heading, marker) {
            (Some(level), _) => (BlockKind::Heading, level),
            (None, Some(marker)) => (BlockKind::ListItem, lists.item(&marker, 0)),
            (None, None) => (BlockKind::Paragraph, 0),
        };
        if kind != BlockKind::ListItem {
            lists.clear();
        }
        let marker = marker
            .and_then(|marker| self.text(first?).get(..marker.len))
            .map(str::to_owned);
        Block::unit(kind, span, content)
            .with_level(level)
            .with_marker(marker)
    }

    /// The text of a part without `marker`.
    fn content(&self, part: &Part, marker: Option<ListMarker>) -> MappedText {
        let skipped = marker.map_or(0, |marker| marker.text_at);
        let bodies: Vec<Span> = self
            .rows_of(part)
            .iter()
            .enumerate()
            .map(|(i, row)| {
                let skipped = if i == 0 { skipped } else { 0 };
                Span::new(row.line.span.start + skipped, row.line.span.end)
            })
            .collect();
        hyphen::put_together(self.source, &bodies, |i, _, _| self.glue(part, i))
    }

    /// What comes after the line `i` of a part.
    fn glue(&self, part: &Part, i: usize) -> Glue {
        let rows = self.rows_of(part);
        let (Some(row), Some(next)) = (rows.get(i), rows.get(i + 1)) else {
            return Glue::Space;
        };
        let lead = i
            .checked_sub(1)
            .and_then(|i| rows.get(i))
            .map(|row| self.text(row));
        self.words
            .glue(self.lang, lead, self.text(row), self.text(next))
    }

    fn note_repairs(&self, part: &Part, span: Span, repairs: &mut Vec<Repair>) {
        let rows = self.rows_of(part);
        if rows.len() > 1 {
            let detail = format!("{} lines", rows.len());
            repairs.push(Repair::new(RepairKind::LinesJoined, span, detail));
        }
        for (i, pair) in rows.windows(2).enumerate() {
            let [row, next] = pair else { continue };
            if self.glue(part, i) != Glue::HyphenRemoved {
                continue;
            }
            let (line, next_line) = (self.text(row), self.text(next));
            let kept = hyphen::without_hyphen(line, row.line.span);
            let removed = Span::new(kept.end, next.line.span.start);
            let word = hyphen::joined_word(line, next_line);
            repairs.push(Repair::new(RepairKind::HyphenRemoved, removed, word));
        }
    }
}
