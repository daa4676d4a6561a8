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
//!
//! # What is ignored
//!
//! Markdown says itself what is not to be checked, in the source or in the translation. `<!-- nordalign-ignore -->` is about the next
//! paragraph, heading or list item, or the next table; `<!-- nordalign-ignore numbers: another currency -->` about one [`Rule`] or some
//! only, with a reason after a colon. Between `<!-- nordalign-ignore-start -->` and `<!-- nordalign-ignore-end -->` everything is ignored,
//! and in a document whose front matter says `nordalign: ignore` or `translate: false`. What is ignored is [`State::Ignored`] and no part
//! of the total.
//!
//! ```
//! # #[cfg(feature = "markdown")] {
//! use nordalign::check::{Checker, State};
//! use nordalign::{Aligner, Document, Format, Lang};
//!
//! let sv = "# Priser\n\n<!-- nordalign-ignore -->\nErbjudandet gäller bara i Sverige.\n\nEn biljett kostar 90 kronor.\n";
//! let nb = "# Priser\n\nEn billett koster 90 kroner.\n";
//! let sv = Document::parse(Lang::Sv, sv, Format::Markdown)?;
//! let nb = Document::parse(Lang::Nb, nb, Format::Markdown)?;
//! let alignment = Aligner::new().align(&[sv.clone(), nb.clone()])?;
//! let checked = Checker::new().check(&sv, &nb, &alignment);
//! assert_eq!(checked.states, [State::Translated, State::Ignored, State::Translated]);
//! assert!(checked.findings.is_empty());
//! # }
//! # Ok::<(), nordalign::Error>(())
//! ```

mod basis;
mod classify;
mod compare;
mod counterparts;
mod coverage;
mod exempt;
mod finding;
mod ignore;
mod leftovers;
mod length;
mod link_text;
mod mixed;
mod numbers;
mod placeholders;
mod punctuation;
pub mod rules;
mod sentences;
mod spelling;
mod structure;
mod terms;
#[cfg(test)]
mod tests;
mod unit;
mod units;
mod urls;

pub use basis::Basis;
pub use coverage::{Counts, Coverage, State};
pub use finding::{Finding, Place, Rule, Severity};
pub use terms::{Departure, TermBase};

use crate::alignment::Alignment;
use crate::document::Document;
use crate::segment::Segment;

/// The confidence below which a translation counts as doubtful, if no other is set.
pub const DEFAULT_FLOOR: f64 = 0.5;

/// Checks translations against their sources: see the [module](self).
#[derive(Debug, Clone, PartialEq)]
pub struct Checker {
    floor: f64,
    exempt: exempt::Exempt,
    counterparts: counterparts::Counterparts,
    terms: Option<TermBase>,
}

