//! What a check of a site found.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::check::finding::Finding;
use crate::check::outcome::Outcome;
use crate::check::rule::Rule;
use crate::error::Error;
use crate::lang::Lang;
use crate::path_text::absolute_path;

use super::baseline::{Baseline, Unused};
use super::page::{Page, Staleness};

/// What a check of a site found, and what of the site could not be checked.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct SiteReport {
    /// Coverage and findings, by path and line.
    pub outcome: Outcome,
    /// How many documents and folders could not be read, checked or paired without guessing.
    pub unchecked: usize,
    /// Why, where [`Tree::errors`](crate::tree::Tree::errors) and
    /// [`Tree::conflicts`](crate::tree::Tree::conflicts) do not say it.
    pub errors: Vec<Error>,
    /// By the path of a translation that has no source: where its source should be, if that is
    /// known.
    pub missing_sources: BTreeMap<String, String>,
    /// Of how many translations it is not known what is stale: [`Past::Unknown`](super::Past).
    pub unknown: usize,
    /// Of how many because the history is cut off: [`Past::CutOff`](super::Past).
    pub cut_off: usize,
    /// By the path of a translation, the [`pairs`](crate::check::Checked::pairs) that a
    /// [`Lock`](super::Lock) is made of; none of what was found in a [`Cache`](super::Cache).
    pub pairs: BTreeMap<String, Vec<[String; 2]>>,
}

impl SiteReport {
    /// Removes the findings that `baseline` knows, and returns what of it is not found any more.
    /// `is_on` says whether findings of a rule are reported at a path: what is off is not counted
    /// as gone.
    pub fn remove_known(
        &mut self,
        baseline: &Baseline,
        is_on: impl Fn(Rule, &str) -> bool,
    ) -> Unused {
        let files = self.outcome.files.iter().map(|file| &file.path);
        let found = self.outcome.findings.iter().map(|finding| &finding.path);
        let checked: BTreeSet<_> = files.chain(found).map(|path| whole(path)).collect();
        let unused = baseline.remove_known(&mut self.outcome.findings, |rule, path| {
            checked.contains(&whole(path)) && is_on(rule, path)
        });
        self.outcome.count_errors();
        unused
    }

    pub(super) fn add(&mut self, page: Page) {
        match page.staleness {
            Staleness::Known => {}
            Staleness::Unknown => self.unknown += 1,
            Staleness::CutOff => self.cut_off += 1,
        }
        let path = page.path;
        self.outcome
            .add_file(page.lang, path.as_str(), page.coverage);
        self.outcome.findings.extend(page.findings);
        if !page.pairs.is_empty() {
            self.pairs.insert(path, page.pairs);
        }
    }

    /// Notes why a document is not checked.
    pub(super) fn fail(&mut self, error: Error) {
        self.unchecked += 1;
        self.errors.push(error);
    }

    /// Puts everything into an order that does not depend on how it was found. What is found in the
    /// `source`, which each of its translations is compared with, is kept once.
    pub(super) fn sort(&mut self, source: Lang) {
        let outcome = &mut self.outcome;
        let mut known: BTreeSet<(String, usize, Option<usize>, Rule, String)> = BTreeSet::new();
        outcome.findings.retain(|finding| {
            let Finding {
                path,
                line,
                column,
                rule,
                fingerprint,
                ..
            } = finding.clone();
            finding.lang != source || known.insert((path, line, column, rule, fingerprint))
        });
        outcome.files.sort_by(|a, b| a.path.cmp(&b.path));
        outcome
            .findings
            .sort_by(|a, b| (&a.path, a.line).cmp(&(&b.path, b.line)));
        outcome.count_errors();
    }
}

/// A path by which two spellings of it are recognised.
fn whole(path: &str) -> PathBuf {
    absolute_path(Path::new(path))
}
