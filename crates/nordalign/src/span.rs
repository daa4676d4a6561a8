//! Places in a source text.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A half-open byte range of a document's source text, on character boundaries.
///
/// Bytes count in the decoded text (UTF-8, byte-order mark removed), whatever the file's own
/// encoding.
///
/// ```
/// use nordalign::Span;
/// let span = Span::new(4, 10);
/// assert_eq!(span.text("Alt er på plass."), Some("er på"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "Ends")]
#[non_exhaustive]
pub struct Span {
    /// The first byte, 0-based.
    pub start: usize,
    /// The byte after the last; never less than `start`.
    pub end: usize,
}

impl Span {
    /// A span from `start` up to but not including `end`; empty at `start` if `end` is less.
    ///
    /// ```
    /// assert!(nordalign::Span::new(5, 3).is_empty());
    /// ```
    pub fn new(start: usize, end: usize) -> Self {
        Span {
            start,
            end: end.max(start),
        }
    }

    /// The length in bytes.
    pub fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether it holds no bytes.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The same range for slicing.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// The part of `source` it covers, or `None` where it does not lie in `source` on character
    /// boundaries.
    pub fn text(self, source: &str) -> Option<&str> {
        source.get(self.range())
    }

    /// The smallest span that covers both.
    ///
    /// ```
    /// use nordalign::Span;
    /// assert_eq!(Span::new(2, 4).cover(Span::new(7, 9)), Span::new(2, 9));
    /// ```
    #[must_use]
    pub fn cover(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }
}

/// A span as it is read: its ends, in whatever order.
#[derive(Deserialize)]
struct Ends {
    start: usize,
    end: usize,
}

impl From<Ends> for Span {
    fn from(ends: Ends) -> Self {
        Span::new(ends.start, ends.end)
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Span::new(range.start, range.end)
    }
}

/// A line and a column, both 1-based; the column counts characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Position {
    /// The line, 1-based.
    pub line: usize,
    /// The character within the line, 1-based.
    pub column: usize,
}

/// The first and the last line of something, both 1-based and inclusive; serialised as `[first,
/// last]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "(usize, usize)", into = "(usize, usize)")]
#[non_exhaustive]
pub struct LineRange {
    /// The first line, 1-based.
    pub first: usize,
    /// The last line, 1-based; never before `first`.
    pub last: usize,
}

impl From<(usize, usize)> for LineRange {
    fn from((first, last): (usize, usize)) -> Self {
        LineRange {
            first,
            last: last.max(first),
        }
    }
}

impl From<LineRange> for (usize, usize) {
    fn from(lines: LineRange) -> Self {
        (lines.first, lines.last)
    }
}

/// Where the lines of a text begin: turns byte offsets into lines and columns.
///
/// A line ends with `\n`, `\r\n` or a lone `\r`.
///
/// ```
/// use nordalign::{LineIndex, Span};
/// let text = "En rad.\r\nÄnnu en rad.\n";
/// let index = LineIndex::new(text);
/// let position = index.position(text, 11);
/// assert_eq!((position.line, position.column), (2, 2));
/// assert_eq!(index.lines(Span::new(0, 12)).last, 2);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineIndex {
    starts: Vec<usize>,
    /// How many characters begin before each multiple of [`STRIDE`] bytes: a column in a long line
    /// is not counted from its start.
    characters: Vec<usize>,
}

const STRIDE: usize = 1024;

impl LineIndex {
    /// The index of `text`, made in one pass.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let ends_line = |i: usize, byte: u8| match byte {
            b'\n' => true,
            b'\r' => bytes.get(i + 1) != Some(&b'\n'),
            _ => false,
        };
        let mut starts = vec![0];
        starts.extend(
            bytes
                .iter()
                .enumerate()
                .filter(|&(i, &byte)| ends_line(i, byte))
                .map(|(i, _)| i + 1),
        );
        let mut count = 0;
        let characters = bytes.chunks(STRIDE).map(|chunk| {
            let before = count;
            count += characters(chunk);
            before
        });
        LineIndex {
            starts,
            characters: characters.collect(),
        }
    }

    /// The line that holds byte `offset`, 1-based; offsets past the end lie in the last line.
    pub fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start <= offset).max(1)
    }

    /// The line and column of byte `offset` of `text`, the text the index was made of; of the
    /// character that holds it.
    pub fn position(&self, text: &str, offset: usize) -> Position {
        let line = self.line(offset);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        let end = floor_boundary(text, offset);
        let before = |offset| self.characters_before(text, offset);
        Position {
            line,
            column: before(end).saturating_sub(before(start)) + 1,
        }
    }

    /// How many characters begin before byte `offset`.
    fn characters_before(&self, text: &str, offset: usize) -> usize {
        let counted = (offset / STRIDE).min(self.characters.len().saturating_sub(1));
        let rest = text.as_bytes().get(counted * STRIDE..offset);
        let before = self.characters.get(counted).copied().unwrap_or_default();
        before + characters(rest.unwrap_or_default())
    }

    /// The first and last line that `span` touches.
    pub fn lines(&self, span: Span) -> LineRange {
        let last = span.end.max(span.start.saturating_add(1)) - 1;
        LineRange::from((self.line(span.start), self.line(last)))
    }

    /// The byte ranges of the lines, without their line ends.
    pub(crate) fn ranges<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Span> + 'a {
        let ends = self.starts.iter().skip(1).copied().chain([text.len()]);
        self.starts.iter().zip(ends).map(move |(&start, end)| {
            let line = text.get(start..end).unwrap_or_default();
            Span::new(start, start + line.trim_end_matches(['\n', '\r']).len())
        })
    }
}

/// How many characters of UTF-8 begin in `bytes`.
fn characters(bytes: &[u8]) -> usize {
    let begins = |byte: &&u8| **byte & 0b1100_0000 != 0b1000_0000;
    bytes.iter().filter(begins).count()
}

/// The last character boundary of `text` that is not past `offset`.
pub(crate) fn floor_boundary(text: &str, offset: usize) -> usize {
    let offset = offset.min(text.len());
    let boundary = (0..=offset).rev().find(|&i| text.is_char_boundary(i));
    boundary.unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_line_end_starts_a_line() {
        let text = "a\nb\r\nc\rd";
        let index = LineIndex::new(text);
        let lines: Vec<_> = index.ranges(text).filter_map(|s| s.text(text)).collect();
        assert_eq!(lines, ["a", "b", "c", "d"]);
        assert_eq!(index.line(text.len() + 9), 4);
    }

    #[test]
    fn the_column_in_a_long_line_is_the_number_of_characters_before() {
        let text = format!("a\n{}\nb", "søker på øya, ".repeat(500));
        let index = LineIndex::new(&text);
        let start = 2;
        for (number, (offset, _)) in text[start..].char_indices().take(7000).enumerate() {
            let position = index.position(&text, start + offset);
            assert_eq!((position.line, position.column), (2, number + 1));
        }
        assert_eq!(index.position(&text, text.len() + 9).column, 2);
        assert_eq!(LineIndex::new("").position("", 0).column, 1);
    }

    #[test]
    fn a_span_that_ends_with_its_line_does_not_touch_the_next() {
        let text = "første\nandre\n";
        let index = LineIndex::new(text);
        assert_eq!(index.lines(Span::new(0, 8)), LineRange::from((1, 1)));
    }
}
