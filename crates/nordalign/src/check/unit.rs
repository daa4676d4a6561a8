//! The two documents of a check, unit by unit.

use unicode_segmentation::UnicodeSegmentation;

use crate::alignment::{Alignment, PairBead};
use crate::document::{Block, BlockKind, Document, MarkupKind};
use crate::lang::Lang;
use crate::segment::{Segment, Segmentation, segments};

/// A source and its translation, and what of them belongs together.
pub(super) struct Pair<'a> {
    pub(super) source: Side<'a>,
    pub(super) target: Side<'a>,
    pub(super) beads: Vec<Joint>,
}

/// One of the two documents.
pub(super) struct Side<'a> {
    pub(super) document: &'a Document,
    pub(super) lang: Lang,
    pub(super) units: &'a [Segment],
    /// The block of every unit; none where lines were aligned.
    blocks: Vec<Option<&'a Block>>,
}

/// A bead, the source first.
#[derive(Debug, Clone)]
pub(super) struct Joint {
    pub(super) source: Vec<usize>,
    pub(super) target: Vec<usize>,
    pub(super) confidence: f64,
    pub(super) moved: bool,
}

impl<'a> Pair<'a> {
    /// None, unless `alignment` has both languages.
    pub(super) fn new(
        source: &'a Document,
        target: &'a Document,
        alignment: &'a Alignment,
    ) -> Option<Self> {
        if source.lang() == target.lang() {
            return None;
        }
        let langs = [source.lang(), target.lang()];
        let joint = |bead: &'a PairBead| {
            let [a, b] = &bead.units;
            let (source, target) = if bead.langs == langs { (a, b) } else { (b, a) };
            Joint {
                source: source.clone(),
                target: target.clone(),
                confidence: bead.confidence,
                moved: bead.moved,
            }
        };
        Some(Pair {
            source: Side::new(source, alignment)?,
            target: Side::new(target, alignment)?,
            beads: alignment.pair_beads(langs).map(joint).collect(),
        })
    }
}

impl<'a> Side<'a> {
    fn new(document: &'a Document, alignment: &'a Alignment) -> Option<Self> {
        let units = &alignment.side(document.lang())?.units;
        let all: Vec<&Block> = document.units().collect();
        let is_lines = alignment.segmentation() == Segmentation::Line;
        let block = |unit: &Segment| all.get(unit.paragraph).copied().filter(|_| !is_lines);
        Some(Side {
            document,
            lang: document.lang(),
            blocks: units.iter().map(block).collect(),
            units,
        })
    }

    /// The texts of `units`, with a space between.
    pub(super) fn text(&self, units: &[usize]) -> String {
        let texts: Vec<&str> = self.of(units).map(|unit| unit.text.as_str()).collect();
        texts.join(" ")
    }

    fn of(&self, units: &[usize]) -> impl Iterator<Item = &'a Segment> {
        units.iter().filter_map(|&unit| self.units.get(unit))
    }

    /// The texts of `units` without code, with a space between.
    pub(super) fn prose(&self, units: &[usize]) -> String {
        let mut prose = String::new();
        for &number in units {
            let Some(unit) = self.units.get(number) else {
                continue;
            };
            let mut at = 0;
            for (range, _) in self.code_ranges(number) {
                prose.push_str(unit.text.get(at..range.0).unwrap_or_default());
                prose.push(' ');
                at = range.1;
            }
            prose.push_str(unit.text.get(at..).unwrap_or_default());
            prose.push(' ');
        }
        prose
    }

    /// The code spans in `units`.
    pub(super) fn code(&self, units: &[usize]) -> Vec<&'a str> {
        let spans = units.iter().flat_map(|&unit| self.code_ranges(unit));
        spans.map(|(_, code)| code).collect()
    }

    /// Where the links in `units` lead, and the files of the images.
    pub(super) fn links(&self, units: &[usize]) -> Vec<&'a str> {
        let of = |&unit: &usize| self.markup(unit, MarkupKind::Link);
        let links = units.iter().flat_map(of);
        let links = links.filter_map(|(_, markup)| markup.target.as_deref());
        links
            .chain(units.iter().filter_map(|&unit| self.image(unit)))
            .collect()
    }

    /// The file of the image whose text the unit is.
    fn image(&self, unit: usize) -> Option<&'a str> {
        let segment = self.units.get(unit)?;
        if segment.kind != BlockKind::AltText {
            return None;
        }
        let after = self
            .document
            .source()
            .get(segment.span.end..)?
            .strip_prefix("](")?;
        let end = after.find([')', ' ', '\n'])?;
        after.get(..end)
    }

    fn code_ranges(&self, unit: usize) -> Vec<((usize, usize), &'a str)> {
        let Some(segment) = self.units.get(unit) else {
            return Vec::new();
        };
        let ranges = self.markup(unit, MarkupKind::Code).into_iter();
        ranges
            .filter_map(|(range, _)| Some((range, segment.text.get(range.0..range.1)?)))
            .collect()
    }

    /// The markup of `kind` in a unit, with the range of the unit's text.
    fn markup(
        &self,
        unit: usize,
        kind: MarkupKind,
    ) -> Vec<((usize, usize), &'a crate::document::Markup)> {
        let (Some(segment), Some(Some(block))) = (self.units.get(unit), self.blocks.get(unit))
        else {
            return Vec::new();
        };
        let start = block.text().find(&segment.text).unwrap_or(0);
        let end = start + segment.text.len();
        let inside = block.markup().iter().filter(|markup| {
            markup.kind == kind && start <= markup.range.start && markup.range.end <= end
        });
        inside
            .map(|markup| {
                (
                    (markup.range.start - start, markup.range.end - start),
                    markup,
                )
            })
            .collect()
    }
}

/// The paragraphs of a document that is not aligned.
pub(super) fn segments_of(document: &Document) -> Vec<Segment> {
    segments(document, Segmentation::Paragraph)
}

/// How many words `text` has; numbers are none.
pub(super) fn words(text: &str) -> usize {
    text.unicode_words()
        .filter(|word| word.chars().any(char::is_alphabetic))
        .count()
}

/// `text` in lower case, with single spaces: what a baseline knows it by, and what copies have in common.
pub(super) fn normal(text: &str) -> String {
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ")
}
