//! Lines, and what each is without regard to the others.

use crate::read::text::lines::{Ending, Line, ending};
use crate::read::text::list_marker::{ListMarker, MAX_NESTING, Verdict};
use crate::span::Span;

/// What a line is, without regard to the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowKind {
    Text,
    /// A rule, or the underline of the line before; the sign it is made of.
    Rule(char),
}

/// A line, and what stands before its text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    pub(super) line: Line,
    pub(super) kind: RowKind,
    /// How many quote marks (`>`) begin it.
    pub(super) quote: usize,
    /// Its text, without quote marks.
    pub(super) body: Span,
    pub(super) marker: Option<ListMarker>,
    pub(super) verdict: Verdict,
}

impl Row {
    pub(super) fn text(self, source: &str) -> &str {
        self.body.text(source).unwrap_or_default()
    }

    /// Its text without the marker.
    pub(super) fn item_text(self, source: &str) -> &str {
        let from = self.marker.map_or(0, |marker| marker.text_at);
        self.text(source).get(from..).unwrap_or_default()
    }

    pub(super) fn is_text(self) -> bool {
        self.kind == RowKind::Text
    }
}

pub(super) fn rows(source: &str, lines: Vec<Line>) -> Vec<Row> {
    lines.into_iter().map(|line| row(source, line)).collect()
}

pub(super) fn row(source: &str, line: Line) -> Row {
    let (quote, skipped) = quote_marks(line.text(source));
    let body = Span::new(line.span.start + skipped, line.span.end);
    let text = body.text(source).unwrap_or_default();
    let kind = rule(text).map_or(RowKind::Text, RowKind::Rule);
    let marker = (quote == 0 && kind == RowKind::Text)
        .then(|| ListMarker::parse(text))
        .flatten();
    Row {
        line,
        kind,
        quote,
        body,
        marker,
        verdict: Verdict::default(),
    }
}

/// How many quote marks begin `text`, and how many bytes they and the white space after them take.
fn quote_marks(text: &str) -> (usize, usize) {
    let body = text.trim_start_matches(|c: char| c == '>' || c.is_whitespace());
    let skipped = text.len() - body.len();
    let marks = text.get(..skipped).unwrap_or_default();
    // `>18 år` is no quotation.
    let spaced = body.is_empty() || marks.ends_with(char::is_whitespace);
    if !text.starts_with('>') || !spaced {
        return (0, 0);
    }
    (marks.matches('>').count().min(MAX_NESTING), skipped)
}

/// The sign that `text` repeats, if it is a rule: `---`, `* * *`, `____`; a space if there is
/// nothing.
fn rule(text: &str) -> Option<char> {
    let mut signs = text.chars().filter(|c| !c.is_whitespace());
    let Some(sign) = signs.next() else {
        return Some(' ');
    };
    let is_rule_sign = matches!(
        sign,
        '-' | '=' | '*' | '_' | '~' | '#' | '·' | '•' | '–' | '—' | '─'
    );
    let mut count = 1;
    for other in signs {
        if other != sign {
            return None;
        }
        count += 1;
    }
    (is_rule_sign && count > 1).then_some(sign)
}

pub(super) fn row_ending(source: &str, row: &Row) -> Ending {
    ending(row.text(source))
}

/// Whether two lines follow each other with no blank line or rule between.
pub(super) fn continues_run(before: &Row, row: &Row) -> bool {
    row.line.gap == 0 && before.quote == row.quote && before.is_text() && row.is_text()
}
