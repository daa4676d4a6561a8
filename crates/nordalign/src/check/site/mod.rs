//! Checks of whole sites: every page of a [`Tree`] and the pages that are missing, against a
//! [`Baseline`] of findings that are known, a [`Lock`] that says which translations the source has
//! left behind, and [`Floors`] for how much must be translated.
//!
//! ```no_run
//! use nordalign::check::site::{Baseline, Floors, Lock, Site, SiteChecker};
//! use nordalign::{Lang, tree::Tree};
//!
//! // A page that says little of what its source says is what is looked for, so pages with the same
//! // path stay together.
//! let tree = Tree::builder().source(Lang::Sv).root("docs/sv").root("docs/nb").trust_paths(true).build()?;
//! let site = Site::new(&tree, Lang::Sv)?;
//! let mut checker = SiteChecker::new();
//! if let Some(lock) = Lock::read("nordalign-lock.json")? {
//!     checker = checker.history(lock);
//! }
//! let mut report = checker.check(&site)?;
//! if let Some(baseline) = Baseline::read("nordalign-baseline.json")? {
//!     report.remove_known(&baseline, |_, _| true);
//! }
//! for finding in &report.outcome.findings {
//!     println!("{}:{}: {}", finding.path, finding.line, finding.message);
//! }
//! let missed = Floors::new().min(Lang::Nb, 95.0).missed(&report.outcome);
//! assert!(missed.is_empty() && report.unchecked == 0);
//! # Ok::<(), nordalign::Error>(())
//! ```

mod baseline;
mod cache;
mod checker;
mod floors;
mod history;
mod lock;
mod page;
mod places;
mod report;
mod side_file;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use crate::error::{Error, ErrorKind};
use crate::lang::Lang;
use crate::path_text::path_text;
use crate::tree::{DocumentSet, Tree};

use places::Places;

pub use baseline::{Baseline, Unused};
pub use cache::Cache;
pub use checker::SiteChecker;
pub use floors::{Floors, MissedFloor, UnusedFloor};
pub use history::{History, Past};
pub use lock::Lock;
pub use report::SiteReport;

/// The pages of a tree as a source and its translations.
#[derive(Debug)]
pub struct Site<'a> {
    tree: &'a Tree,
    source: Lang,
    /// The languages that it is translated to.
    targets: Vec<Lang>,
    places: Places,
}

impl<'a> Site<'a> {
    /// The pages of `tree`, translated from `source` into every other language that it has
    /// documents or folders of.
    ///
    /// # Errors
    /// If it has no documents in `source`, or in no other language.
    pub fn new(tree: &'a Tree, source: Lang) -> Result<Self, Error> {
        let named = tree.folders().iter().map(|folder| folder.lang);
        // A folder without any page lacks all of them.
        let langs: BTreeSet<Lang> = named.chain(tree.langs().iter().copied()).collect();
        let targets: Vec<Lang> = langs.into_iter().filter(|&lang| lang != source).collect();
        if targets.is_empty() || !tree.langs().contains(&source) {
            let message = format!(
                "there are no documents in {} and another language here",
                source.name()
            );
            return Err(Error::new(ErrorKind::Documents, message));
        }
        Ok(Site {
            tree,
            source,
            targets,
            places: Places::new(tree),
        })
    }

    /// The languages that it is translated to.
    pub fn targets(&self) -> &[Lang] {
        &self.targets
    }

    /// The paths of sources and their translations.
    pub fn pairs(&self) -> impl Iterator<Item = [String; 2]> {
        self.tree.sets().iter().flat_map(|set| {
            let source = set.file(self.source);
            let translations = set.files.iter();
            translations
                .filter(|file| file.lang != self.source)
                .filter_map(move |file| {
                    Some([source?, file].map(|file| path_text(&file.path).into_owned()))
                })
        })
    }

    /// The paths of pages that belong together under different names: links to them differ, too.
    fn renamed(&self) -> impl Iterator<Item = Vec<String>> {
        let renamed = |set: &&DocumentSet| {
            let mut keys = set.files.windows(2);
            keys.any(|pair| pair[0].key != pair[1].key)
        };
        let sets = self.tree.sets().iter().filter(renamed);
        sets.map(|set| {
            set.files
                .iter()
                .map(|file| path_text(&file.path).into_owned())
                .collect()
        })
    }

    /// Where the page in `lang` should be that belongs to the one at `path`, in language `of`.
    fn place_of(&self, path: &str, of: Lang, lang: Lang) -> Option<String> {
        self.places.place_of(path, of, lang)
    }
}
