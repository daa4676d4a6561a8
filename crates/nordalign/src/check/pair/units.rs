//! One of the two documents of a check, unit by unit: the texts, their markup and their places.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::OnceLock;

use unicode_segmentation::UnicodeSegmentation;

use crate::alignment::Alignment;
use crate::document::{Block, BlockKind, Document, Markup, MarkupKind};
use crate::lang::Lang;
use crate::segment::{Segment, Segmentation};
use crate::span::{LineIndex, LineRange, Position, Span};

/// One of the two documents.
#[derive(Clone)]
pub(crate) struct Units<'a> {
    pub(crate) document: &'a Document,
    pub(crate) lang: Lang,
    pub(crate) units: &'a [Segment],
    /// The block of every unit, and where in its text the unit begins; empty if lines were aligned.
    blocks: Vec<Option<(&'a Block, usize)>>,
    lines: LineIndex,
    /// The parts of the units' texts that are not compared.
    hidden: BTreeMap<usize, Vec<Range<usize>>>,
    /// How often each word occurs, in lower case, once that is asked.
    words: OnceLock<HashMap<String, usize>>,
}

/// Where a link leads, and its text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Link<'a> {
    pub(crate) target: &'a str,
    pub(crate) text: &'a str,
}

impl<'a> Units<'a> {
    /// `None` if `alignment` was not made from `document`, because the places of units would be
    /// wrong.
    pub(super) fn new(document: &'a Document, alignment: &'a Alignment) -> Option<Self> {
        let units = &alignment.side(document.lang())?.units;
        let lines = LineIndex::new(document.source());
        let stands_there = |unit: &Segment| {
            let text = unit.span.text(document.source());
            text.is_some() && unit.lines == lines.lines(unit.span)
        };
        if !units.iter().all(stands_there) {
            return None;
        }
        let blocks = match alignment.segmentation() {
            Segmentation::Line => vec![None; units.len()],
            _ => blocks_of(document, units),
        };
        Some(Units {
            document,
            lang: document.lang(),
            units,
            blocks,
            lines,
            hidden: BTreeMap::new(),
            words: OnceLock::new(),
        })
    }

    /// How often the document has a word, given in lower case.
    pub(super) fn count(&self, word: &str) -> usize {
        let words = self.words.get_or_init(|| {
            let mut counts = HashMap::new();
            let words = self.units.iter().flat_map(|unit| unit.text.unicode_words());
            words.for_each(|word| *counts.entry(word.to_lowercase()).or_default() += 1);
            counts
        });
        words.get(word).copied().unwrap_or_default()
    }

    /// Keeps a part of a unit's text from being compared.
    pub(super) fn hide(&mut self, unit: usize, range: Range<usize>) {
        self.hidden.entry(unit).or_default().push(range);
    }

    /// The line and column of a byte of the source.
    pub(crate) fn position(&self, offset: usize) -> Position {
        self.lines.position(self.document.source(), offset)
    }

    /// The lines under `span` of the source.
    pub(crate) fn lines(&self, span: Span) -> LineRange {
        self.lines.lines(span)
    }

    /// How many units begin before a byte of the source.
    pub(crate) fn before(&self, offset: usize) -> usize {
        self.units.partition_point(|unit| unit.span.start < offset)
    }

    /// The place in the source of a range of a unit's text.
    pub(crate) fn span(&self, unit: usize, range: &Range<usize>) -> Span {
        let Some(segment) = self.units.get(unit) else {
            return Span::new(0, 0);
        };
        let span = match self.blocks.get(unit) {
            Some(&Some((block, start))) => block
                .content()
                .source_span(start + range.start, start + range.end),
            // A line is its own text.
            _ => Span::new(
                segment.span.start + range.start,
                segment.span.start + range.end,
            ),
        };
        // An alignment made from another document can contain anything.
        Span::new(
            span.start.min(self.document.source().len()),
            span.end.min(self.document.source().len()),
        )
    }

