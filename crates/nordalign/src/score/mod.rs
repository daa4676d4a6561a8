//! How alike units are, and why.

mod band;
mod calibration;
mod explained;
mod features;
mod found;
pub(crate) mod math;
mod members;
mod postings;
mod profile;
mod reasons;
mod scorer;
mod similarity;
mod vocabulary;
mod weights;
mod words;

pub(crate) use band::Band;
pub(crate) use calibration::{Calibration, Judged, confidence, evidence};
#[cfg(feature = "learn")]
pub(crate) use calibration::{EVIDENCE, fitted};
#[cfg(feature = "learn")]
pub(crate) use features::FEATURES;
pub(crate) use found::{Found, recurring};
pub(crate) use profile::{NEIGHBOURS, Profiles, SideProfile, head, letters, words_of};
pub(crate) use reasons::reasons;
#[cfg(feature = "learn")]
pub(crate) use scorer::class;
pub(crate) use scorer::{Group, ParagraphLinks, Scorer};
pub(crate) use similarity::{Best, Similarities};
#[cfg(feature = "learn")]
pub(crate) use weights::CLASSES;
pub use weights::Weights;
pub(crate) use weights::{Table, Tables};
