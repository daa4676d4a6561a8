//! Sentences of one document that the other lacks.

use std::ops::Range;

/// A sentence that the other document lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LeftOut {
    /// The unit it stands in.
    pub(crate) unit: usize,
    /// Where it stands in the unit's text.
    pub(crate) range: Range<usize>,
    /// The byte of the other document's source where it should stand.
    pub(crate) place: usize,
}

/// All sentences that one of two documents lacks.
#[derive(Debug, Default)]
pub(crate) struct LeftOutSentences {
    /// Sentences of the source that are not in the translation.
    pub(crate) missing: Vec<LeftOut>,
    /// Sentences of the translation that are not in the source.
    pub(crate) extra: Vec<LeftOut>,
}
