//! How serious a finding is.

use serde::{Deserialize, Serialize};

/// How serious a [`Finding`](super::Finding) is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Severity {
    /// It fails a gate.
    Error,
    /// Somebody should look at it.
    Warning,
    /// It is good to know.
    Note,
}

impl Severity {
    /// The name: `error`, `warning` or `note`.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}
