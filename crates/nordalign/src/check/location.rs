//! A place in a source.

use serde::{Deserialize, Serialize};

/// The lines of a source that a [`Finding`](super::Finding) is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Location {
    /// The name of the document.
    pub path: String,
    /// The line, 1-based.
    pub line: usize,
    /// The last line, 1-based; `None` for a whole document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_line: Option<usize>,
}
