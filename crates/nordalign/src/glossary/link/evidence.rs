//! The evidence that two terms mean the same.

use super::scenes::Counts;
use crate::glossary::model::TermKind;
use crate::glossary::terms::{Candidate, Terms};
use crate::lang::Lang;
use crate::normalize::{Folder, Lexicon};
use crate::score::math::{exp, ln};

/// What is known of a term, whatever it is linked with.
#[derive(Default)]
pub(super) struct TermFacts {
    folded: Box<[u8]>,
    pub(super) concept: Option<u32>,
}

/// What is known of the terms that occur in at least `least` beads; no others are linked.
pub(super) fn facts(lang: Lang, terms: &Terms, counts: &Counts, least: usize) -> Vec<TermFacts> {
    let lexicon = Lexicon::standard();
    let mut folder = Folder::default();
    let look = |(candidate, &beads): (&Candidate, &u32)| {
        if (beads as usize) < least {
            return TermFacts::default();
        }
        let folded: Box<[u8]> = folder.fold(&candidate.base).into();
        let concept = lexicon.find(lang, &folded).map(|word| word.concept);
        TermFacts { folded, concept }
    };
    terms
        .candidates
        .iter()
        .zip(&counts.beads)
        .map(look)
        .collect()
}

/// The log-odds that two terms mean the same, from how often they stand together or are linked, the
/// share of their occurrences that is (Dice's coefficient), and how alike they are spelled.
pub(super) fn evidence(count: usize, dice: f64, alike: f64) -> f64 {
    -3.4 + 1.8 * ln(count as f64).min(3.2) + 3.0 * (dice - 0.5) + 9.0 * (alike - 0.55).max(0.0)
}

/// The evidence of the lexicon and of the kinds of the terms.
pub(super) fn kinship(first: &Candidate, second: &Candidate, a: &TermFacts, b: &TermFacts) -> f64 {
    let concept = match (a.concept, b.concept) {
        (Some(a), Some(b)) if a == b => 4.0,
        (Some(_), Some(_)) => -1.0,
        _ => 0.0,
    };
    let kind = match (first.kind, second.kind) {
        (TermKind::Name, TermKind::Name) => 0.0,
        (TermKind::Name, _) | (_, TermKind::Name) => -1.5,
        _ => 0.0,
    };
    let class = match (first.class, second.class) {
        (Some(a), Some(b)) if a.is_noun() && b.is_noun() => 0.3,
        (Some(a), Some(b)) if a == b => 0.2,
        (Some(_), Some(_)) => -1.2,
        _ => 0.0,
    };
    concept + kind + class
}

/// Dunning's log-likelihood ratio of two terms that stand in `a` and `b` of `total` beads, and in
/// `both` together; 0 if they occur together less often than by chance.
pub(super) fn log_likelihood([both, a, b, total]: [usize; 4]) -> f64 {
    let [both, a, b, total] = [both, a, b, total].map(|count| count as f64);
    if both * total <= a * b {
        return 0.0;
    }
    let term = |observed: f64, expected: f64| {
        if observed > 0.0 && expected > 0.0 {
            observed * ln(observed / expected)
        } else {
            0.0
        }
    };
    let (not_a, not_b) = (total - a, total - b);
    2.0 * (term(both, a * b / total)
        + term(a - both, a * not_b / total)
        + term(b - both, not_a * b / total)
        + term(total - a - b + both, not_a * not_b / total))
}

/// How alike two terms are spelled, 0..1: their letters folded, the beginning counting more.
pub(super) fn alike(a: &TermFacts, b: &TermFacts) -> f64 {
    if a.folded == b.folded {
        return 1.0;
    }
    let texts = [a, b].map(|look| String::from_utf8_lossy(&look.folded));
    let lengths = [a.folded.len(), b.folded.len()];
    // Of long words the letters must agree in order and number; few of them agree by chance.
    let edits = strsim::normalized_levenshtein(&texts[0], &texts[1]);
    if lengths[0].min(lengths[1]) < 4 {
        edits * 0.8
    } else {
        edits
    }
}

/// The probability that log-odds stand for.
pub(crate) fn probability(log_odds: f64) -> f64 {
    1.0 / (1.0 + exp(-log_odds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn standing_together_by_chance_is_no_evidence() {
        assert_eq!(log_likelihood([10, 100, 100, 1000]), 0.0);
        assert!(log_likelihood([10, 10, 10, 1000]) > 100.0);
        assert!(log_likelihood([2, 2, 2, 1000]) < log_likelihood([5, 5, 5, 1000]));
    }
}
