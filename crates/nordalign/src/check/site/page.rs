//! What is found in pages that belong together.

use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use crate::alignment::Alignment;
use crate::check::checker::{Checked, Checker};
use crate::check::finding::Finding;
use crate::check::state::Coverage;
use crate::document::Document;
use crate::error::Error;
use crate::lang::Lang;
use crate::tree::{AlignedSet, catching_panics};

use super::history::{History, Past};

/// What was found in a translation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Page {
    pub(super) lang: Lang,
    pub(super) path: String,
    pub(super) coverage: Coverage,
    pub(super) findings: Vec<Finding>,
    pub(super) staleness: Staleness,
    /// The units that belong together; not kept in a cache.
    #[serde(skip)]
    pub(super) pairs: Vec<[String; 2]>,
}

/// Whether it is known what of a translation is stale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Staleness {
    Known,
    Unknown,
    CutOff,
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

/// Pages that belong together, after the check.
pub(super) struct CheckedSet {
    /// The set, whose alignment is not needed any more.
    pub(super) aligned: AlignedSet,
    pub(super) pages: Vec<Page>,
}

/// Checks pages, on any thread.
pub(super) struct PageChecker {
    pub(super) checker: Checker,
    pub(super) history: Mutex<Box<dyn History>>,
    pub(super) source: Lang,
    pub(super) targets: Vec<Lang>,
}

impl PageChecker {
    /// Checks the translations of a set that exist beside their source. A panic becomes an error of
    /// the set.
    ///
    /// # Errors
    /// If the history cannot be asked.
    pub(super) fn set(&self, mut aligned: AlignedSet) -> Result<CheckedSet, Error> {
        let files = aligned.set.files.iter();
        let paths: Vec<_> = files.map(|file| file.path.as_path()).collect();
        let pages = match catching_panics(&paths, || Ok(self.pages(&aligned))) {
            Ok(pages) => pages?,
            Err(panic) => {
                aligned.errors.push(panic);
                Vec::new()
            }
        };
        aligned.alignment = None;
        Ok(CheckedSet { aligned, pages })
    }

    fn pages(&self, aligned: &AlignedSet) -> Result<Vec<Page>, Error> {
        let source = aligned.document(self.source);
        let (Some(source), Some(alignment)) = (source, &aligned.alignment) else {
            return Ok(Vec::new());
        };
        let targets = self.targets.iter();
        let targets = targets.filter_map(|&lang| aligned.document(lang));
        targets
            .map(|target| self.page(source, target, alignment))
            .collect()
    }

    /// Checks a translation.
    ///
    /// # Errors
    /// If the history cannot be asked.
    pub(super) fn page(
        &self,
        source: &Document,
        target: &Document,
        alignment: &Alignment,
    ) -> Result<Page, Error> {
        let past = {
            // A panic in another thread left it as it was.
            let mut history = self.history.lock().unwrap_or_else(PoisonError::into_inner);
            history.past(source, target)?
        };
        let checked = match &past {
            Past::Basis(basis) => self.checker.check_since(source, target, alignment, basis),
            _ => self.checker.check(source, target, alignment),
        };
        let mut page = Page::new(target.lang(), target.name(), checked);
        page.staleness = match past {
            Past::Basis(_) | Past::InStep => Staleness::Known,
            Past::Unknown => Staleness::Unknown,
            Past::CutOff => Staleness::CutOff,
        };
        Ok(page)
    }
}
