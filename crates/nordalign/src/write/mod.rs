//! From an alignment to what other programs read: JSON and JSONL with everything in it, TMX and TSV
//! with the translation units worth keeping. Writing changes nothing about an alignment; it spells
//! it out.
//!
//! [`findings`] has the formats that programs read of what a check found.

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
    allow(dead_code, reason = "only TMX says where a unit stands")
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
