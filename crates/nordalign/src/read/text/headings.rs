//! Which parts of a text without markup are headings: by their shape and by what follows them.

use std::borrow::Cow;

use super::heading_shape::{has_heading_shape, is_in_capitals, is_section_heading, is_short_title};

/// A part of a text, as far as it matters to headings.
#[derive(Debug, Clone)]
pub(super) struct Outline<'a> {
    /// Its text, without the number if it has one.
    pub(super) text: Cow<'a, str>,
    /// The depth of the number before it, if that can number a heading.
    pub(super) numbered: Option<usize>,
    /// The sign it is underlined with.
    pub(super) underline: Option<char>,
    pub(super) kind: OutlineKind,
    /// Whether it is short enough, in lines.
    pub(super) short: bool,
    /// Whether it stands alone, between blank lines or rules.
    pub(super) apart: bool,
    /// Whether it is running text: it ends like a sentence, or goes over lines.
    pub(super) runs_on: bool,
}

/// What else a part can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OutlineKind {
    /// A paragraph or a heading.
    Text,
    /// A list item, unless it is a numbered heading.
    Item,
    /// A quotation.
    Quote,
    /// Nothing to read.
    Rule,
}

/// What the nearest part after another is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    Nothing,
    /// Running text, a list or a sure heading: what a heading stands before.
    Body,
    /// A short line.
    Line,
}

/// The level of each part that is a heading.
pub(super) fn levels(parts: &[Outline]) -> Vec<Option<usize>> {
    let mut levels = vec![None; parts.len()];
    let mut next = Next::Nothing;
    let mut has_body = false;
    for (i, part) in parts.iter().enumerate().rev() {
        if part.kind == OutlineKind::Rule {
            continue;
        }
        let level = level(part, i == 0 && has_body, next);
        if let Some(slot) = levels.get_mut(i) {
            *slot = level;
        }
        next = as_next(part, level);
        has_body |= next == Next::Body;
    }
    levels
}

/// The level of a heading; none if the part is none. `first` is for the first part of a text that
/// has more than lines.
fn level(part: &Outline, first: bool, next: Next) -> Option<usize> {
    if let Some(sign) = part.underline {
        return Some(usize::from(sign == '=' || first));
    }
    if !part.short || part.kind == OutlineKind::Quote || next == Next::Nothing {
        return None;
    }
    if let Some(depth) = part.numbered {
        return (part.apart && is_short_title(&part.text)).then_some(depth);
    }
    if part.kind != OutlineKind::Text {
        return None;
    }
    let fits = part.apart && (first || next == Next::Body) && has_heading_shape(&part.text);
    (fits || is_sure(part)).then_some(usize::from(fits && first))
}

/// Whether a short line is a heading whatever follows.
fn is_sure(part: &Outline) -> bool {
    is_section_heading(&part.text) || is_in_capitals(&part.text)
}

fn as_next(part: &Outline, level: Option<usize>) -> Next {
    let is_sure_heading = part.underline.is_some() || part.numbered.is_some() || is_sure(part);
    let is_body = match level {
        Some(_) => is_sure_heading,
        None => part.kind == OutlineKind::Item || part.runs_on,
    };
    if is_body { Next::Body } else { Next::Line }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &'static str) -> Outline<'static> {
        Outline {
            text: text.into(),
            numbered: None,
            underline: None,
            kind: OutlineKind::Text,
            short: true,
            apart: true,
            runs_on: text.ends_with('.'),
        }
    }

    #[test]
    fn the_first_line_is_a_title_and_a_line_before_text_is_a_heading() {
        let parts = [
            "Årsplan",
            "Av Ola Nordmann",
            "Mål",
            "Vi vil vokse.",
            "Signatur",
            "Navn",
        ]
        .map(line);
        let found = [Some(1), None, Some(0), None, None, None];
        assert_eq!(levels(&parts), found);
    }

    #[test]
    fn a_numbered_line_is_a_heading_at_its_depth() {
        let numbered = Outline {
            numbered: Some(2),
            kind: OutlineKind::Item,
            ..line("Kortsiktige mål")
        };
        assert_eq!(
            levels(&[numbered.clone(), line("Vi vil vokse.")]),
            [Some(2), None]
        );
        assert_eq!(levels(&[numbered]), [None]);
    }
}
