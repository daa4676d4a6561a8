//! The learned weights of the features.

use std::sync::LazyLock;

use super::features::{FEATURES, FeatureVector};

/// One weight for each feature.
#[derive(Debug, Clone)]
pub(crate) struct Weights(Vec<f32>);

/// For a pair of documents alone.
static ALONE: LazyLock<Weights> = LazyLock::new(|| Weights::parse(include_str!("weights.txt")));

/// For a pair with a third document as witness.
static JOINT: LazyLock<Weights> =
    LazyLock::new(|| Weights::parse(include_str!("weights_joint.txt")));

impl Weights {
    /// The shipped weights for a pair of documents alone.
    pub(crate) fn alone() -> &'static Weights {
        &ALONE
    }

    /// The shipped weights for a pair of documents with a third as witness.
    pub(crate) fn joint() -> &'static Weights {
        &JOINT
    }

    /// Reads `name value` lines; `#` begins a comment, and a feature without a line weighs nothing.
    pub(crate) fn parse(text: &str) -> Self {
        let mut weights = vec![0.0; FEATURES.len()];
        for line in text.lines() {
            let mut fields = line
                .split('#')
                .next()
                .unwrap_or_default()
                .split_whitespace();
            let place = fields
                .next()
                .and_then(|name| FEATURES.iter().position(|f| *f == name));
            let value = fields.next().and_then(|value| value.parse().ok());
            if let (Some(place), Some(value)) = (place, value) {
                weights[place] = value;
            }
        }
        Weights(weights)
    }

    pub(crate) fn score(&self, features: &FeatureVector) -> f64 {
        let terms = self.0.iter().zip(features).map(|(w, f)| w * f);
        f64::from(terms.sum::<f32>())
    }
}
