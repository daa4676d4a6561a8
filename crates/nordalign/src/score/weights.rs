//! The learned weights of the features.

use std::sync::{Arc, LazyLock};

use crate::error::{Error, ErrorKind};

use super::calibration::{Calibration, EVIDENCE, uncalibrated};
use super::features::{FEATURES, FeatureVector};

static STANDARD: LazyLock<Weights> = LazyLock::new(|| {
    // The file is tested; without weights all beads are alike, and still every unit stands in one.
    Weights::parse(include_str!("weights.txt")).unwrap_or_default()
});

/// How many classes of beads have weights of their own.
pub(crate) const CLASSES: usize = 3;

/// How many sums are added up side by side.
const LANES: usize = 8;

/// For each class of beads one weight for each feature.
#[derive(Debug, Clone)]
pub(crate) struct Table([Vec<f32>; CLASSES]);

impl Default for Table {
    fn default() -> Self {
        Table([(); CLASSES].map(|()| vec![0.0; FEATURES.len()]))
    }
}

impl Table {
    pub(crate) fn score(&self, class: usize, features: &FeatureVector) -> f64 {
        // Several sums side by side, in an order of ours: one sum would wait for each addition.
        let mut sums = [0f32; LANES];
        for (weights, features) in self.0[class].chunks(LANES).zip(features.chunks(LANES)) {
            for ((sum, weight), feature) in sums.iter_mut().zip(weights).zip(features) {
                *sum += weight * feature;
            }
        }
        f64::from(sums.iter().sum::<f32>())
    }

    /// From the weights of one class after the other.
    #[cfg(feature = "learn")]
    pub(crate) fn of(weights: &[f64]) -> Self {
        let mut table = Table::default();
        for (of_class, weights) in table.0.iter_mut().zip(weights.chunks(FEATURES.len())) {
            // Rounded as they are written.
            let rounded = |weight: &f64| ((weight * 10_000.0).round() / 10_000.0) as f32;
            of_class
                .iter_mut()
                .zip(weights)
                .for_each(|(to, from)| *to = rounded(from));
        }
        table
    }
}

/// Learned weights: how much each feature of a bead counts.
///
/// [`Weights::standard`] are the library's own. Others are learned by `examples/learn_weights.rs`
/// from documents whose alignment is known, and read from the text that it writes.
///
/// ```
/// use nordalign::{Aligner, Weights};
/// let aligner = Aligner::builder().weights(Weights::standard()).build();
/// ```
#[derive(Debug, Clone, Default)]
pub struct Weights(pub(crate) Arc<Tables>);

/// The weights of each search.
#[derive(Debug, Clone)]
pub(crate) struct Tables {
    /// Of the first, quick search.
    pub(crate) sketch: Table,
    /// Of a pair of documents alone.
    pub(crate) alone: Table,
    /// Of a pair with the links through a third document.
    pub(crate) joint: Table,
    /// From the posteriors of the last two to confidence.
    pub(crate) calibration: [Calibration; 2],
}

impl Default for Tables {
    fn default() -> Self {
        Tables {
            sketch: Table::default(),
            alone: Table::default(),
            joint: Table::default(),
            calibration: [uncalibrated(); 2],
        }
    }
}

impl Weights {
    /// The weights that the library brings.
    pub fn standard() -> Self {
        STANDARD.clone()
    }

    /// Reads weights from their text: sections `[sketch]`, `[alone]` and `[joint]`, in them lines
    /// of a feature's name and its weight for each class of beads (one-sided and 1-1, 1-n, n-n);
    /// and a section `[confidence]`, in it lines of a name and its weight for pairs alone and for
    /// pairs inside three. `#` begins a comment; what has no line weighs nothing.
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`], with the line, for a section, a feature or a number that is none.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let mut tables = Tables::default();
        let mut section = None;
        for (number, line) in text.lines().enumerate() {
            let line = line.split('#').next().unwrap_or_default().trim();
            let read = match (line, &section) {
                ("", _) => continue,
                ("[sketch]" | "[alone]" | "[joint]" | "[confidence]", _) => {
                    section = Some(line);
                    if line == "[confidence]" {
                        tables.calibration = Default::default();
                    }
                    continue;
                }
                (_, Some("[sketch]")) => tables.sketch.read(line),
                (_, Some("[alone]")) => tables.alone.read(line),
                (_, Some("[joint]")) => tables.joint.read(line),
                (_, Some(_)) => read_calibration(&mut tables.calibration, line),
                (_, None) => None,
            };
            if read.is_none() {
                let message =
                    format!("`{line}` is no feature with its weights, in a section of weights");
                return Err(Error::new(ErrorKind::Invalid, message).at_line(number + 1));
            }
        }
        Ok(Weights(Arc::new(tables)))
    }
}

fn read_calibration(calibration: &mut [Calibration; 2], line: &str) -> Option<()> {
    let (name, values) = numbers::<2>(line)?;
    let place = EVIDENCE.iter().position(|known| *known == name)?;
    for (weights, value) in calibration.iter_mut().zip(values) {
        weights[place] = value;
    }
    Some(())
}

/// A name and `N` numbers after it.
fn numbers<const N: usize>(line: &str) -> Option<(&str, [f64; N])> {
    let (name, values) = line.split_once(' ')?;
    let values: Vec<f64> = values
        .split_whitespace()
        .map(|value| value.parse().ok().filter(|value: &f64| value.is_finite()))
        .collect::<Option<_>>()?;
    Some((name, values.try_into().ok()?))
}

impl Table {
    fn read(&mut self, line: &str) -> Option<()> {
        let (name, values) = numbers::<CLASSES>(line)?;
        let place = FEATURES.iter().position(|feature| *feature == name)?;
        for (weights, value) in self.0.iter_mut().zip(values) {
            weights[place] = value as f32;
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_standard_weights_are_read_completely() {
        let weights = Weights::parse(include_str!("weights.txt")).unwrap();
        for table in [&weights.0.sketch, &weights.0.alone, &weights.0.joint] {
            assert!(table.0.iter().flatten().any(|weight| *weight != 0.0));
        }
    }

    #[test]
    fn an_unknown_feature_is_reported_with_its_line() {
        let error = Weights::parse("[alone]\ncos 1 2 3\ncosine 1 2 3").unwrap_err();
        assert_eq!(error.line(), Some(3));
        assert!(Weights::parse("[alone]\ncos 1 2").is_err());
        assert!(Weights::parse("[alone]\ncos 1 2 NaN").is_err());
        assert!(Weights::parse("cos 1 2 3").is_err());
    }
}
