//! Translations that are much longer or shorter than their source.
//!
//! After W. A. Gale and K. W. Church, “A Program for Aligning Sentences in Bilingual Corpora”,
//! Computational Linguistics 19 (1993): the lengths of translations differ by chance, relatively
//! less the longer they are. Here it is the logarithm of the ratio, compared with the median in the
//! document.

use crate::check::evidence::Evidence;
use crate::check::pair::Compared;
use crate::check::remark::Remark;
use crate::check::rule::definition::Definition;
use crate::check::severity::Severity;
use crate::score::math::ln;

pub(super) const RULE: Definition = Definition {
    id: "length",
    severity: Severity::Warning,
    summary: "Part of the translation is much longer or shorter than its source.",
    remedy: "Compare the two: something may have been left out or added.",
    check: remarks,
};

fn remarks(evidence: &Evidence) -> Vec<Remark> {
    let usual = Lengths::of(&evidence.compared);
    let remarks = evidence.on_compared(|compared| usual.message(compared));
    remarks.collect()
}

/// The least number of characters (the geometric mean of both) for a length to be evidence.
const FEWEST_CHARACTERS: f64 = 30.0;

/// With fewer units than this, the document does not show what is usual in it.
const FEWEST_UNITS: usize = 10;

/// The variance of the logarithm of the ratio: a constant part, and a part that is divided by the
/// number of characters. Measured on translations of news and of manuals, where few good ones are
/// beyond [`FAR`].
const VARIANCE: (f64, f64) = (0.006, 1.2);

/// This many standard deviations from the median are far.
const FAR: f64 = 4.2;

/// Which lengths are usual in a document.
struct Lengths {
    /// The median of the logarithms of the ratios.
    middle: f64,
}

impl Lengths {
    fn of(compared: &[Compared]) -> Self {
        let mut ratios: Vec<f64> = compared
            .iter()
            .filter(|compared| compared.source.text != compared.target.text)
            .filter_map(|compared| Length::new(compared))
            .map(|length| length.ratio)
            .collect();
        ratios.sort_by(f64::total_cmp);
        let middle = ratios.get(ratios.len() / 2).copied();
        Lengths {
            middle: middle
                .filter(|_| ratios.len() >= FEWEST_UNITS)
                .unwrap_or_default(),
        }
    }

    fn message(&self, compared: &Compared) -> Option<String> {
        let length = Length::new(compared)?;
        let from_middle = length.ratio - self.middle;
        let variance = VARIANCE.0 + VARIANCE.1 / length.mean;
        if from_middle * from_middle < FAR * FAR * variance {
            return None;
        }
        let how = if from_middle < 0.0 {
            "shorter"
        } else {
            "longer"
        };
        let [source, target] = length.characters;
        Some(format!(
            "much {how} than its source: {target} characters for {source}"
        ))
    }
}

/// The lengths of a text and its translation.
struct Length {
    characters: [usize; 2],
    mean: f64,
    ratio: f64,
}

impl Length {
    /// `None` if the texts are too short to be evidence.
    fn new(compared: &Compared) -> Option<Self> {
        let characters = [&compared.source, &compared.target]
            .map(|side| side.text.chars().filter(|c| !c.is_whitespace()).count());
        let [source, target] = characters.map(|count| count as f64);
        let mean = (source * target).sqrt();
        (mean >= FEWEST_CHARACTERS).then(|| Length {
            characters,
            mean,
            ratio: ln(target) - ln(source),
        })
    }
}