impl Default for Checker {
    fn default() -> Self {
        Checker {
            floor: DEFAULT_FLOOR,
            exempt: exempt::Exempt::default(),
            counterparts: counterparts::Counterparts::default(),
            terms: None,
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

    /// Words and names that may stand untranslated: a unit that is made of them alone is neither copied nor in a wrong language. Each is a
    /// word or several; capitals do not matter.
    ///
    /// ```
    /// use nordalign::check::Checker;
    /// use nordalign::{Aligner, Document, Lang};
    ///
    /// let sv = Document::from_units(Lang::Sv, ["Meddelanden från skärgården"]);
    /// let nb = Document::from_units(Lang::Nb, ["Meddelanden från skärgården"]);
    /// let alignment = Aligner::new().align(&[sv.clone(), nb.clone()])?;
    /// let checked = Checker::new().check(&sv, &nb, &alignment);
    /// assert_eq!(checked.coverage.copied.segments, 1);
    /// let checked = Checker::new().exempt(["Meddelanden från skärgården"]).check(&sv, &nb, &alignment);
    /// assert_eq!(checked.coverage.translated.segments, 1);
    /// # Ok::<(), nordalign::Error>(())
    /// ```
    #[must_use]
    pub fn exempt<I>(mut self, words: I) -> Self
    where
        I: IntoIterator,
        I::Item: AsRef<str>,
    {
        for phrase in words {
            self.exempt.add(phrase.as_ref());
        }
        self
    }

    /// Documents of a site that stand for each other, by the names that they are checked under: a relative link to one may lead to another
    /// in the translation. Without it, links must lead to the same name.
    ///
    /// ```
    /// # #[cfg(feature = "markdown")] {
    /// use nordalign::check::{Checker, Rule};
    /// use nordalign::{Aligner, Document, Format, Lang};
    ///
    /// let mut sv = Document::parse(Lang::Sv, "Läs mer om [maten ombord](ombord.md).\n", Format::Markdown)?;
    /// let mut nb = Document::parse(Lang::Nb, "Les mer om [maten om bord](om-bord.md).\n", Format::Markdown)?;
    /// sv.set_name("sv/priser.md");
    /// nb.set_name("nb/priser.md");
    /// let alignment = Aligner::new().align(&[sv.clone(), nb.clone()])?;
    /// let checker = Checker::new();
    /// assert_eq!(checker.check(&sv, &nb, &alignment).findings[0].rule, Rule::Urls);
    /// let checker = checker.counterparts([["sv/ombord.md", "nb/om-bord.md"]]);
    /// assert!(checker.check(&sv, &nb, &alignment).findings.is_empty());
    /// # }
    /// # Ok::<(), nordalign::Error>(())
    /// ```
    #[must_use]
    pub fn counterparts<I, S>(mut self, sets: I) -> Self
    where
        I: IntoIterator<Item = S>,
        S: IntoIterator,
        S::Item: Into<String>,
    {
        for set in sets {
            self.counterparts.add(set.into_iter().map(Into::into));
        }
        self
    }

    /// The terms that translations must have; none if not set, and then the rule [`Terms`](Rule::Terms) is silent.
    #[must_use]
    pub fn terms(mut self, terms: TermBase) -> Self {
        self.terms = Some(terms);
        self
    }

    /// Checks `target` against `source`, two of the documents that `alignment` was made of.
    ///
    /// Of documents that are not in the alignment nothing is found. Findings come in the order of the target's lines.
    pub fn check(&self, source: &Document, target: &Document, alignment: &Alignment) -> Checked {
        self.check_pair(source, target, alignment, None)
    }

    /// Checks as [`check`](Self::check) does, and tells what `target` was translated from before the source changed: that is
    /// [`State::Stale`], where `basis` is what the translation was last in step with.
    pub fn check_since(
        &self,
        source: &Document,
        target: &Document,
        alignment: &Alignment,
        basis: &Basis,
    ) -> Checked {
        self.check_pair(source, target, alignment, Some(basis))
    }

    fn check_pair(
        &self,
        source: &Document,
        target: &Document,
        alignment: &Alignment,
        basis: Option<&Basis>,
    ) -> Checked {
        let Some(mut pair) = unit::Pair::new(source, target, alignment) else {
            return Checked::default();
        };
        if ignore::is_ignored(source) || ignore::is_ignored(target) {
            return Checked::ignored(pair.source.units);
        }
        let mut classified = classify::classify(&pair, self.floor);
        self.exempt.apply(&pair, &mut classified);
        if let Some(basis) = basis {
            classified.leave_behind(&pair, basis);
        }
        let mut ignored = ignore::Ignored::of(&pair);
        ignored.apply(&pair, &mut classified);
        let mut findings = finding::of_states(&pair, &classified, basis);
        pair.hide(&classified.left_out);
        findings.extend(compare::findings(&pair, &classified, self));
        findings.retain(|finding| !ignored.hides(finding));
        findings.sort_by(|a, b| a.order().cmp(&b.order()));
        Checked {
            coverage: coverage::Coverage::of(&pair, &classified),
            pairs: classified.pairs(&pair),
            states: classified.source,
            findings,
        }
    }

    /// What is said of a `target` that has no source.
    pub fn extra_file(&self, target: &Document) -> Checked {
        let mut checked = Checked::default();
        if !ignore::is_ignored(target) {
            let path = target.name();
            checked
                .findings
                .push(finding::extra_file(target.lang(), path));
        }
        checked
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
        if ignore::is_ignored(source) {
            return Checked::ignored(&units);
        }
        let ignores = ignore::Ignores::of(source);
        let state = |unit: &Segment| {
            let ignored = ignores.covers(unit.span, Some(Rule::Missing));
            match unit::words(&unit.text) {
                0 => State::Ignored,
                _ if ignored => State::Ignored,
                _ => State::Missing,
            }
        };
        let mut checked = Checked::of(&units, state);
        let total = checked.coverage.total();
        checked
            .findings
            .push(finding::missing_file(source, lang, path, total));
        checked
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
    /// The fingerprints of source and translation, 16 hexadecimal digits each, of all that is translated or stale: what a later
    /// [`Basis::pairs`] is made of.
    pub pairs: Vec<[String; 2]>,
}

impl Checked {
    /// Units in the states that `state` says, and no findings.
    fn of(units: &[Segment], state: impl Fn(&Segment) -> State) -> Self {
        let states: Vec<State> = units.iter().map(state).collect();
        let mut coverage = Coverage::default();
        for (unit, &state) in units.iter().zip(&states) {
            coverage.add(state, unit::words(&unit.text));
        }
        Checked {
            states,
            coverage,
            findings: Vec::new(),
            pairs: Vec::new(),
        }
    }

    fn ignored(units: &[Segment]) -> Self {
        Checked::of(units, |_| State::Ignored)
    }
}
