//! Term bases: which words stand for which in the languages, and which must not.
//!
//! A [`TermBase`] is made of the rows of a table, or of a file as firms have them: a table of text
//! (feature `csv`), a spreadsheet (feature `xlsx`) or TBX (feature `tbx`).
//! [`Checker::terms`](crate::check::Checker::terms) and
//! [`GlossaryBuilder::terms`](crate::glossary::GlossaryBuilder::terms) hold translations to it.

#[cfg(feature = "xlsx")]
mod archive;
mod base;
mod column;
mod concept;
mod departure;
mod file;
mod homograph;
mod matching;
#[cfg(feature = "xlsx")]
mod read_sheet;
#[cfg(feature = "csv")]
mod read_table;
#[cfg(feature = "tbx")]
mod read_tbx;
mod reader;
#[cfg(any(feature = "csv", feature = "xlsx"))]
mod rows;
mod table;
#[cfg(test)]
mod testing;
#[cfg(any(feature = "tbx", feature = "xlsx"))]
mod xml;

pub use base::TermBase;
pub use departure::Departure;
pub use file::TermFile;
