//! From a bead's posterior to the probability that it is right.
//!
//! The posterior is too high where large parts of a document are missing: what the path model does
//! not allow for, it counts as impossible. A logistic regression (Platt 1999) gives the share of
//! such beads that are right, from the posterior and the scores of the bead and of the beads around
//! it. It is fitted on documents that the weights were not learned from.

#[cfg(feature = "learn")]
use super::math::ln_add;
use super::math::{exp, ln};

/// What confidence is computed from, by name.
pub(crate) const EVIDENCE: [&str; 22] = [
    "constant",
    // The bead's own posterior, as log-odds, and how far it is above each of two knots.
    "odds",
    "odds_2",
    "odds_4",
    // The lower of the posteriors of the beads before and after it.
    "neighbour",
    // How doubtful the beads around it are, and those of the whole path.
    "doubt",
    "doubtful_odds",
    "path_doubt",
    "path_doubtful_odds",
    "path_doubtful_odds_3",
    "one_sided",
    "joined",
    // Whether a bead beside it is one-sided, for beads of each kind.
    "one_one_by_gap",
    "one_sided_by_gap",
    "joined_by_gap",
    "moved",
    // The bead's score, and how far it is above each of its knots: a bead may be far more probable
    // than all others here, and still be poor.
    "score",
    "score_3",
    "score_8",
    "one_sided_score",
    // The lower of the scores of the beads before and after it.
    "score_beside",
    "score_beside_3",
];

/// The weights of the [`EVIDENCE`].
pub(crate) type Calibration = [f64; EVIDENCE.len()];

/// The weights that leave a posterior as it is.
pub(crate) fn uncalibrated() -> Calibration {
    let mut weights = [0.0; EVIDENCE.len()];
    weights[1] = 1.0;
    weights
}

/// What is known of a bead of a path.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Judged {
    /// Its posterior probability.
    pub(crate) probability: f64,
    pub(crate) one_sided: bool,
    pub(crate) joined: bool,
    pub(crate) moved: bool,
    /// Its score: a log-odds.
    pub(crate) score: f64,
}

/// Scores outside these limits count as the limit.
const SCORES: [f64; 2] = [-15.0, 20.0];

/// Posteriors above this, in log-odds, count as this.
const MOST_ODDS: f64 = 10.0;

/// How many beads before and after one show how doubtful its surroundings are.
const AROUND: usize = 8;

/// The evidence for each bead of a path, in order.
pub(crate) fn evidence(path: &[Judged]) -> Vec<Calibration> {
    let odds: Vec<f64> = path.iter().map(|bead| log_odds(bead.probability)).collect();
    let mut doubts = vec![0.0];
    for bead in path {
        let sum = doubts.last().copied().unwrap_or(0.0);
        doubts.push(sum + 1.0 - bead.probability);
    }
    let of_path = doubts.last().copied().unwrap_or(0.0) / path.len().max(1) as f64;
    let at = |k: Option<usize>| k.and_then(|k| odds.get(k)).copied().unwrap_or(MOST_ODDS);
    path.iter()
        .enumerate()
        .map(|(k, bead)| {
            let (from, to) = (k.saturating_sub(AROUND), (k + AROUND + 1).min(path.len()));
            let doubt = (doubts[to] - doubts[from]) / (to - from) as f64;
            let flag = |holds: bool| f64::from(u8::from(holds));
            let gap = |k: Option<usize>| {
                k.and_then(|k| path.get(k))
                    .is_some_and(|bead| bead.one_sided)
            };
            let by_gap = gap(k.checked_sub(1)) || gap(Some(k + 1));
            let score = |k: Option<usize>| {
                let score = k
                    .and_then(|k| path.get(k))
                    .map_or(SCORES[1], |bead| bead.score);
                score.clamp(SCORES[0], SCORES[1])
            };
            let own = score(Some(k));
            let beside = score(k.checked_sub(1)).min(score(Some(k + 1)));
            let two_sided = flag(!bead.one_sided);
            [
                1.0,
                odds[k],
                (odds[k] - 2.0).max(0.0),
                (odds[k] - 4.0).max(0.0),
                at(k.checked_sub(1)).min(at(Some(k + 1))),
                doubt,
                doubt * odds[k],
                of_path,
                of_path * odds[k],
                of_path * (odds[k] - 3.0).max(0.0),
                flag(bead.one_sided),
                flag(bead.joined),
                flag(by_gap && !bead.one_sided && !bead.joined),
                flag(by_gap && bead.one_sided),
                flag(by_gap && bead.joined),
                flag(bead.moved),
                two_sided * own,
                two_sided * (own - 3.0).max(0.0),
                two_sided * (own - 8.0).max(0.0),
                flag(bead.one_sided) * own,
                beside,
                (beside - 3.0).max(0.0),
            ]
        })
        .collect()
}

