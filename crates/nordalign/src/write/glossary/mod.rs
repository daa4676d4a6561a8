//! Writes glossaries for other programs.

#[cfg(feature = "json")]
mod json;
mod table;
#[cfg(feature = "tbx")]
mod tbx;

#[cfg(feature = "json")]
pub use json::{ENTRY_SCHEMA, departures_jsonl, glossary_json, glossary_jsonl};
pub use table::{TableFormat, departures_table, glossary_omegat, glossary_table};
#[cfg(feature = "tbx")]
pub use tbx::{TbxVersion, glossary_tbx};
