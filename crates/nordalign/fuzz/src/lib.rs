//! What the fuzz targets run.
//!
//! ```console
//! $ cargo +nightly fuzz run markdown      # in crates/nordalign
//! ```
//!
//! The library's tests include both files and run the same bodies on seeded input.

pub mod bodies;
pub mod laws;