/// The probability that a bead is right.
pub(crate) fn confidence(calibration: &Calibration, evidence: &Calibration) -> f64 {
    let odds: f64 = calibration.iter().zip(evidence).map(|(w, x)| w * x).sum();
    1.0 / (1.0 + exp(-odds))
}

fn log_odds(probability: f64) -> f64 {
    let odds = ln(probability.max(1e-9)) - ln((1.0 - probability).max(1e-9));
    odds.clamp(-MOST_ODDS, MOST_ODDS)
}

/// How strongly the fitted weights are pulled towards believing the posterior, in beads.
#[cfg(feature = "learn")]
const PULL: f64 = 5.0;

/// How much a wrong bead counts in the fit that has a posterior, in log-odds, above [`LOOKS_SURE`]:
/// who relies on sure beads is harmed more by one that is wrong than by one that is doubted.
#[cfg(feature = "learn")]
const CAUTION: f64 = 1.3;

#[cfg(feature = "learn")]
const LOOKS_SURE: f64 = 2.0;

/// How much a sample counts.
#[cfg(feature = "learn")]
fn count((evidence, right): &(Calibration, bool)) -> f64 {
    if !right && evidence[1] > LOOKS_SURE {
        CAUTION
    } else {
        1.0
    }
}

/// The weights that make `samples` (the evidence for a bead, and whether it was right) most likely:
/// Newton's method.
#[cfg(feature = "learn")]
pub(crate) fn fitted(samples: &[(Calibration, bool)]) -> Calibration {
    let start = uncalibrated();
    let mut weights = start;
    for _ in 0..12 {
        let mut slope = [0.0; EVIDENCE.len()];
        let mut curve = [[0.0; EVIDENCE.len()]; EVIDENCE.len()];
        for k in 0..EVIDENCE.len() {
            slope[k] = PULL * (start[k] - weights[k]);
            curve[k][k] = PULL;
        }
        for sample in samples {
            let (evidence, right) = sample;
            let probability = confidence(&weights, evidence);
            let missed = count(sample) * (f64::from(u8::from(*right)) - probability);
            let weight = count(sample) * (probability * (1.0 - probability)).max(1e-6);
            for a in 0..EVIDENCE.len() {
                slope[a] += missed * evidence[a];
                for b in 0..EVIDENCE.len() {
                    curve[a][b] += weight * evidence[a] * evidence[b];
                }
            }
        }
        // A whole step may overshoot where samples are nearly parted.
        let step = solved(curve, slope);
        let now = misfit(samples, &weights);
        let shorter = (0..10).map(|halvings| {
            let mut next = weights;
            let length = 0.5f64.powi(halvings);
            next.iter_mut()
                .zip(step)
                .for_each(|(weight, step)| *weight += length * step);
            next
        });
        let Some(next) = shorter.into_iter().find(|next| misfit(samples, next) < now) else {
            break;
        };
        weights = next;
    }
    weights
}

/// How badly weights fit the samples: the negative log-likelihood, and their distance from the
/// start.
#[cfg(feature = "learn")]
fn misfit(samples: &[(Calibration, bool)], weights: &Calibration) -> f64 {
    let away = weights
        .iter()
        .zip(uncalibrated())
        .map(|(w, start)| (w - start) * (w - start));
    let unlikely = samples.iter().map(|sample| {
        let (evidence, right) = sample;
        let odds: f64 = weights.iter().zip(evidence).map(|(w, x)| w * x).sum();
        count(sample) * ln_add(0.0, if *right { -odds } else { odds })
    });
    unlikely.sum::<f64>() + PULL / 2.0 * away.sum::<f64>()
}

/// The solution of a system of linear equations with a positive definite matrix: Gaussian
/// elimination.
#[cfg(feature = "learn")]
fn solved(mut matrix: [Calibration; EVIDENCE.len()], mut right: Calibration) -> Calibration {
    for k in 0..EVIDENCE.len() {
        for row in k + 1..EVIDENCE.len() {
            let factor = matrix[row][k] / matrix[k][k];
            let pivot = matrix[k];
            matrix[row]
                .iter_mut()
                .zip(pivot)
                .for_each(|(to, from)| *to -= factor * from);
            right[row] -= factor * right[k];
        }
    }
    for k in (0..EVIDENCE.len()).rev() {
        let rest: f64 = (k + 1..EVIDENCE.len())
            .map(|j| matrix[k][j] * right[j])
            .sum();
        right[k] = (right[k] - rest) / matrix[k][k];
    }
    right
}
