//! The text that the Markdown parser gets to see, with the way back to the source.

use std::ops::Range;

use crate::document::Block;
use crate::span::Span;
use crate::text::MappedText;

/// A source with some of it masked or left out, so that a parser isn't led astray.
///
/// Every byte of the view stands for one byte of the source, and their order is the same (a line
/// end may be seen twice).
#[derive(Debug, Default)]
pub(in crate::read) struct View {
    text: String,
    pieces: Vec<Piece>,
    placeholders: Vec<Placeholder>,
}

/// A stretch of the source that the parser sees as a word.
#[derive(Debug, Clone)]
struct Placeholder {
    span: Span,
    /// For what is left out of the text: the blocks that come of it.
    left_out: Option<Vec<Block>>,
}

/// What a stretch of the source is to the reader of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum Part<'a> {
    /// The author's own text.
    Own,
    /// A placeholder that is copied as it was written.
    Kept,
    /// A placeholder that is left out, and the blocks that come of it.
    LeftOut(&'a [Block]),
}

/// From byte `at` on, up to the next piece, the view stands for the source from byte `source` on.
#[derive(Debug, Clone, Copy)]
struct Piece {
    at: usize,
    source: usize,
}

/// What the parser sees in the place of a stretch of the source.
#[derive(Debug, Clone)]
pub(in crate::read) struct Edit {
    pub(in crate::read) span: Span,
    pub(in crate::read) with: Replacement,
}

/// What stands in for the source.
#[derive(Debug, Clone)]
pub(in crate::read) enum Replacement {
    /// A word as long as the original, which the reader copies to the text as it was written.
    Placeholder,
    /// Such a word, but the reader leaves it out of the text; these blocks come of it.
    Tag(Vec<Block>),
    /// Other text, ASCII and no longer than the original.
    Text(String),
    /// In the place of a line end, that and a blank line.
    BlankLine,
}

impl View {
    /// The view of `source` from byte `from` on with `edits` made; of edits that overlap the first
    /// one counts.
    pub(in crate::read) fn new(source: &str, from: usize, mut edits: Vec<Edit>) -> Self {
        edits.sort_by_key(|edit| edit.span.start);
        let mut view = View::default();
        let mut at = from;
        for edit in edits {
            if edit.span.start < at || edit.span.is_empty() {
                continue;
            }
            view.push(source, Span::new(at, edit.span.start));
            at = edit.span.end;
            view.replace(edit);
        }
        view.push(source, Span::new(at, source.len()));
        view
    }

    /// Appends the part of `source` under `span` as it stands.
    fn push(&mut self, source: &str, span: Span) {
        self.push_as(span.text(source).unwrap_or_default(), span.start);
    }

    fn push_as(&mut self, text: &str, source: usize) {
        if !text.is_empty() {
            let at = self.text.len();
            self.pieces.push(Piece { at, source });
            self.text.push_str(text);
        }
    }

    fn replace(&mut self, edit: Edit) {
        let Edit { span, with } = edit;
        match with {
            Replacement::Placeholder => self.push_placeholder(span, None),
            Replacement::Tag(blocks) => self.push_placeholder(span, Some(blocks)),
            Replacement::Text(text) if text.len() <= span.len() => self.push_as(&text, span.start),
            Replacement::Text(_) => {}
            Replacement::BlankLine => {
                self.push_as("\n", span.start);
                self.push_as("\n", span.start);
            }
        }
    }

    fn push_placeholder(&mut self, span: Span, left_out: Option<Vec<Block>>) {
        // A letter: it neither starts a block nor ends emphasis, and it may stand in a link's
        // target.
        self.push_as(&"x".repeat(span.len()), span.start);
        self.placeholders.push(Placeholder { span, left_out });
    }

    /// Appends what another view shows under `range`, to be read on its own.
    pub(in crate::read) fn append(&mut self, other: &View, range: Range<usize>) {
        for (part, source) in other.parts(range) {
            let end = source + part.len();
            self.push_as(other.text.get(part).unwrap_or_default(), source);
            let inside = other.placeholders_from(source).iter();
            let inside = inside.skip_while(|placeholder| placeholder.span.start < source);
            let inside = inside.take_while(|placeholder| placeholder.span.start < end);
            self.placeholders.extend(inside.cloned());
        }
    }

    /// What another view shows under `range`, such that a parser takes it for running text,
    /// whatever it begins with.
    pub(in crate::read) fn running(other: &View, range: Range<usize>) -> Self {
        let mut view = View::default();
        // A tag is left out of the text, and emphasis may begin right behind it.
        for byte in ["<", "a", ">"] {
            view.push_as(byte, other.source_of(range.start));
        }
        view.append(other, range);
        view
    }

    pub(in crate::read) fn text(&self) -> &str {
        &self.text
    }

    pub(in crate::read) fn slice(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }

    /// The part of `source` that `range` of the view stands for.
    pub(in crate::read) fn span(&self, source: &str, range: Range<usize>) -> Span {
        if range.is_empty() {
            let start = floor(source, self.source_of(range.start));
            return Span::new(start, start);
        }
        let start = floor(source, self.source_of(range.start));
        let end = ceil(source, self.source_of(range.end - 1) + 1);
        Span::new(start, end)
    }

    /// The same, without what was left out between.
    pub(in crate::read) fn spans(
        &self,
        source: &str,
        range: Range<usize>,
    ) -> impl Iterator<Item = Span> {
        self.parts(range)
            .map(|(part, start)| Span::new(floor(source, start), ceil(source, start + part.len())))
    }

