//! The learned weights of the features.

use std::sync::LazyLock;

use super::features::{FEATURES, FeatureVector};

/// How many classes of beads have weights of their own.
pub(crate) const CLASSES: usize = 3;

/// For each class of beads one weight for each feature.
#[derive(Debug, Clone)]
pub(crate) struct Weights([Vec<f32>; CLASSES]);

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

    /// Reads lines of a name and a value for each class; `#` begins a comment, and a feature without a line weighs nothing.
    pub(crate) fn parse(text: &str) -> Self {
        let mut weights = [(); CLASSES].map(|()| vec![0.0; FEATURES.len()]);
        for line in text.lines() {
            let mut fields = line
                .split('#')
                .next()
                .unwrap_or_default()
                .split_whitespace();
            let place = fields
                .next()
                .and_then(|name| FEATURES.iter().position(|f| *f == name));
            let Some(place) = place else { continue };
            for (weights, value) in weights.iter_mut().zip(fields) {
                weights[place] = value.parse().unwrap_or(0.0);
            }
        }
        Weights(weights)
    }

    pub(crate) fn score(&self, class: usize, features: &FeatureVector) -> f64 {
        let terms = self.0[class].iter().zip(features).map(|(w, f)| w * f);
        f64::from(terms.sum::<f32>())
    }
}
