//! Checks of translations: what of a source text is missing, left untranslated or in the wrong language in its translation, and what of
//! numbers, addresses and placeholders differs.
//!
//! ```
//! use nordalign::check::{Checker, Rule};
//! use nordalign::{Aligner, Document, Lang};
//!
//! let sv = Document::from_units(Lang::Sv, ["Biblioteket har öppet till klockan 19 på torsdagar.", "Välkommen in!"]);
//! let nb = Document::from_units(Lang::Nb, ["Biblioteket har åpent til klokken 18 på torsdager.", "Velkommen inn!"]);
//! let alignment = Aligner::new().align(&[sv.clone(), nb.clone()])?;
//! let checked = Checker::new().check(&sv, &nb, &alignment);
//! assert_eq!(checked.coverage.translated.segments, 2);
//! assert_eq!(checked.findings[0].rule, Rule::Numbers);
//! # Ok::<(), nordalign::Error>(())
//! ```
//!
//! # What is believed
//!
//! A check that cries wolf is switched off. So a unit is called copied only if it is clearly in the source's language: `Support` and
//! `Data` are right in all three. A language is wrong only where [`identify`](crate::identify()) is sure of it. Numbers are the same
//! whatever their notation, addresses whatever language of a site they lead to.

mod classify;
mod compare;
mod coverage;
mod finding;
mod numbers;
mod placeholders;
#[cfg(test)]
mod tests;
mod unit;
mod urls;

pub use coverage::{Counts, Coverage, State};
pub use finding::{Finding, Place, Rule, Severity};

use crate::alignment::Alignment;
use crate::document::Document;

/// The confidence below which a translation counts as doubtful, if no other is set.
pub const DEFAULT_FLOOR: f64 = 0.5;

/// Checks translations against their sources: see the [module](self).
#[derive(Debug, Clone, PartialEq)]
pub struct Checker {
    floor: f64,
}

impl Default for Checker {
    fn default() -> Self {
        Checker {
            floor: DEFAULT_FLOOR,
        }
    }
}

impl Checker {
    /// A checker with every option at its default.
    pub fn new() -> Self {
        Checker::default()
    }

    /// The least confidence, 0..1, with which a translation is no longer doubtful; [`DEFAULT_FLOOR`] if not set.
    #[must_use]
    pub fn floor(mut self, floor: f64) -> Self {
        self.floor = floor;
        self
    }

    /// Checks `target` against `source`, two of the documents that `alignment` was made of.
    ///
    /// Of documents that are not in the alignment nothing is found. Findings come in the order of the target's lines.
    pub fn check(&self, source: &Document, target: &Document, alignment: &Alignment) -> Checked {
        let Some(pair) = unit::Pair::new(source, target, alignment) else {
            return Checked::default();
        };
        let classified = classify::classify(&pair, self.floor);
        let mut findings = finding::of_states(&pair, &classified);
        findings.extend(compare::findings(&pair, &classified));
        findings.sort_by(|a, b| a.order().cmp(&b.order()));
        Checked {
            coverage: coverage::Coverage::of(&pair, &classified),
            states: classified.source,
            findings,
        }
    }

    /// What is said of a translation at `path` that has no source.
    pub fn extra_file(&self, lang: crate::Lang, path: &str) -> Finding {
        finding::extra_file(lang, path)
    }

    /// What is said of a `source` that has no translation: all of it is missing, and one finding says so, at `path`, where the translation
    /// should be, if that is known, else at the source.
    pub fn missing_file(
        &self,
        source: &Document,
        lang: crate::Lang,
        path: Option<&str>,
    ) -> Checked {
        let units = unit::segments_of(source);
        let states: Vec<State> = units
            .iter()
            .map(|unit| match unit::words(&unit.text) {
                0 => State::Ignored,
                _ => State::Missing,
            })
            .collect();
        let mut coverage = Coverage::default();
        for (unit, &state) in units.iter().zip(&states) {
            coverage.add(state, unit::words(&unit.text));
        }
        Checked {
            findings: vec![finding::missing_file(source, lang, path, coverage.total())],
            coverage,
            states,
        }
    }
}

/// What a check of one translation found.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Checked {
    /// The state of every unit of the source, in its order.
    pub states: Vec<State>,
    /// How much of the source is in which state.
    pub coverage: Coverage,
    /// What was found, by line of the target.
    pub findings: Vec<Finding>,
}
