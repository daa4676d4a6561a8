//! Writes an alignment for other programs: JSON and JSONL with everything in it, TMX and TSV with
//! the translation units worth keeping. Writing never changes an alignment.
//!
//! [`findings`] has the formats in which programs read the findings of a check.

mod clean;
#[cfg(feature = "tmx")]
mod date;
pub mod findings;
mod glossary;
mod harmless;
#[cfg(feature = "json")]
mod json;
#[cfg_attr(
    not(feature = "tmx"),
    allow(dead_code, reason = "only TMX gives the place of a unit")
)]
mod memory;
mod options;
#[cfg(test)]
mod testing;
#[cfg(feature = "tmx")]
mod tmx;
mod tsv;

pub use clean::clean;
#[cfg(feature = "tmx")]
pub use date::Date;
#[cfg(feature = "json")]
pub use glossary::{ENTRY_SCHEMA, departures_jsonl, glossary_json, glossary_jsonl};
pub use glossary::{TableFormat, departures_table, glossary_omegat, glossary_table};
#[cfg(feature = "tbx")]
pub use glossary::{TbxVersion, glossary_tbx};
pub use harmless::harmless;
#[cfg(feature = "json")]
pub use json::{ALIGNMENT_SCHEMA, BEAD_SCHEMA, json, jsonl};
pub use memory::Summary;
pub use options::{DEFAULT_MIN_CONFIDENCE, MemoryOptions};
#[cfg(feature = "tmx")]
pub use tmx::{TmxWriter, tmx};
pub use tsv::{TsvWriter, tsv};
