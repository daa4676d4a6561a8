//! What a rule reports, before the name and severity of the rule are added.

use crate::check::location::Location;
use crate::check::pair::{Pair, Units};
use crate::check::text::fingerprint;
use crate::document::Document;
use crate::lang::Lang;
use crate::span::Span;

/// Something that a rule reports: a [`Finding`](super::Finding) without the rule and the document.
pub(super) struct Remark {
    /// The line of the translation, 1-based.
    pub(super) line: usize,
    /// The character there, 1-based; `None` if the text is missing.
    pub(super) column: Option<usize>,
    pub(super) end_line: Option<usize>,
    pub(super) message: String,
    pub(super) source: Option<Location>,
    pub(super) fingerprint: String,
}

impl Remark {
    /// A remark on units that belong together; either document may have none.
    pub(super) fn new(pair: &Pair, source: &[usize], target: &[usize], message: String) -> Self {
        let first = target.first().and_then(|&unit| pair.target.units.get(unit));
        let position = first.map(|unit| pair.target.position(unit.span.start));
        let content = match source {
            [] => pair.target.text(target),
            _ => pair.source.text(source),
        };
        Remark {
            line: position.map_or(1, |position| position.line),
            column: position.map(|position| position.column),
            end_line: last_line(&pair.target, target),
            message,
            source: location(&pair.source, source),
            fingerprint: fingerprint(&content),
        }
    }

    /// A remark on two places that belong together, which need not be units.
    pub(super) fn at(pair: &Pair, source: Span, target: Span, message: String) -> Self {
        let position = pair.target.position(target.start);
        let content = source.text(pair.source.document.source());
        Remark {
            line: position.line,
            column: Some(position.column),
            end_line: Some(pair.target.position(target.end).line),
            message,
            source: Some(Location {
                path: pair.source.document.name().to_owned(),
                line: pair.source.position(source.start).line,
                end_line: Some(pair.source.position(source.end).line),
            }),
            fingerprint: fingerprint(content.unwrap_or_default()),
        }
    }

    /// A remark on a whole document, at the place where the translation into `lang` is or should
    /// be.
    pub(super) fn on_document(lang: Lang, source: Option<&Document>, message: String) -> Self {
        Remark {
            line: 1,
            column: None,
            end_line: None,
            message,
            source: source.map(|source| Location {
                path: source.name().to_owned(),
                line: 1,
                end_line: None,
            }),
            // The path already identifies it, and depends on the current folder.
            fingerprint: fingerprint(lang.code()),
        }
    }
}

fn location(document: &Units, units: &[usize]) -> Option<Location> {
    let unit = document.units.get(*units.first()?)?;
    Some(Location {
        path: document.document.name().to_owned(),
        line: unit.lines.first,
        end_line: last_line(document, units),
    })
}

fn last_line(document: &Units, units: &[usize]) -> Option<usize> {
    let units = units.iter().filter_map(|&unit| document.units.get(unit));
    units.map(|unit| unit.lines.last).max()
}
