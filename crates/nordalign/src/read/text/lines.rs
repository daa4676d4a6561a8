//! The non-blank lines of a text, as the readers of plain text and of PDF text see them.

use crate::span::{LineIndex, Span};

/// A non-blank line and what stands before it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    /// What stands on it, without outer white space.
    pub(super) span: Span,
    /// How far it is indented, in columns.
    pub(super) indent: usize,
    /// Its length without outer white space, in characters.
    pub(super) chars: usize,
    /// How many white-space characters follow it on the line.
    pub(super) trailing: usize,
    /// How many blank lines stand between it and the line before.
    pub(super) gap: usize,
    /// Whether a form feed stands between it and the line before.
    pub(super) new_page: bool,
}

impl Line {
    /// What stands on it.
    pub(super) fn text(self, source: &str) -> &str {
        self.span.text(source).unwrap_or_default()
    }

    /// The column after its last character, counted from 0.
    pub(super) fn end_column(self) -> usize {
        self.indent + self.chars
    }
}

/// The columns from one tab stop to the next.
const TAB: usize = 4;

/// The non-blank lines of `source`, in order. A form feed ends a line too.
pub(super) fn lines(source: &str) -> Vec<Line> {
    let index = LineIndex::new(source);
    let mut lines = Vec::new();
    let (mut gap, mut new_page) = (0, false);
    for range in index.ranges(source) {
        let mut start = range.start;
        let mut blank = true;
        for (i, part) in range
            .text(source)
            .unwrap_or_default()
            .split('\u{c}')
            .enumerate()
        {
            new_page |= i > 0;
            if let Some(line) = line(part, start, gap, new_page) {
                lines.push(line);
                (gap, new_page, blank) = (0, false, false);
            }
            start += part.len() + 1;
        }
        gap += usize::from(blank);
    }
    lines
}

/// The line whose characters are `text`, which begins at byte `start`; none if it is blank.
fn line(text: &str, start: usize, gap: usize, new_page: bool) -> Option<Line> {
    let body = text.trim_start();
    let before = text.get(..text.len() - body.len()).unwrap_or_default();
    let content = body.trim_end();
    if content.is_empty() {
        return None;
    }
    let indent = before.chars().fold(0, |column, c| match c {
        '\t' => (column / TAB + 1) * TAB,
        _ => column + 1,
    });
    let start = start + before.len();
    Some(Line {
        span: Span::new(start, start + content.len()),
        indent,
        chars: content.chars().count(),
        trailing: body.chars().rev().take_while(|c| c.is_whitespace()).count(),
        gap,
        new_page,
    })
}

/// How a piece of running text ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// With the sign that ends a sentence.
    Sentence,
    /// With a colon: something belongs to it.
    Colon,
    /// With a comma, a semicolon, a dash or a hyphen: it goes on.
    Pause,
    /// With a word.
    Word,
}

/// How `text` ends; closing quotation marks and brackets are looked through.
pub(super) fn ending(text: &str) -> Ending {
    let closing = ['"', '”', '“', '»', '«', '’', '\'', ')', ']'];
    match text
        .trim_end()
        .trim_end_matches(closing)
        .chars()
        .next_back()
    {
        Some('.' | '!' | '?' | '…') => Ending::Sentence,
        Some(':') => Ending::Colon,
        Some(',' | ';' | '-' | '–' | '—' | '\u{2010}' | '\u{ad}' | '/') => Ending::Pause,
        _ => Ending::Word,
    }
}

/// Whether `text` begins with a lower-case letter, as only the rest of a sentence does.
pub(super) fn starts_lower(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_lowercase)
}

/// The length of the first word of `text`, in characters.
pub(super) fn first_word_chars(text: &str) -> usize {
    text.chars().take_while(|c| !c.is_whitespace()).count()
}

/// The value that `share` (0 to 1) of the sorted `values` do not exceed; 0 of none.
pub(super) fn percentile(values: &mut [usize], share: f64) -> usize {
    values.sort_unstable();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a share of a length is a length"
    )]
    let at = (values.len().saturating_sub(1) as f64 * share) as usize;
    values.get(at).copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_are_counted_whatever_white_space_they_hold() {
        let source = "Først\n \u{a0}\n\t\r\n  så  \n";
        let lines = lines(source);
        let seen: Vec<_> = lines
            .iter()
            .map(|l| (l.text(source), l.gap, l.indent, l.trailing))
            .collect();
        assert_eq!(seen, [("Først", 0, 0, 0), ("så", 2, 2, 2)]);
    }

    #[test]
    fn a_form_feed_begins_a_page_and_a_line() {
        let source = "slut\u{c}Ny sida\n\u{c}\n\nTredje";
        let lines = lines(source);
        let seen: Vec<_> = lines
            .iter()
            .map(|l| (l.text(source), l.new_page, l.gap))
            .collect();
        assert_eq!(
            seen,
            [
                ("slut", false, 0),
                ("Ny sida", true, 0),
                ("Tredje", true, 2)
            ]
        );
    }

    #[test]
    fn a_closing_mark_does_not_hide_the_end_of_a_sentence() {
        assert_eq!(ending("(se kapittel 6 osv.)"), Ending::Sentence);
        assert_eq!(ending("»Det er en vej.«"), Ending::Sentence);
        assert_eq!(ending("(ITU)"), Ending::Word);
        assert_eq!(ending("Vi har tre mål:"), Ending::Colon);
    }
}
