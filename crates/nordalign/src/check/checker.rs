//! The checker and its options.

use crate::alignment::Alignment;
use crate::check::basis::Basis;
use crate::check::counterparts::Counterparts;
use crate::check::evidence::Evidence;
use crate::check::finding::Finding;
use crate::check::ignore::{self, Ignores};
use crate::check::ignored::Ignored;
use crate::check::judge;
use crate::check::pair::{self, Exempt, Pair};
use crate::check::rule::Rule;
use crate::check::state::{Coverage, State};
use crate::check::text::words;
use crate::document::Document;
use crate::lang::Lang;
use crate::segment::{Segment, Segmentation, segments};
use crate::terms::TermBase;

/// The default confidence below which a translation is doubtful.
pub const DEFAULT_FLOOR: f64 = 0.5;

/// Checks translations against their sources: see the [module](super).
#[derive(Debug, Clone, PartialEq)]
pub struct Checker {
    floor: f64,
    exempt: Exempt,
    counterparts: Counterparts,
    terms: Option<TermBase>,
}

impl Default for Checker {
    fn default() -> Self {
        Checker {
            floor: DEFAULT_FLOOR,
            exempt: Exempt::default(),
            counterparts: Counterparts::default(),
            terms: None,
        }
    }
}

impl Checker {
    /// A checker with every option at its default.
    pub fn new() -> Self {
        Checker::default()
    }

    /// The confidence, 0..1, from which a translation is not doubtful; [`DEFAULT_FLOOR`] by
    /// default.
    #[must_use]
    pub fn floor(mut self, floor: f64) -> Self {
        self.floor = floor;
        self
    }

    /// Words and names that may stay untranslated: a unit that consists of them is neither copied
    /// nor in a wrong language. Each is one word or several; case does not matter.
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

    /// Documents of a site that are translations of each other, by the names that they are checked
    /// under: a relative link to one may lead to another in the translation. By default, links must
    /// lead to the same name.
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

    /// The terms that translations must use; none by default, and then the rule
    /// [`Terms`](Rule::Terms) reports nothing.
    #[must_use]
    pub fn terms(mut self, terms: TermBase) -> Self {
        self.terms = Some(terms);
        self
    }

    /// Checks `target` against `source`, two of the documents that `alignment` was made from.
    ///
    /// If the alignment was made from other documents, nothing is found. Findings are in the order
    /// of the lines of the target.
    pub fn check(&self, source: &Document, target: &Document, alignment: &Alignment) -> Checked {
        self.check_pair(source, target, alignment, None)
    }

    /// Checks as [`check`](Self::check) does, and reports units that were translated from an
    /// earlier version of the source. They are [`State::Stale`]. `basis` is the version that the
    /// translation last matched.
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
        let Some(pair) = Pair::new(source, target, alignment) else {
            return Checked::default();
        };
        if ignore::is_ignored(source) || ignore::is_ignored(target) {
            return Checked::ignored(pair.source.units);
        }
        let mut classified = pair::classify(&pair, self.floor);
        self.exempt.apply(&pair, &mut classified);
        if let Some(basis) = basis {
            classified.leave_behind(&pair, basis);
        }
        let mut ignored = Ignored::of(&pair);
        ignored.apply(&pair, &mut classified);
        let terms = self.terms.as_ref();
        let evidence = Evidence::new(&pair, &classified, basis, &self.counterparts, terms);
        let mut findings = judge::findings(&evidence);
        // What is found in the source is about no unit of the target.
        let is_of_target = |finding: &Finding| finding.path == target.name();
        findings.retain(|finding| !is_of_target(finding) || !ignored.hides(finding));
        findings.sort_by(|a, b| a.order().cmp(&b.order()));
        Checked {
            coverage: classified.coverage(&pair),
            pairs: classified.pairs(&pair),
            states: classified.source,
            findings,
        }
    }

    /// The findings on a `target` that has no source.
    pub fn extra_file(&self, target: &Document) -> Checked {
        let mut checked = Checked::default();
        if !ignore::is_ignored(target) {
            checked.findings.push(judge::no_source(target));
        }
        checked
    }

    /// The findings on a `source` that has no translation: all of it is missing. There is one
    /// finding, at the `path` where the translation should be, if that is known, or else at the
    /// source.
    pub fn missing_file(&self, source: &Document, lang: Lang, path: Option<&str>) -> Checked {
        let units = segments(source, Segmentation::Paragraph);
        if ignore::is_ignored(source) {
            return Checked::ignored(&units);
        }
        let ignores = Ignores::of(source);
        let state = |unit: &Segment| {
            let ignored = ignores.covers(unit.span, Some(Rule::Missing));
            match words(&unit.text) {
                0 => State::Ignored,
                _ if ignored => State::Ignored,
                _ => State::Missing,
            }
        };
        let mut checked = Checked::of(&units, state);
        let total = checked.coverage.total().words;
        let finding = judge::no_translation(source, lang, path, total);
        checked.findings.push(finding);
        checked
    }
}

/// The result of checking one translation.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Checked {
    /// The state of every unit of the source, in its order.
    pub states: Vec<State>,
    /// How much of the source is in each state.
    pub coverage: Coverage,
    /// The findings, by line of the target.
    pub findings: Vec<Finding>,
    /// The fingerprints of source and translation, 16 hexadecimal digits each, of everything that
    /// is translated or stale: the input of a later [`Basis::pairs`].
    pub pairs: Vec<[String; 2]>,
}

impl Checked {
    /// Units in the states given by `state`, without findings.
    fn of(units: &[Segment], state: impl Fn(&Segment) -> State) -> Self {
        let states: Vec<State> = units.iter().map(state).collect();
        let mut coverage = Coverage::default();
        for (unit, &state) in units.iter().zip(&states) {
            coverage.add(state, words(&unit.text));
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
