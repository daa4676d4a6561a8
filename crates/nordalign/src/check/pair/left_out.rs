//! Sentences of one document that the other lacks.

use std::ops::Range;

/// A sentence that the other document lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LeftOut {
    /// The unit that it is in.
    pub(crate) unit: usize,
    /// Its range in the text of the unit.
    pub(crate) range: Range<usize>,
    /// The byte in the source of the other document where it should be.
    pub(crate) place: usize,
    /// Whether nothing of it is found there.
    pub(crate) is_sure: bool,
}

/// All sentences that one of two documents lacks.
#[derive(Debug, Default)]
pub(crate) struct LeftOutSentences {
    /// Sentences of the source that are not in the translation.
    pub(crate) missing: Vec<LeftOut>,
    /// Sentences of the translation that are not in the source.
    pub(crate) extra: Vec<LeftOut>,
}
