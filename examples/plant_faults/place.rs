//! Where faults are planted.

use std::ops::Range;

use nordalign::{BlockKind, Lang, LineIndex, LineRange, Segment, Span, identify};

use crate::pages::Page;
use crate::words::words;

/// A unit that surely translates one of the source.
#[derive(Clone)]
pub struct Place<'a> {
    pub page: &'a Page,
    pub lang: Lang,
    pub number: usize,
    pub unit: &'a Segment,
    pub source: &'a Segment,
}

/// A translation with a fault.
pub struct Change {
    pub text: String,
    /// The lines that differ.
    pub lines: LineRange,
    /// The lines of the source that they translate.
    pub source_lines: LineRange,
    /// What stands there now, to show.
    pub shown: String,
}

/// How sure it must be that a unit translates another.
const SURE: f64 = 0.7;

impl<'a> Place<'a> {
    pub fn of(page: &'a Page, lang: Lang, number: usize) -> Option<Self> {
        let unit = &page.units(lang)[number];
        let (source, confidence) = page.source_of(lang, number)?;
        let found = identify(&unit.text).language.lang();
        let is_text = !matches!(
            unit.kind,
            BlockKind::FrontMatter | BlockKind::ShortcodeArgument
        );
        let sure = confidence >= SURE && is_text && found.is_none_or(|found| found == lang);
        sure.then(|| Place {
            page,
            lang,
            number,
            unit,
            source: &page.units(Lang::Sv)[source],
        })
    }

    /// The translation.
    pub fn text(&self) -> &'a str {
        self.page.documents[&self.lang].source()
    }

    /// The unit, with its markup.
    pub fn own(&self) -> &'a str {
        &self.text()[self.unit.span.range()]
    }

    /// What it translates, with its markup.
    pub fn original(&self) -> &'a str {
        &self.page.documents[&Lang::Sv].source()[self.source.span.range()]
    }

    /// Whether it is a unit of `kind` with that many words or more.
    pub fn is(&self, kind: BlockKind, fewest: usize) -> Option<()> {
        (self.unit.kind == kind && words(&self.unit.text) >= fewest).then_some(())
    }

    /// The lines that the unit stands on, with the blank lines after it.
    pub fn whole_lines(&self) -> Span {
        whole_lines(self.text(), self.unit.span)
    }

    /// `with` in place of `span` of the translation.
    pub fn edit(&self, span: Span, with: &str) -> Change {
        let text = self.text();
        let made = format!("{}{with}{}", &text[..span.start], &text[span.end..]);
        let mut lines = LineIndex::new(&made).lines(Span::new(span.start, span.start + with.len()));
        // Of what is gone, there is the line before or after it.
        if with.is_empty() {
            lines.last += 1;
        }
        Change {
            lines,
            source_lines: self.source.lines,
            shown: if with.is_empty() {
                text[span.range()].to_owned()
            } else {
                with.to_owned()
            },
            text: made,
        }
    }

    /// `with` in place of the unit.
    pub fn replace(&self, with: &str) -> Change {
        self.edit(self.unit.span, with)
    }

    /// `with` in place of a range of the unit, which is shown whole.
    pub fn replace_part(&self, range: Range<usize>, with: &str) -> Change {
        let start = self.unit.span.start;
        let mut own = self.own().to_owned();
        own.replace_range(range.clone(), with);
        Change {
            shown: own,
            ..self.edit(Span::new(start + range.start, start + range.end), with)
        }
    }
}

/// The lines of `text` that `span` stands on, with the blank lines after it.
pub fn whole_lines(text: &str, span: Span) -> Span {
    let start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let mut end = text[span.end..]
        .find('\n')
        .map_or(text.len(), |at| span.end + at + 1);
    while let Some(length) = text[end..].find('\n').map(|at| at + 1) {
        if !text[end..end + length].trim().is_empty() {
            break;
        }
        end += length;
    }
    Span::new(start, end)
}
