//! What tells which translations the source has left behind.

use std::path::Path;

use crate::check::basis::Basis;
use crate::document::Document;
use crate::error::Error;

/// What is known of the time when a translation was last changed: from a [`Lock`](super::Lock), or
/// from a history of versions that the caller can ask.
pub trait History: Send {
    /// What `target` was last in step with; `source` is its source as that is now.
    ///
    /// # Errors
    /// If the history cannot be asked, which ends the check.
    fn past(&mut self, source: &Document, target: &Document) -> Result<Past, Error>;

    /// Bytes that differ where what is known of the document at `path` differs, for a
    /// [`Cache`](super::Cache).
    ///
    /// # Errors
    /// If the history cannot be asked, which ends the check.
    fn digest(&mut self, path: &Path) -> Result<Vec<u8>, Error>;
}

/// What a translation was last in step with.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Past {
    /// With this.
    Basis(Basis),
    /// With the source as it is now: the translation is new, or changed since.
    InStep,
    /// Not known: the history does not have the translation, or not its source.
    Unknown,
    /// Not known, because the history that is here does not reach back far enough.
    CutOff,
}

/// Nothing is known, so nothing is stale.
#[derive(Debug, Default)]
pub(super) struct NoHistory;

impl History for NoHistory {
    fn past(&mut self, _source: &Document, _target: &Document) -> Result<Past, Error> {
        Ok(Past::InStep)
    }

    fn digest(&mut self, _path: &Path) -> Result<Vec<u8>, Error> {
        Ok(Vec::new())
    }
}
