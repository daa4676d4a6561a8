//! Text for comparing: which letters, words and numbers count as the same. Never for output.

mod fold;
mod numbers;

pub(crate) use fold::Folder;
pub(crate) use numbers::numbers;
