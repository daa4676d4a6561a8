//! The result of checking many documents.

use std::collections::BTreeMap;

use crate::check::finding::Finding;
use crate::check::rule::Rule;
use crate::check::severity::Severity;
use crate::check::state::Coverage;
use crate::lang::Lang;

/// The result of checking many documents, which [`write::findings`](mod@crate::write::findings)
/// writes.
///
/// ```
/// use nordalign::check::{Checker, Outcome};
/// use nordalign::{Aligner, Document, Lang};
///
/// let sv = Document::from_units(Lang::Sv, ["Avgiften är 1450 kronor."]);
/// let mut nb = Document::from_units(Lang::Nb, ["Avgiften er 1540 kroner."]);
/// nb.set_name("nb/avgift.md");
/// let alignment = Aligner::new().align(&[sv.clone(), nb.clone()])?;
/// let checked = Checker::new().check(&sv, &nb, &alignment);
/// let mut outcome = Outcome::new();
/// outcome.add_file(Lang::Nb, "nb/avgift.md", checked.coverage);
/// outcome.findings.extend(checked.findings);
/// outcome.count_errors();
/// assert_eq!(outcome.files[0].errors, 1);
/// assert_eq!(outcome.langs[&Lang::Nb].translated.segments, 1);
/// # Ok::<(), nordalign::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Outcome {
    /// How much is translated, by language.
    pub langs: BTreeMap<Lang, Coverage>,
    /// The translations, also those without findings.
    pub files: Vec<CheckedFile>,
    /// The findings in them.
    pub findings: Vec<Finding>,
}

/// A translation, and how much of its source it covers.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct CheckedFile {
    /// Its language.
    pub lang: Lang,
    /// Its name.
    pub path: String,
    /// How much of its source is in each state.
    pub coverage: Coverage,
    /// The number of errors in it.
    pub errors: usize,
}

impl Outcome {
    /// The outcome of no documents.
    pub fn new() -> Self {
        Outcome::default()
    }

    /// Adds a translation, whose coverage also counts for its language.
    pub fn add_file(&mut self, lang: Lang, path: impl Into<String>, coverage: Coverage) {
        *self.langs.entry(lang).or_default() += coverage;
        self.files.push(CheckedFile {
            lang,
            path: path.into(),
            coverage,
            errors: 0,
        });
    }

    /// Makes each finding as serious as `severity` says of its rule and path, and removes those of
    /// which it says `None`.
    pub fn set_severities(&mut self, severity: impl Fn(Rule, &str) -> Option<Severity>) {
        self.findings.retain_mut(|finding| {
            let severity = severity(finding.rule, &finding.path);
            if let Some(severity) = severity {
                finding.severity = severity;
            }
            severity.is_some()
        });
        self.count_errors();
    }

    /// Counts the errors of every translation anew, from the findings.
    pub fn count_errors(&mut self) {
        let is_error = |finding: &&Finding| finding.severity == Severity::Error;
        let mut errors: BTreeMap<&str, usize> = BTreeMap::new();
        for finding in self.findings.iter().filter(is_error) {
            *errors.entry(&finding.path).or_default() += 1;
        }
        for file in &mut self.files {
            file.errors = errors.get(file.path.as_str()).copied().unwrap_or_default();
        }
    }
}
