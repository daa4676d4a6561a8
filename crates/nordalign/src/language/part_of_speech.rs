//! Classes of words.

use serde::{Deserialize, Serialize};

/// What class of words a term is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum PartOfSpeech {
    /// A noun.
    Noun,
    /// An adjective.
    Adjective,
    /// A verb.
    Verb,
}

impl PartOfSpeech {
    /// Its name, as it is serialised.
    ///
    /// ```
    /// assert_eq!(nordalign::glossary::PartOfSpeech::Noun.name(), "noun");
    /// ```
    pub fn name(self) -> &'static str {
        match self {
            PartOfSpeech::Noun => "noun",
            PartOfSpeech::Adjective => "adjective",
            PartOfSpeech::Verb => "verb",
        }
    }
}