    /// The pieces under `range`: which part of it, and from where in the source.
    fn parts(&self, range: Range<usize>) -> impl Iterator<Item = (Range<usize>, usize)> {
        let first = self.piece(range.start);
        let rest = self.pieces.get(first..).unwrap_or_default();
        let pieces = rest.iter().take_while(move |piece| piece.at < range.end);
        pieces.enumerate().map(move |(i, piece)| {
            let next = rest.get(i + 1).map_or(self.text.len(), |next| next.at);
            let start = piece.at.max(range.start);
            let end = next.min(range.end).max(start);
            (start..end, piece.source + start - piece.at)
        })
    }

    fn source_of(&self, at: usize) -> usize {
        self.pieces
            .get(self.piece(at))
            .map_or(at, |piece| piece.source + at.saturating_sub(piece.at))
    }

    fn piece(&self, at: usize) -> usize {
        let after = self.pieces.partition_point(|piece| piece.at <= at);
        after.saturating_sub(1)
    }

    /// Whether anything was masked as a placeholder.
    pub(in crate::read) fn has_placeholders(&self) -> bool {
        !self.placeholders.is_empty()
    }

    /// The placeholders that end behind byte `at` of the source.
    fn placeholders_from(&self, at: usize) -> &[Placeholder] {
        let first = self.placeholders.partition_point(|p| p.span.end <= at);
        self.placeholders.get(first..).unwrap_or_default()
    }

    /// Whether a placeholder stands in `span`.
    pub(in crate::read) fn has_placeholder_in(&self, span: Span) -> bool {
        let next = self.placeholders_from(span.start).first();
        next.is_some_and(|next| next.span.start < span.end)
    }

    /// What of `span` is a placeholder and what is the author's own text.
    pub(in crate::read) fn divide(&self, span: Span) -> Vec<(Span, Part<'_>)> {
        let mut at = span.start;
        let mut parts = Vec::new();
        for Placeholder {
            span: own,
            left_out,
        } in self.placeholders_from(span.start)
        {
            if own.start >= span.end {
                break;
            }
            // Not twice, should it come in pieces.
            let whole = own.start >= span.start;
            let part = match left_out {
                Some(blocks) if whole => Part::LeftOut(blocks),
                Some(_) => Part::LeftOut(&[]),
                None => Part::Kept,
            };
            parts.push((Span::new(at, own.start.max(at)), Part::Own));
            at = own.end.min(span.end);
            parts.push((Span::new(own.start.max(span.start), at), part));
        }
        parts.push((Span::new(at, span.end), Part::Own));
        parts.retain(|(part, _)| !part.is_empty());
        parts
    }
}

fn floor(source: &str, at: usize) -> usize {
    let mut at = at.min(source.len());
    while !source.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn ceil(source: &str, at: usize) -> usize {
    let mut at = at.min(source.len());
    while !source.is_char_boundary(at) {
        at += 1;
    }
    at
}

/// `value`, which a parser made of what stands under `span`: a copy word by word where no more than
/// the white space differs, otherwise one replaced piece.
pub(in crate::read) fn mapped(value: &str, source: &str, span: Span) -> MappedText {
    let raw = span.text(source).unwrap_or_default();
    let mut text = MappedText::new();
    if !raw.split_whitespace().eq(value.split_whitespace()) {
        text.replace(value, span);
        return text;
    }
    let (mut at, mut rest) = (span.start, value);
    for word in raw.split_whitespace() {
        let gap = rest.len() - rest.trim_start().len();
        let start = at + leading_blank(source.get(at..span.end).unwrap_or_default());
        text.replace(rest.get(..gap).unwrap_or_default(), Span::new(at, start));
        at = start + word.len();
        text.copy(source, Span::new(start, at));
        rest = rest.get(gap + word.len()..).unwrap_or_default();
    }
    text.replace(rest, Span::new(at, span.end));
    text
}

/// The bytes of white space that `text` begins with.
pub(in crate::read) fn leading_blank(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

/// `span` without the white space at its ends.
pub(in crate::read) fn trimmed(source: &str, span: Span) -> Span {
    let text = span.text(source).unwrap_or_default();
    let start = span.start + leading_blank(text);
    Span::new(start, start + text.trim().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_view_maps_back_to_the_source_past_what_it_leaves_out() {
        let source = "Én {{< x >}}to {{< y >}} tre";
        let edits = vec![
            Edit {
                span: Span::new(4, 13),
                with: Replacement::Text("\n".to_owned()),
            },
            Edit {
                span: Span::new(16, 25),
                with: Replacement::Placeholder,
            },
        ];
        let view = View::new(source, 0, edits);
        assert_eq!(view.text(), "Én \nto xxxxxxxxx tre");
        assert_eq!(view.span(source, 5..7).text(source), Some("to"));
        assert_eq!(
            view.span(source, 0..20).text(source),
            Some("Én {{< x >}}to {{< y >}} tr")
        );
        let spans: Vec<_> = view
            .spans(source, 5..19)
            .filter_map(|span| span.text(source))
            .collect();
        assert_eq!(spans, ["to ", "{{< y >}}", " t"]);
        let parts = view.divide(Span::new(13, 20));
        assert_eq!(
            parts,
            [
                (Span::new(13, 16), Part::Own),
                (Span::new(16, 20), Part::Kept)
            ]
        );
    }

    #[test]
    fn a_folded_value_is_mapped_word_by_word() {
        let source = "  Blåbær\n  og  fløte\n";
        let text = mapped("Blåbær og fløte", source, Span::new(0, source.len()));
        assert_eq!(text.as_str(), "Blåbær og fløte");
        assert_eq!(text.source_span(12, 18).text(source), Some("fløte"));
    }
}
