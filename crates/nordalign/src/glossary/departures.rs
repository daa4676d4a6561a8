//! Where translations depart from a term base.

use crate::check::TermBase;
use crate::lang::Lang;

use super::model::{Departed, Example, ExamplePlace};
use super::preview::preview;

/// The text of one side of a bead, and its place.
pub(super) struct SideText<'a> {
    pub(super) lang: Lang,
    pub(super) document: &'a str,
    pub(super) line: usize,
    pub(super) text: String,
}

/// Departures of a translation from the base.
pub(super) fn departures(base: &TermBase, found: &[SideText; 2]) -> Vec<Departed> {
    let [source, target] = found.each_ref().map(|side| (side.lang, side.text.as_str()));
    let departures = base.departures(source, target).into_iter();
    let places = || {
        found.each_ref().map(|side| ExamplePlace {
            lang: side.lang,
            document: side.document.to_owned(),
            line: side.line,
            text: preview(&side.text).into_owned(),
        })
    };
    let departed = departures.map(|departure| Departed {
        departure,
        example: Example {
            places: places().into(),
        },
    });
    departed.collect()
}
