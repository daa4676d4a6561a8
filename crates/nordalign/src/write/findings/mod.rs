//! Writes findings for other programs: one file for each format.
//!
//! ```
//! use nordalign::check::Outcome;
//! use nordalign::write::findings::{self, Repository};
//!
//! let outcome = Outcome::new();
//! let mut report: Vec<u8> = Vec::new();
//! # #[cfg(feature = "sarif")]
//! findings::sarif(&outcome, &Repository::at("."), &mut report)?;
//! # Ok::<(), nordalign::Error>(())
//! ```

mod github;
#[cfg(feature = "json")]
mod gitlab;
#[cfg(feature = "json")]
mod json;
#[cfg(feature = "junit")]
mod junit;
mod reported;
mod repository;
#[cfg(feature = "sarif")]
mod sarif;

pub use github::github;
#[cfg(feature = "json")]
pub use gitlab::gitlab;
#[cfg(feature = "json")]
pub use json::{json, jsonl};
#[cfg(feature = "junit")]
pub use junit::junit;
pub use reported::Reported;
pub use repository::Repository;
#[cfg(feature = "sarif")]
pub use sarif::sarif;
