//! A term that is not translated as a term base says.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A term of a source that its translation renders otherwise than a [`TermBase`](super::TermBase)
/// says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Departure {
    /// The source's term, as the base has it.
    pub term: String,
    /// What the base says it should be: any of these. None if the base only forbids.
    pub wanted: Vec<String>,
    /// What stands there and must not, as the base has it.
    pub forbidden: Option<String>,
}

impl fmt::Display for Departure {
    /// In one sentence: `“leverantör” should be leverandør, not tilbyder`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "“{}” should ", self.term)?;
        match (&self.wanted[..], &self.forbidden) {
            ([], None) => f.write_str("be something else"),
            ([], Some(forbidden)) => write!(f, "not be {forbidden}"),
            (wanted, None) => write!(f, "be {}", wanted.join(" or ")),
            (wanted, Some(forbidden)) => write!(f, "be {}, not {forbidden}", wanted.join(" or ")),
        }
    }
}
