//! The library from its users' point of view: one module for each part, whole documents, and laws
//! that hold for any input.
//!
//! `INSTA_UPDATE=always cargo test --test library` rewrites the snapshots under `snapshots/`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod align;
mod documents;
mod generator;
mod glossary;
mod hostile;
mod limits;
mod moves;
mod properties;
mod read;
mod relations;
mod right_pairs;
mod segment;
mod sentences;
mod terms;
mod unrelated;
mod write;

// The checks of the fuzz targets, so that they are written once and also run without a fuzzer.
#[path = "../../crates/nordalign/fuzz/src/bodies.rs"]
mod bodies;
#[path = "../../crates/nordalign/fuzz/src/laws.rs"]
mod laws;

use std::path::{Path, PathBuf};

use nordalign::{Document, Format, Lang};

/// The path of a file of the repository.
fn file(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// A document that is read from a text.
fn parsed(lang: Lang, source: &str, format: Format) -> Document {
    Document::parse(lang, source, format).unwrap()
}

/// The texts of a document's units.
fn units(document: &Document) -> Vec<&str> {
    document.units().map(nordalign::Block::text).collect()
}
