//! From pair alignments to beads over all languages, and the third language's say in each pair.

mod closure;
mod consensus;

pub(crate) use closure::{Closed, closure};

use crate::align::{Lattice, Links, PairModel, PathBead};
use crate::score::{ParagraphLinks, Profiles, Weights};

/// The path of one pair of sides.
#[derive(Debug, Clone)]
pub(crate) struct PairPath {
    /// The two sides' numbers, the lesser first.
    pub(crate) sides: [usize; 2],
    pub(crate) beads: Vec<PathBead>,
    /// How probably each unit belongs with each.
    pub(crate) links: Links,
}

/// The paragraphs of sentences that are aligned.
pub(crate) struct Paragraphs {
    /// For each side, the paragraph of each sentence.
    pub(crate) of: Vec<Vec<usize>>,
    /// The paths of the paragraphs, pair by pair.
    pub(crate) paths: Vec<PairPath>,
}

impl Paragraphs {
    fn links(&self, pair: usize) -> Option<ParagraphLinks<'_>> {
        let path = self.paths.get(pair)?;
        let [a, b] = path.sides;
        Some(ParagraphLinks {
            links: &path.links,
            of: [&self.of[a], &self.of[b]],
        })
    }
}

/// The most probable path of every pair of two or three sides, with the alignment of their units' `paragraphs` as
/// evidence where given.
///
/// With three sides each pair is searched twice: alone, and then with what the other two pairs say of it, through the
/// third side, as evidence. This is the consistency transformation of ProbCons (Do et al. 2005), with the transformed
/// posterior as a feature rather than an average; the pairs are coupled, but need not share their boundaries.
pub(crate) fn paths(
    profiles: &Profiles,
    weights: &Weights,
    paragraphs: Option<&Paragraphs>,
) -> Vec<PairPath> {
    let pairs = numbered_pairs(profiles.sides.len());
    let prior = |k: usize| paragraphs.and_then(|paragraphs| paragraphs.links(k));
    let mut models = map(&pairs, |_, &[a, b]| PairModel::new(profiles, a, b).narrowed(&weights.0.sketch));
    let alone = |k: usize, model: &PairModel| {
        let scorer = model.scorer(&weights.0.alone, None, prior(k));
        model.lattice(&scorer)
    };
    let path = |k: usize, model: &PairModel, lattice: &Lattice| PairPath {
        sides: pairs[k],
        beads: lattice.best_path(),
        links: model.links(lattice),
    };
    if models.len() < 3 {
        return models
            .iter_mut()
            .enumerate()
            .map(|(k, model)| {
                let mut lattice = alone(k, model);
                if model.searched(lattice.likely_nodes(), &model.links(&lattice)) {
                    lattice = alone(k, model);
                }
                path(k, model, &lattice)
            })
            .collect();
    }
    let searched = map(&models, |k, model| {
        let lattice = alone(k, model);
        (model.links(&lattice), lattice.likely_nodes())
    });
    let [(first, _), (second, _), (third, _)] = searched.as_slice() else {
        return Vec::new();
    };
    for (model, (links, likely)) in models.iter_mut().zip(&searched) {
        model.searched(likely.clone(), links);
    }
    let witnesses = witnesses(first, second, third);
    let searched = map(&models, |k, model| {
        let scorer = model.scorer(&weights.0.joint, witnesses.get(k), prior(k));
        let lattice = model.lattice(&scorer);
        (path(k, model, &lattice), lattice)
    });
    let (paths, lattices): (Vec<PairPath>, Vec<Lattice>) = searched.into_iter().unzip();
    let counts: Vec<usize> = profiles.sides.iter().map(|side| side.units.len()).collect();
    consensus::agreed(&counts, paths, &lattices)
}

/// The pairs of `sides` sides: 0-1, 0-2, 1-2.
pub(crate) fn numbered_pairs(sides: usize) -> Vec<[usize; 2]> {
    (0..sides)
        .flat_map(|a| (a + 1..sides).map(move |b| [a, b]))
        .collect()
}

/// What each pair of three sides is through the third side, given the links of 0-1, 0-2 and 1-2.
pub(crate) fn witnesses(first: &Links, second: &Links, third: &Links) -> [Links; 3] {
    [
        second.through(&third.transposed()),
        first.through(third),
        first.transposed().through(second),
    ]
}

/// Applies `f` to each item, on the caller's threads if built so, in order.
#[cfg(feature = "parallel")]
pub(crate) fn map<T: Sync, R: Send>(items: &[T], f: impl Fn(usize, &T) -> R + Sync) -> Vec<R> {
    use rayon::prelude::*;
    items
        .par_iter()
        .enumerate()
        .map(|(k, item)| f(k, item))
        .collect()
}

/// Applies `f` to each item, in order.
#[cfg(not(feature = "parallel"))]
pub(crate) fn map<T, R>(items: &[T], f: impl Fn(usize, &T) -> R) -> Vec<R> {
    items
        .iter()
        .enumerate()
        .map(|(k, item)| f(k, item))
        .collect()
}