    /// A part of a unit's text.
    pub(crate) fn part(&self, unit: usize, range: &Range<usize>) -> &'a str {
        let unit = self.units.get(unit);
        let text = unit.and_then(|unit| unit.text.get(range.clone()));
        text.unwrap_or_default()
    }

    /// The texts of `units`, joined by spaces.
    pub(crate) fn text(&self, units: &[usize]) -> String {
        let texts: Vec<&str> = self.of(units).map(|unit| unit.text.as_str()).collect();
        texts.join(" ")
    }

    /// The sources of `units` with their markup, joined by line breaks.
    pub(crate) fn raw(&self, units: &[usize]) -> String {
        let source = self.document.source();
        let raw = self.of(units).filter_map(|unit| unit.span.text(source));
        raw.collect::<Vec<_>>().join("\n")
    }

    fn of(&self, units: &[usize]) -> impl Iterator<Item = &'a Segment> {
        units.iter().filter_map(|&unit| self.units.get(unit))
    }

    /// The texts of `units` without code and excluded parts, joined by spaces.
    pub(crate) fn prose(&self, units: &[usize]) -> String {
        let mut prose = String::new();
        for &number in units {
            let Some(unit) = self.units.get(number) else {
                continue;
            };
            let code = self.code_ranges(number).into_iter();
            let hidden = self.hidden.get(&number).into_iter().flatten();
            let mut skipped: Vec<(usize, usize)> = code.map(|(range, _)| range).collect();
            skipped.extend(hidden.map(|range| (range.start, range.end)));
            skipped.sort_unstable();
            let mut at = 0;
            for (from, to) in skipped {
                prose.push_str(unit.text.get(at..from).unwrap_or_default());
                prose.push(' ');
                at = at.max(to);
            }
            prose.push_str(unit.text.get(at..).unwrap_or_default());
            prose.push(' ');
        }
        prose
    }

    /// A part of a unit's text, without code.
    pub(crate) fn prose_of(&self, unit: usize, range: &Range<usize>) -> String {
        let mut prose = String::new();
        let mut at = range.start;
        for ((from, to), _) in self.code_ranges(unit) {
            if from >= at && to <= range.end {
                prose.push_str(self.part(unit, &(at..from)));
                prose.push(' ');
                at = to;
            }
        }
        prose.push_str(self.part(unit, &(at..range.end)));
        prose
    }

    /// The code spans in `units`.
    pub(crate) fn code(&self, units: &[usize]) -> Vec<&'a str> {
        let spans = units.iter().flat_map(|&unit| self.code_ranges(unit));
        spans.map(|(_, code)| code).collect()
    }

    /// The links in `units`, and their images, which have no text.
    pub(crate) fn links(&self, units: &[usize]) -> Vec<Link<'a>> {
        let links = units.iter().flat_map(|&unit| {
            let text = self.units.get(unit).map_or("", |unit| unit.text.as_str());
            let links = self.markup(unit, MarkupKind::Link).into_iter();
            links.filter_map(move |((start, end), markup)| {
                let target = markup.target.as_deref()?;
                let text = text.get(start..end).unwrap_or_default();
                Some(Link { target, text })
            })
        });
        let images = units.iter().filter_map(|&unit| self.image(unit));
        let images = images.map(|target| Link { target, text: "" });
        links.chain(images).collect()
    }

    /// The texts in `units` that are marked up as `kind`.
    pub(crate) fn texts_marked(&self, kind: MarkupKind, units: &[usize]) -> Vec<&'a str> {
        let texts = units.iter().flat_map(|&unit| {
            let text = self.units.get(unit).map_or("", |unit| unit.text.as_str());
            let marked = self.markup(unit, kind).into_iter();
            marked.filter_map(move |((start, end), _)| text.get(start..end))
        });
        texts.collect()
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
            .trim_start_matches([' ', '\t'])
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
    fn markup(&self, unit: usize, kind: MarkupKind) -> Vec<((usize, usize), &'a Markup)> {
        let (Some(segment), Some(&Some((block, start)))) =
            (self.units.get(unit), self.blocks.get(unit))
        else {
            return Vec::new();
        };
        let end = start + segment.text.len();
        let hidden = |from: usize| {
            let mut hidden = self.hidden.get(&unit).into_iter().flatten();
            hidden.any(|range| range.contains(&from))
        };
        let all = block.markup();
        let first = all.partition_point(|markup| markup.range.start < start);
        let inside = all.get(first..).unwrap_or_default().iter();
        inside
            .take_while(|markup| markup.range.start <= end)
            .filter(|markup| markup.kind == kind)
            .map(|markup| {
                let from = markup.range.start.saturating_sub(start);
                // Markup that continues in the next sentence ends here for this one.
                let to = markup.range.end.min(end).saturating_sub(start);
                ((from, to), markup)
            })
            .filter(|((from, _), _)| !hidden(*from))
            .collect()
    }
}

/// The block of each of `units`, which are in its order, and where in its text the unit begins.
fn blocks_of<'a>(document: &'a Document, units: &[Segment]) -> Vec<Option<(&'a Block, usize)>> {
    let all: Vec<&Block> = document.units().collect();
    let (mut paragraph, mut read) = (0, 0);
    let mut place = |unit: &Segment| {
        if unit.paragraph != paragraph {
            (paragraph, read) = (unit.paragraph, 0);
        }
        let block = all.get(paragraph).copied()?;
        let start = read + block.text().get(read..)?.find(&unit.text)?;
        read = start + unit.text.len();
        Some((block, start))
    };
    units.iter().map(&mut place).collect()
}
