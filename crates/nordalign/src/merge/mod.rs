//! From pair alignments to beads over all languages, and the third language's say in each pair.

mod closure;

pub(crate) use closure::{Closed, closure};

use crate::align::{Evidence, Lattice, Links, Order, PairModel, PathBead, follow_moves};
use crate::score::{ParagraphLinks, Profiles, Tables, Weights};

/// The path of one pair of sides.
#[derive(Debug, Clone)]
pub(crate) struct PairPath {
    /// The two sides' numbers, the lesser first.
    pub(crate) sides: [usize; 2],
    pub(crate) beads: Vec<PathBead>,
    /// How probably each unit belongs with each.
    pub(crate) links: Links,
    /// The order of the second side's units, if blocks were moved.
    pub(crate) order: Option<Order>,
}

/// The paragraphs of sentences that are aligned.
pub(crate) struct Paragraphs {
    /// The paths of the paragraphs, pair by pair.
    paths: Vec<PairPath>,
    /// For each pair, the paragraph of each sentence of both sides; those of the second in their order, if it has one.
    of: Vec<[Vec<usize>; 2]>,
    /// For each pair, the order of the second side's sentences, if its paragraphs have one.
    orders: Vec<Option<Order>>,
}

impl Paragraphs {
    /// `of` is the paragraph of each sentence of each side, `paths` are those of the paragraphs.
    pub(crate) fn new(of: &[Vec<usize>], paths: Vec<PairPath>) -> Self {
        let order = |path: &PairPath| Some(path.order.as_ref()?.of_sentences(&of[path.sides[1]]));
        let orders: Vec<Option<Order>> = paths.iter().map(order).collect();
        let of = paths.iter().zip(&orders).map(|(path, order)| {
            let [a, b] = path.sides.map(|side| &of[side]);
            let second = match order {
                Some(order) => order.units.iter().map(|&sentence| b[sentence]).collect(),
                None => b.clone(),
            };
            [a.clone(), second]
        });
        Paragraphs {
            of: of.collect(),
            orders,
            paths,
        }
    }

    fn links(&self, pair: usize) -> ParagraphLinks<'_> {
        let [a, b] = &self.of[pair];
        ParagraphLinks {
            links: &self.paths[pair].links,
            of: [a, b],
        }
    }
}

/// What may stand elsewhere in another document.
pub(crate) enum Freedom {
    /// Nothing.
    None,
    /// Blocks of units.
    Blocks,
    /// Sentences with their paragraphs, whose alignment is evidence for theirs.
    Paragraphs(Paragraphs),
}

impl Freedom {
    fn paragraphs(&self, pair: usize) -> Option<ParagraphLinks<'_>> {
        match self {
            Freedom::Paragraphs(paragraphs) => Some(paragraphs.links(pair)),
            _ => None,
        }
    }

    /// Searches a pair by itself.
    fn alone<'a>(
        &self,
        pair: usize,
        model: PairModel<'a>,
        weights: &Tables,
    ) -> (PairModel<'a>, Lattice) {
        let order = match self {
            Freedom::Blocks => {
                let witness = None;
                let model = model.narrowed(&weights.sketch);
                return follow_moves(model, Evidence { weights, witness });
            }
            Freedom::Paragraphs(paragraphs) => paragraphs.orders[pair].clone(),
            Freedom::None => None,
        };
        let model = match order {
            Some(order) => model.reordered(order),
            None => model,
        };
        let model = model.narrowed(&weights.sketch);
        let scorer = model.scorer(&weights.alone, None, self.paragraphs(pair));
        let lattice = model.lattice(&scorer);
        (model, lattice)
    }
}

/// The most probable path of every pair of two or three sides.
///
/// With three sides each pair is searched twice: alone, and then with what the other two pairs say of it, through the
/// third side, as evidence. This is the consistency transformation of ProbCons (Do et al. 2005), with the transformed
/// posterior as a feature rather than an average; the pairs are coupled, but need not share their boundaries.
pub(crate) fn paths(profiles: &Profiles, weights: &Weights, freedom: Freedom) -> Vec<PairPath> {
    let weights = &*weights.0;
    let pairs = numbered_pairs(profiles.sides.len());
    let path = |k: usize, model: &PairModel, lattice: &Lattice| PairPath {
        sides: pairs[k],
        beads: model.path(lattice),
        links: model.links(lattice),
        order: model.order().cloned(),
    };
    let alone = |k: usize, &[a, b]: &[usize; 2]| {
        let (model, lattice) = freedom.alone(k, PairModel::new(profiles, a, b), weights);
        let links = model.links(&lattice);
        (model, lattice, links)
    };
    if pairs.len() < 3 {
        return map(&pairs, |k, sides| {
            let (mut model, mut lattice, links) = alone(k, sides);
            if model.searched(lattice.likely_nodes(), &links) {
                let scorer = model.scorer(&weights.alone, None, freedom.paragraphs(k));
                lattice = model.lattice(&scorer);
            }
            path(k, &model, &lattice)
        });
    }
    let searched = map(&pairs, |k, sides| {
        let (mut model, lattice, links) = alone(k, sides);
        model.searched(lattice.likely_nodes(), &links);
        (model, links)
    });
    let [(_, first), (_, second), (_, third)] = searched.as_slice() else {
        return Vec::new();
    };
    let witnesses = witnesses(first, second, third);
    map(&searched, |k, (model, links)| {
        let known = links.strong_or(&witnesses[k]);
        let informed = match freedom {
            // The other two pairs know of a move that this one does not.
            Freedom::Blocks if !model.is_in_order(&known) => {
                let [a, b] = pairs[k];
                let witness = Some((&witnesses[k], &known[..]));
                informed(PairModel::new(profiles, a, b), Evidence { weights, witness })
            }
            _ => None,
        };
        let model = match &informed {
            Some(informed) if informed.order() != model.order() => informed,
            _ => model,
        };
        let witness = model.in_order(&witnesses[k]);
        let scorer = model.scorer(&weights.joint, Some(&witness), freedom.paragraphs(k));
        let lattice = model.lattice(&scorer);
        path(k, model, &lattice)
    })
}

/// A pair searched for moves once more, with the third side's say.
fn informed<'a>(model: PairModel<'a>, evidence: Evidence) -> Option<PairModel<'a>> {
    let model = model.narrowed(&evidence.weights.sketch);
    let (mut model, lattice) = follow_moves(model, evidence);
    model.order()?;
    model.searched(lattice.likely_nodes(), &model.links(&lattice));
    Some(model)
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
