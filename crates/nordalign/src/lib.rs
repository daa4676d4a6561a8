//! Aligns parallel documents in Swedish, Norwegian Bokmål and Danish, two or three at a time, by
//! lexical similarity.
//!
//! The three languages spell most words alike, so the spelling itself is the evidence: there is no
//! model, no dictionary and no network. The library prints nothing and is deterministic: the same
//! input gives the same output, byte for byte, on any number of threads.
//!
//! ```
//! use nordalign::{Aligner, Document, Lang};
//!
//! let sv = Document::from_units(Lang::Sv, ["Biblioteket är stängt i dag.", "Välkommen åter!"]);
//! let nb = Document::from_units(Lang::Nb, ["Biblioteket er stengt i dag.", "Velkommen tilbake!"]);
//! let alignment = Aligner::new().align(&[sv, nb])?;
//! for bead in alignment.beads() {
//!     println!("{:?} {}", bead.units, bead.confidence);
//! }
//! # Ok::<(), nordalign::Error>(())
//! ```
//!
//! # From text to alignment
//!
//! | module | takes | gives |
//! |---|---|---|
//! | [`read`] | bytes, a [`Format`] | a [`Document`] of [`Block`]s, each with its [`Span`] in the source |
//! | segment | a document, a [`Segmentation`] | [`Segment`]s: the units that are aligned ([`segments`]) |
//! | normalize, score, align | the units of two documents | pair beads with probabilities |
//! | merge | the pair beads of two or three documents | an [`Alignment`] of [`Bead`]s |
//! | [`check`] | an alignment of a source and a target | [`Finding`](check::Finding)s, and how much is translated |
//! | [`terms`] | a table, a spreadsheet, TBX | a [`TermBase`](terms::TermBase), which checks and glossaries compare translations with |
//! | [`glossary`] | alignments | a [`Glossary`](glossary::Glossary): terms and their translations |
//! | [`mod@write`] | an alignment | TMX, TSV, JSON, JSONL |
//!
//! Spans are half-open byte ranges of the decoded source, on character boundaries, and are kept all
//! the way through. Unit numbers are 0-based, lines and columns 1-based, confidences 0..1. The
//! method is explained in [`design`].
//!
//! # Documents from files
//!
//! ```no_run
//! use nordalign::{Aligner, Document, Lang, Segmentation};
//!
//! let sv = Document::read(Lang::Sv, "rapport.sv.md")?;
//! let nb = Document::read(Lang::Nb, "rapport.nb.md")?;
//! let da = Document::read(Lang::Da, "rapport.da.md")?;
//! let aligner = Aligner::builder().segmentation(Segmentation::Sentence).build();
//! let alignment = aligner.align(&[sv, nb, da])?;
//! # Ok::<(), nordalign::Error>(())
//! ```
//!
//! # Builders and options
//!
//! Types with many options, or with options that must fit together, have a builder:
//! `Aligner::builder()…build()`, `Tree::builder()…build()`. Plain options start with `new`, and
//! each method returns them changed: `MemoryOptions::new().partial(true)`,
//! `check::Checker::new().floor(0.6)`, `glossary::GlossaryBuilder::new().min_count(3)`. Writers
//! take the value to write, options if there are any, and the destination: `write::tmx`,
//! `write::tsv`, `write::json`.
//!
//! # Features
//!
//! | feature | default | gives |
//! |---|---|---|
//! | `csv` | no | reads term bases that are tables of text |
//! | `markdown` | yes | reads Markdown, front matter in YAML, TOML and JSON, and Hugo shortcodes |
//! | `tmx` | yes | writes TMX, and reads memories for glossaries |
//! | `tbx` | yes | reads term bases and writes glossaries in TBX |
//! | `json` | yes | writes JSON and JSONL |
//! | `parallel` | yes | works on the caller's rayon pool |
//! | `junit` | yes | writes findings as JUnit XML |
//! | `learn` | no | learns new weights from documents whose alignment is known, and new patterns to identify languages |
//! | `sarif` | no | writes findings as SARIF |
//! | `tree` | no | pairs, aligns and checks the documents of whole folders and sites |
//! | `xlsx` | no | reads term bases that are spreadsheets |
//!
//! Without any feature, the library reads plain text and text extracted from PDFs, and writes
//! alignments as TSV or with serde. A feature only adds to the library.
//!
//! # Limits
//!
//! A text may be at most [`read::MAX_BYTES`] long, and a document that is aligned may have at most
//! [`Aligner::MAX_UNITS`] units and [`Aligner::MAX_BYTES`] bytes, unless
//! [`AlignerBuilder::max_units`] and [`AlignerBuilder::max_bytes`] set other limits. Only the first
//! 32 KiB of a unit are compared; the rest is kept. Bad input is an [`Error`]; a poor alignment is
//! a result with a low confidence, and documents with hardly anything in common
//! ([`Alignment::shared`]) are mostly left without partners. No function should panic, whatever the
//! input; if one does, a tree loses only that set of documents (`tree::Tree::align`).
//!
//! Time and memory grow about in proportion to the units. Measured on one machine, two documents of
//! 20,000 units take 1.5 seconds of processor time and 130 MB if they are translations, 4.5 seconds
//! and 180 MB if they are unrelated, and 24 seconds and 300 MB if their units are shuffled, so that
//! the search for moved blocks finds none.
//!
//! Aligning blocks the thread or the rayon pool that it is called in until it is done. In an async
//! server, run it on a thread for blocking work (tokio's `spawn_blocking`), with limits no larger
//! than its documents need, and with [`AlignerBuilder::deadline`] as the last resort: dropping the
//! future does not stop the work, but the deadline does.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod align;
mod aligner;
mod alignment;
pub mod check;
#[cfg(test)]
mod dice;
mod document;
mod error;
mod fnv;
mod format;
mod formula;
pub mod glossary;
mod hash;
mod identify;
mod lang;
mod language;
#[cfg(feature = "learn")]
pub mod learn;
mod merge;
mod normalize;
mod parallel;
mod path_text;
pub mod read;
mod score;
mod segment;
mod sets;
mod span;
pub mod terms;
mod text;
#[cfg(feature = "tree")]
pub mod tree;
pub mod write;

pub use align::Similarity;
pub use aligner::{Aligner, AlignerBuilder, FixedAnchor};
pub use alignment::{Alignment, Bead, PairBead, Reasons, Side};
pub use document::{Block, BlockKind, Document, Markup, MarkupKind, Repair, RepairKind};
pub use error::{Error, ErrorKind};
pub use format::Format;
pub use identify::{Identified, Language, identify};
pub use lang::Lang;
pub use normalize::Lexicon;
pub use score::Weights;
pub use segment::{Segment, Segmentation, segments};
pub use span::{LineIndex, LineRange, Position, Span};

#[doc = include_str!("design.md")]
pub mod design {}

#[cfg(test)]
mod tests {
    /// Does not compile if any of them is not.
    #[test]
    fn public_types_can_be_sent_and_shared_between_threads() {
        fn shared<T: Send + Sync>() {}
        shared::<crate::Document>();
        shared::<crate::Aligner>();
        shared::<crate::Alignment>();
        shared::<crate::Error>();
        shared::<crate::write::MemoryOptions>();
    }
}
