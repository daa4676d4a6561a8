//! How alike units are, and why.

mod features;
pub(crate) mod math;
mod profile;
mod reasons;
mod similarity;
mod weights;

#[cfg(feature = "learn")]
pub(crate) use features::{FEATURES, FeatureVector};
pub(crate) use features::{Group, Scorer};
pub(crate) use profile::Profiles;
pub(crate) use reasons::reasons;
pub(crate) use similarity::{Band, Postings, Similarities};
pub(crate) use weights::Weights;
