//! From blocks to segments: the units that are aligned.

mod abbreviations;
mod context;
mod paragraphs;
mod proposals;
mod rulings;
mod sentences;
mod signs;
mod stops;
#[cfg(test)]
mod tests;
mod word_shape;

pub(crate) use abbreviations::ends_with_abbreviation;
pub(crate) use sentences::sentences;

use serde::{Deserialize, Serialize};

use crate::document::{Block, BlockKind, Document};
use crate::lang::Lang;
use crate::span::{LineIndex, LineRange, Span, floor_boundary};

/// What counts as one unit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Segmentation {
    /// Every non-blank line of the source, unchanged except that white space around it is removed,
    /// whatever the format.
    Line,
    /// Every unit of the document: a paragraph, a heading, a list item, a table cell …
    #[default]
    Paragraph,
    /// The sentences of these units.
    Sentence,
}

/// A unit of a document that is aligned as a whole: its text and where it stands.
///
/// ```
/// use nordalign::{segments, Document, Format, Lang, Segmentation};
/// let document = Document::parse(Lang::Da, "Det er kl. 14.00. Vi går nu.", Format::Plain)?;
/// let sentences = segments(&document, Segmentation::Sentence);
/// assert_eq!(sentences[0].text, "Det er kl. 14.00.");
/// assert_eq!(sentences[1].span.text(document.source()), Some("Vi går nu."));
/// # Ok::<(), nordalign::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Segment {
    /// What kind of block it is or stands in.
    pub kind: BlockKind,
    /// Its text, as read: repairs and stripped markup applied, nothing normalised.
    pub text: String,
    /// Where it stands in the source.
    pub span: Span,
    /// The lines it stands on.
    pub lines: LineRange,
    /// Its block's heading level, nesting or table column, from 1; 0 where there is none.
    #[serde(default)]
    pub level: usize,
    /// The list marker of its block, if it begins the block.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
    /// The front-matter field or shortcode argument.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// The number of the paragraph it belongs to, 0-based: sentences of one block share it.
    pub paragraph: usize,
}

/// Cuts `document` into segments, in the order of the source.
///
/// Ready-made units ([`Document::from_units`]) stay one segment each with
/// [`Segmentation::Paragraph`], even empty ones.
pub fn segments(document: &Document, segmentation: Segmentation) -> Vec<Segment> {
    let index = LineIndex::new(document.source());
    if segmentation == Segmentation::Line {
        return lines(document.source(), &index);
    }
    document
        .units()
        .enumerate()
        .flat_map(|(paragraph, block)| {
            parts(document.lang(), block, segmentation)
                .into_iter()
                .map(|(from, to)| {
                    let span = source_span(block, from, to, document.source());
                    segment(block, paragraph, from, to, span, &index)
                })
                .collect::<Vec<_>>()
        })
        .collect()
}

/// Every non-blank line, whatever the format.
fn lines(source: &str, index: &LineIndex) -> Vec<Segment> {
    index
        .ranges(source)
        .filter_map(|span| {
            let line = span.text(source)?;
            let start = span.start + line.len() - line.trim_start().len();
            let text = line.trim();
            let span = Span::new(start, start + text.len());
            (!text.is_empty()).then(|| (text.to_owned(), span))
        })
        .enumerate()
        .map(|(paragraph, (text, span))| Segment {
            kind: BlockKind::Line,
            text,
            span,
            lines: index.lines(span),
            level: 0,
            marker: None,
            key: None,
            paragraph,
        })
        .collect()
}

/// The byte ranges of a block's text that become segments of their own.
fn parts(lang: Lang, block: &Block, segmentation: Segmentation) -> Vec<(usize, usize)> {
    let text = block.text();
    let whole = vec![(0, text.len())];
    if segmentation != Segmentation::Sentence {
        return whole;
    }
    let sentences = sentences(lang, text);
    if sentences.len() < 2 {
        return whole;
    }
    sentences.into_iter().map(|s| (s.start, s.end)).collect()
}

/// Where the text under `from..to` of `block` stands in `source`, on character boundaries whatever
/// it was put together from.
fn source_span(block: &Block, from: usize, to: usize, source: &str) -> Span {
    if block.text().is_empty() {
        return block.span();
    }
    let span = block.content().source_span(from, to);
    let end = (span.end..source.len()).find(|&end| source.is_char_boundary(end));
    Span::new(
        floor_boundary(source, span.start),
        end.unwrap_or(source.len()),
    )
}

fn segment(
    block: &Block,
    paragraph: usize,
    from: usize,
    to: usize,
    span: Span,
    index: &LineIndex,
) -> Segment {
    let text = block.text();
    Segment {
        kind: block.kind(),
        text: text.get(from..to).unwrap_or_default().to_owned(),
        span,
        lines: index.lines(span),
        level: block.level(),
        marker: block.marker().filter(|_| from == 0).map(str::to_owned),
        key: block.key().map(str::to_owned),
        paragraph,
    }
}
