//! Which lines make a block together.

use super::measure::{Measure, is_sure_wrap};
use super::row::Row;
use crate::lang::Lang;
use crate::language::OPEN_WORDS;
use crate::read::text::hyphen::Words;
use crate::read::text::lines::{Ending, ending, starts_lower};
use crate::read::text::list_marker::{ListMarker, Passage, verdicts};

/// Some lines that make a block: the first, and the one after the last.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part {
    pub(super) first: usize,
    pub(super) end: usize,
}

pub(super) struct PdfReader<'a> {
    pub(super) lang: Lang,
    pub(super) source: &'a str,
    pub(super) rows: Vec<Row>,
    pub(super) measure: Measure,
    pub(super) words: Words,
}

impl<'a> PdfReader<'a> {
    pub(super) fn new(lang: Lang, source: &'a str, mut rows: Vec<Row>) -> Self {
        let measure = Measure::of(source, &rows);
        for row in &mut rows {
            // Some programs leave no blank line but a space at a page break.
            row.on_new_page |= row.line.gap < measure.gap && row.line.indent > 0;
        }
        let words = Words::new(rows.iter().map(|row| row.line.text(source)));
        PdfReader {
            lang,
            source,
            rows,
            measure,
            words,
        }
    }

    pub(super) fn text(&self, row: &Row) -> &'a str {
        row.line.text(self.source)
    }

    /// The text of a row without the marker.
    fn item_text(&self, row: &Row) -> &'a str {
        let from = row.marker.map_or(0, |marker| marker.text_at);
        self.text(row).get(from..).unwrap_or_default()
    }

    /// Decides which lines begin with a marker.
    pub(super) fn judge_markers(&mut self) {
        let mut starts = Vec::new();
        let mut entries: Vec<Passage> = Vec::new();
        let mut before: Option<&Row> = None;
        for (i, row) in self.rows.iter().enumerate() {
            let text = self.text(row);
            let in_list = entries.last().is_some_and(|entry| entry.marker.is_some());
            let marker = ListMarker::parse(text)
                .or_else(|| ListMarker::round_bullet(text).filter(|_| in_list));
            let lists_on = marker.is_some_and(|marker| {
                let listed = entries.last().and_then(|entry| entry.marker);
                listed.is_some_and(|listed| marker.continues(&listed))
            });
            let breaks_off = !lists_on && before.is_some_and(|before| self.breaks_off(before, row));
            let joined = before.is_some_and(|before| self.joins(before, row));
            match entries.last_mut() {
                Some(entry) if joined && (marker.is_none() || breaks_off) => {
                    entry.ending = ending(text);
                }
                _ => {
                    starts.push((i, marker));
                    let text_at = marker.map_or(0, |marker| marker.text_at);
                    entries.push(Passage {
                        marker,
                        text: text.get(text_at..).unwrap_or_default(),
                        indent: 0,
                        ending: ending(text),
                        parts_lists: marker.is_none(),
                        after_open: breaks_off,
                        before: before.map(|before| ending(self.text(before))),
                    });
                }
            }
            before = Some(row);
        }
        let verdicts = verdicts(&mut entries);
        let settled: Vec<_> = entries.iter().map(|entry| entry.marker).collect();
        for (((start, _), verdict), marker) in starts.into_iter().zip(verdicts).zip(settled) {
            if let Some(row) = self.rows.get_mut(start) {
                row.verdict = verdict;
                row.marker = marker.filter(|_| verdict.item || verdict.heading);
            }
        }
    }

    /// Whether `row` breaks off inside a sentence for want of room, so that no marker begins the
    /// next.
    fn breaks_off(&self, row: &Row, next: &Row) -> bool {
        let is_sure = ListMarker::parse(self.text(next)).is_some_and(|marker| marker.is_sure());
        let text = self.text(row);
        let open = matches!(ending(text), Ending::Word | Ending::Pause);
        let full = self
            .measure
            .is_nearly_full(self.source, row.line, next.line);
        open && !is_sure && (full || self.ends_open(text)) && !self.is_parted(row, next)
    }

    /// Whether there are more blank lines than usual between, and no page break.
    fn is_parted(&self, row: &Row, next: &Row) -> bool {
        let interrupted = is_sure_wrap(self.source, row.line, next.line)
            && self.measure.is_full(self.source, row.line, next.line);
        next.line.gap > self.measure.gap && !next.on_new_page && !interrupted
    }

    /// Whether `text` ends with a word that no paragraph ends with.
    fn ends_open(&self, text: &str) -> bool {
        text.rsplit(char::is_whitespace)
            .next()
            .is_some_and(|word| OPEN_WORDS.contains_in(self.lang, word))
    }

    /// Whether two lines belong to one paragraph, by their text and the room on them.
    fn joins(&self, row: &Row, next: &Row) -> bool {
        if self.is_parted(row, next) {
            return false;
        }
        let (line, next_line) = (self.text(row), self.text(next));
        let half_empty = self.measure.is_half_empty(self.source, row.line, next.line);
        let goes_on = match ending(line) {
            Ending::Pause => true,
            Ending::Word => self.ends_open(line),
            Ending::Sentence | Ending::Colon => false,
        };
        if starts_lower(next_line) {
            // Cells of a table, one below the other.
            return !(half_empty && !goes_on && starts_lower(line));
        }
        if goes_on {
            return !half_empty;
        }
        match ending(line) {
            Ending::Sentence | Ending::Colon => {
                !self.measure.has_end_mark(row.line)
                    && self.measure.is_full(self.source, row.line, next.line)
            }
            _ => self
                .measure
                .is_nearly_full(self.source, row.line, next.line),
        }
    }

    pub(super) fn parts(&self) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::new();
        let mut before: Option<&Row> = None;
        for (i, row) in self.rows.iter().enumerate() {
            let joins = before.is_some_and(|before| {
                row.marker.is_none()
                    && (self.item_text(before).is_empty() || self.joins(before, row))
            });
            match parts.last_mut() {
                Some(part) if joins => part.end = i + 1,
                _ => parts.push(Part {
                    first: i,
                    end: i + 1,
                }),
            }
            before = Some(row);
        }
        parts
    }
}
