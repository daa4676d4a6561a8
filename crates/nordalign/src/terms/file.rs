//! What a file of terms holds.

use crate::error::Error;
use crate::terms::base::TermBase;

/// What a file of terms holds.
#[derive(Debug)]
#[non_exhaustive]
pub struct TermFile {
    /// Its terms.
    pub base: TermBase,
    /// The languages that it names, as it names them, those included that are not read. Of more
    /// than 50 languages the first.
    pub languages: Vec<String>,
    /// What is wrong with the file although its terms can be used: entries that are left out, and
    /// what was taken for something else. Each says its line.
    pub warnings: Vec<Error>,
}

/// The languages that a file names, while they are gathered.
#[derive(Debug, Default)]
pub(super) struct Languages(Vec<String>);

/// The most that are kept, and the longest, in bytes.
const MOST_LANGUAGES: usize = 50;
const LONGEST: usize = 35;

impl Languages {
    pub(super) fn add(&mut self, name: &str) {
        let is_known = self.0.iter().any(|known| known == name);
        if !is_known && name.len() <= LONGEST && self.0.len() < MOST_LANGUAGES {
            self.0.push(name.to_owned());
        }
    }

    pub(super) fn into_names(self) -> Vec<String> {
        self.0
    }
}
