//! Text for comparing: which letters, words and numbers count as the same. Never for output.

mod composed;
mod fold;
mod lexicon;
mod numbers;

pub(crate) use composed::composed;
pub(crate) use fold::Folder;
pub use lexicon::Lexicon;
pub(crate) use numbers::{each_number, numbers};
