//! Text as a reader sees it, with the way back to the source.

use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorKind};
use crate::span::Span;

/// A text put together from pieces of a source: copied, replaced (an entity, a line break) or left
/// out (markup).
///
/// The pieces lie in rising order, in the text and in the source.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Unchecked")]
pub(crate) struct MappedText {
    text: String,
    pieces: Vec<Piece>,
}

/// One stretch of text and where it came from. The piece is a copy where its text is as long as its
/// span.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Piece {
    /// Where its text begins in the whole text.
    at: usize,
    span: Span,
}

/// A text as it is read, before its pieces are known to fit it.
#[derive(Deserialize)]
struct Unchecked {
    text: String,
    pieces: Vec<Piece>,
}

impl TryFrom<Unchecked> for MappedText {
    type Error = Error;

    fn try_from(Unchecked { text, pieces }: Unchecked) -> Result<Self, Error> {
        let starts = pieces.first().is_none_or(|piece| piece.at == 0)
            && text.is_empty() == pieces.is_empty();
        let rise = pieces.windows(2).all(|pair| pair[0].at < pair[1].at);
        let fit = pieces
            .iter()
            .all(|p| p.at < text.len() && text.is_char_boundary(p.at));
        if starts && rise && fit {
            Ok(MappedText { text, pieces })
        } else {
            let message = "the pieces of a text do not follow each other from its start to its end";
            Err(Error::new(ErrorKind::Invalid, message))
        }
    }
}

impl MappedText {
    pub(crate) fn new() -> Self {
        MappedText::default()
    }

    /// A text that is a plain copy of `span`.
    pub(crate) fn copied(source: &str, span: Span) -> Self {
        let mut text = MappedText::new();
        text.copy(source, span);
        text
    }

    /// Appends the part of `source` under `span` as it stands, but for signs of typesetting:
    /// ligatures (`ﬁ`) are written out, and spaces without width are left out.
    pub(crate) fn copy(&mut self, source: &str, span: Span) {
        let text = span.text(source).unwrap_or_default();
        let mut done = 0;
        for (at, sign) in text.match_indices(|c| letters_of(c).is_some()) {
            let copied = text.get(done..at).unwrap_or_default();
            self.replace(copied, Span::new(span.start + done, span.start + at));
            done = at + sign.len();
            let letters = sign.chars().next().and_then(letters_of).unwrap_or(sign);
            self.replace(letters, Span::new(span.start + at, span.start + done));
        }
        let rest = text.get(done..).unwrap_or_default();
        self.replace(rest, Span::new(span.start + done, span.end));
    }

    /// Appends `text` in the place of what stands under `span`.
    pub(crate) fn replace(&mut self, text: &str, span: Span) {
        if text.is_empty() {
            return;
        }
        let at = self.text.len();
        let continues = text.len() == span.len()
            && self
                .pieces
                .last()
                .is_some_and(|last| last.span.end == span.start && last.span.len() == at - last.at);
        match self.pieces.last_mut() {
            Some(last) if continues => last.span.end = span.end,
            _ => self.pieces.push(Piece { at, span }),
        }
        self.text.push_str(text);
    }

    /// Where its pieces came from.
    pub(crate) fn spans(&self) -> impl Iterator<Item = Span> + '_ {
        self.pieces.iter().map(|piece| piece.span)
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    pub(crate) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// The source span that the byte range `start..end` of the text came from.
    pub(crate) fn source_span(&self, start: usize, end: usize) -> Span {
        let first = self.pieces.partition_point(|piece| piece.at <= start);
        let first = first.saturating_sub(1);
        let spans = (first..self.pieces.len())
            .map_while(|i| self.piece_span(i, start, end))
            .reduce(Span::cover);
        spans.unwrap_or_else(|| self.pieces.first().map_or(Span::new(0, 0), |p| p.span))
    }

    /// What of piece `i` lies under `start..end`, or `None` where it begins at or after `end`.
    fn piece_span(&self, i: usize, start: usize, end: usize) -> Option<Span> {
        let piece = self.pieces.get(i)?;
        if piece.at >= end {
            return None;
        }
        let text_end = self
            .pieces
            .get(i + 1)
            .map_or(self.text.len(), |next| next.at);
        if text_end - piece.at != piece.span.len() {
            return Some(piece.span);
        }
        let from = start.max(piece.at) - piece.at;
        let to = end.min(text_end) - piece.at;
        Some(Span::new(piece.span.start + from, piece.span.start + to))
    }

    /// The same without outer white space.
    pub(crate) fn trimmed(self) -> Self {
        let from = self.text.len() - self.text.trim_start().len();
        let to = from + self.text.trim().len();
        if (from, to) == (0, self.text.len()) {
            return self;
        }
        self.slice(from, to)
    }

    /// The part of the text under `from..to`.
    pub(crate) fn slice(&self, from: usize, to: usize) -> Self {
        let mut part = MappedText::new();
        for (i, piece) in self.pieces.iter().enumerate() {
            let end = self
                .pieces
                .get(i + 1)
                .map_or(self.text.len(), |next| next.at);
            let (a, b) = (piece.at.max(from), end.min(to));
            if let (true, Some(text)) = (a < b, self.text.get(a..b)) {
                let span = self.piece_span(i, a, b).unwrap_or(piece.span);
                part.replace(text, span);
            }
        }
        part
    }
}

/// The letters that a sign of typesetting stands for.
fn letters_of(sign: char) -> Option<&'static str> {
    Some(match sign {
        '\u{200b}' => "",
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' | 'ﬆ' => "st",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_of_the_text_maps_back_to_its_source() {
        let source = "Vi **må** handle &amp; vinne";
        let mut text = MappedText::new();
        text.copy(source, Span::new(0, 3));
        text.copy(source, Span::new(5, 8));
        text.copy(source, Span::new(10, 18));
        text.replace("&", Span::new(18, 23));
        text.copy(source, Span::new(23, source.len()));
        assert_eq!(text.as_str(), "Vi må handle & vinne");
        assert_eq!(text.source_span(3, 6).text(source), Some("må"));
        assert_eq!(text.source_span(0, 6).text(source), Some("Vi **må"));
        assert_eq!(text.source_span(14, 17).text(source), Some("&amp; v"));
        assert_eq!(text.slice(3, 13).source_span(0, 3).text(source), Some("må"));
    }

    #[test]
    fn ligatures_are_written_out_and_keep_their_place() {
        let source = "en oﬀentlig ﬁl\u{200b}, eﬃcient";
        let text = MappedText::copied(source, Span::new(0, source.len()));
        assert_eq!(text.as_str(), "en offentlig fil, efficient");
        assert_eq!(text.source_span(13, 16).text(source), Some("ﬁl"));
        assert_eq!(text.source_span(3, 12).text(source), Some("oﬀentlig"));
        assert_eq!(text.source_span(18, 27).text(source), Some("eﬃcient"));
    }

    #[test]
    fn trimming_keeps_the_place_of_what_remains() {
        let source = "  å, ja  ";
        let text = MappedText::copied(source, Span::new(0, source.len())).trimmed();
        assert_eq!(text.as_str(), "å, ja");
        assert_eq!(text.source_span(0, 2).text(source), Some("å"));
    }
}
