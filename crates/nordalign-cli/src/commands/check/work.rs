//! What is done with pages that belong together, on any thread.

use std::sync::{Mutex, PoisonError};

use nordalign::check::{Checked, Checker, Coverage, Finding};
use nordalign::read::path_text;
use nordalign::tree::{AlignedSet, DocumentSet};
use nordalign::{Alignment, Document, Lang};
use serde::{Deserialize, Serialize};

use super::stale::{Memory, Past};
use crate::failure::Failure;
use crate::fault;

/// What it takes to check pages.
pub(super) struct Work {
    pub(super) checker: Checker,
    pub(super) memory: Mutex<Memory>,
    pub(super) source: Lang,
    pub(super) targets: Vec<Lang>,
    /// Whether the pairs of every page are kept.
    pub(super) keep_pairs: bool,
}

/// What was found in a translation.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Page {
    pub(super) lang: Lang,
    pub(super) path: String,
    pub(super) coverage: Coverage,
    pub(super) findings: Vec<Finding>,
    /// Whether it can be told what is stale.
    pub(super) staleness: Staleness,
    /// What belongs together, where that is kept.
    #[serde(skip)]
    pub(super) pairs: Vec<[String; 2]>,
}

/// Whether it can be told what of a translation is stale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Staleness {
    Known,
    /// Git does not know it, or not its source.
    NotInGit,
    /// The history is cut off.
    CutOff,
}

/// Pages that belong together, after the check.
pub(super) struct CheckedSet {
    pub(super) set: DocumentSet,
    pub(super) documents: Vec<Document>,
    pub(super) errors: Vec<String>,
    pub(super) pages: Vec<Page>,
}

impl CheckedSet {
    /// What is known of a set over which the program failed.
    fn failed(set: DocumentSet, why: &str) -> Self {
        let paths = set.files.iter().map(|place| path_text(&place.path));
        let paths: Vec<_> = paths.collect();
        CheckedSet {
            errors: vec![format!("{}: {why}", paths.join(", "))],
            set,
            documents: Vec::new(),
            pages: Vec::new(),
        }
    }
}

impl Page {
    pub(super) fn new(lang: Lang, path: &str, checked: Checked) -> Self {
        Page {
            lang,
            path: path.to_owned(),
            coverage: checked.coverage,
            findings: checked.findings,
            staleness: Staleness::Known,
            pairs: checked.pairs,
        }
    }
}

impl Work {
    /// Checks the translations of a set. A panic is reported as one of its errors.
    pub(super) fn check_safely(&self, aligned: AlignedSet) -> Result<CheckedSet, Failure> {
        let set = aligned.set.clone();
        fault::caught(|| self.check(aligned))
            .unwrap_or_else(|why| Ok(CheckedSet::failed(set, &why)))
    }

    /// Checks the translations of a set that are there with their source.
    pub(super) fn check(&self, aligned: AlignedSet) -> Result<CheckedSet, Failure> {
        let document = |lang| {
            let mut documents = aligned.documents.iter();
            documents.find(|document| document.lang() == lang)
        };
        let mut pages = Vec::new();
        if let (Some(source), Some(alignment)) = (document(self.source), &aligned.alignment) {
            for target in self.targets.iter().filter_map(|&lang| document(lang)) {
                pages.push(self.page([source, target], alignment)?);
            }
        }
        Ok(CheckedSet {
            set: aligned.set,
            documents: aligned.documents,
            errors: aligned.errors.iter().map(ToString::to_string).collect(),
            pages,
        })
    }

    /// Checks a translation.
    pub(super) fn page(
        &self,
        [source, target]: [&Document; 2],
        alignment: &Alignment,
    ) -> Result<Page, Failure> {
        let known = {
            // Who panicked left it as it was.
            let mut memory = self.memory.lock().unwrap_or_else(PoisonError::into_inner);
            memory.of_page(source, target)?
        };
        let checked = match &known {
            Past::Basis(basis) => self.checker.check_since(source, target, alignment, basis),
            _ => self.checker.check(source, target, alignment),
        };
        let mut page = Page::new(target.lang(), target.name(), checked);
        page.staleness = match known {
            Past::NotInGit => Staleness::NotInGit,
            Past::CutOff => Staleness::CutOff,
            Past::Basis(_) | Past::InStep => Staleness::Known,
        };
        if !self.keep_pairs {
            page.pairs = Vec::new();
        }
        Ok(page)
    }
}
