//! What a file of terms holds.

use crate::error::Error;
use crate::terms::base::TermBase;

/// What a file of terms holds.
#[derive(Debug)]
#[non_exhaustive]
pub struct TermFile {
    /// Its terms.
    pub base: TermBase,
    /// What is wrong with the file, without that its terms could not be used: entries that are left
    /// out, and what was taken for something else. Each says its line.
    pub warnings: Vec<Error>,
}
