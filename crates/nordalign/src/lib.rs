//! Aligns parallel documents in Swedish, Norwegian Bokmål and Danish, two or three at a time, by
//! lexical similarity.
//!
//! The three languages spell most words alike, so spelling itself carries the evidence: there is no
//! model, no dictionary and no network. The library is silent and deterministic: the same input
//! gives the same bytes out, on any number of threads.
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
//! # The way of a text
//!
//! | room | takes | gives |
//! |---|---|---|
//! | [`read`] | bytes, a [`Format`] | a [`Document`] of [`Block`]s, each with its [`Span`] in the source |
//! | segment | a document, a [`Segmentation`] | [`Segment`]s: the units that are aligned ([`segments`]) |
//! | normalize, score, align | the units of two documents | pair beads with probabilities |
//! | merge | the pair beads of two or three documents | an [`Alignment`] of [`Bead`]s |
//! | [`check`] | an alignment of a source and a target | [`Finding`](check::Finding)s and the share that is translated |
//! | [`terms`] | a table, a spreadsheet, TBX | a [`TermBase`](terms::TermBase) that checks and glossaries hold translations to |
//! | [`glossary`] | alignments | a [`Glossary`](glossary::Glossary): terms that answer to each other |
//! | [`mod@write`] | an alignment | TMX, TSV, JSON, JSONL |
//!
//! Spans are half-open byte ranges of the decoded source, on character boundaries, and are kept to
//! the end. Unit numbers are 0-based, lines and columns 1-based, confidences 0..1. The method is
//! explained in [`design`].
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
//! What is made from many options, or from options that must fit together, has a builder:
//! `Aligner::builder()…build()`, `Tree::builder()…build()`. Plain options are made by `new`, and
//! each method gives them back changed: `MemoryOptions::new().partial(true)`,
//! `check::Checker::new().floor(0.6)`, `glossary::GlossaryBuilder::new().min_count(3)`. Writers take
//! what is written, the options if there are any, and where to write: `write::tmx`, `write::tsv`,
//! `write::json`.
//!
//! # Features
//!
//! | feature | default | gives |
//! |---|---|---|
//! | `csv` | no | reads term bases that are tables of text |
//! | `markdown` | yes | reads Markdown, YAML front matter and Hugo shortcodes |
//! | `tmx` | yes | writes TMX, and reads memories for glossaries |
//! | `tbx` | yes | reads term bases and writes glossaries in TBX |
//! | `json` | yes | writes JSON and JSONL |
//! | `parallel` | yes | works on the caller's rayon pool |
//! | `junit` | yes | writes findings as JUnit XML |
//! | `learn` | no | learns new weights from documents whose alignment is known, and new patterns to tell languages by |
//! | `sarif` | no | writes findings as SARIF |
//! | `tree` | no | pairs, aligns and checks the documents of whole folders and sites |
//! | `xlsx` | no | reads term bases that are spreadsheets |
//!
//! Without any, plain text and PDF-extracted text are read, and alignments written as TSV or with
//! serde. A feature adds to the library and changes nothing else.
//!
//! # Limits
//!
//! A text may be at most [`read::MAX_BYTES`] long, and a document that is aligned may have at most
//! [`Aligner::MAX_UNITS`] units and [`Aligner::MAX_BYTES`] bytes, unless
//! [`AlignerBuilder::max_units`] and [`AlignerBuilder::max_bytes`] say otherwise. Of a unit longer
//! than 32 KiB the rest is kept, but not compared. Bad input is an [`Error`]; a poor alignment is a
//! result with a low confidence, and documents that hardly share anything ([`Alignment::shared`])
//! are mostly left without partners. No function panics, whatever the input; should one do so all
//! the same, a tree loses that set of documents alone (`tree::Tree::align`).
//!
//! Time and memory grow about in proportion to the units. Measured on one machine, two documents of
//! 20,000 units take 1.5 seconds of processor time and 130 MB if they are translations, 4.5 seconds
//! and 180 MB if they have nothing to do with each other, and 24 seconds and 300 MB if their units
//! stand in another order, where moved blocks are looked for in vain.
//!
//! Aligning occupies the thread or the rayon pool that it is called in until it is done. An async
//! server runs it on a thread for blocking work (tokio's `spawn_blocking`), with limits no larger
//! than its documents, and with [`AlignerBuilder::deadline`] as the last resort: dropping the
//! future does not stop the work, the deadline does.
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
    /// A compile error, should any of them ever not be.
    #[test]
    fn what_a_caller_keeps_can_be_sent_and_shared_between_threads() {
        fn shared<T: Send + Sync>() {}
        shared::<crate::Document>();
        shared::<crate::Aligner>();
        shared::<crate::Alignment>();
        shared::<crate::Error>();
        shared::<crate::write::MemoryOptions>();
    }
}
