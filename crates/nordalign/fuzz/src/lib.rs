//! What the fuzz targets run.
//!
//! ```console
//! $ cargo +nightly fuzz run markdown      # in crates/nordalign
//! ```
//!
//! The library's tests include these files, and run the same bodies on seeded input; from them come
//! the generators.

pub mod bodies;
pub mod laws;

#[path = "../../../../tests/library/generator/mod.rs"]
mod generator;
#[path = "../../../../tests/library/relations.rs"]
mod relations;
