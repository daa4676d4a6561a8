//! From pair alignments to beads over all languages, and the third language's say in each pair.

mod closure;
mod consensus;

pub(crate) use closure::{Closed, closure};

use crate::align::{Evidence, Given, Lattice, Links, Order, PairModel, PathBead, follow_moves};
use crate::score::{
    Calibration, Judged, ParagraphLinks, Profiles, Tables, Weights, confidence, evidence,
};

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

impl PairPath {
    /// The evidence for how probably each bead is right.
    pub(crate) fn evidence(&self) -> Vec<Calibration> {
        let judged = |bead: &PathBead| Judged {
            probability: bead.probability,
            one_sided: bead.group.len.contains(&0),
            joined: bead.group.len.iter().any(|&len| len > 1),
            moved: bead.moved,
            score: bead.score,
        };
        evidence(&self.beads.iter().map(judged).collect::<Vec<_>>())
    }

    fn calibrate(&mut self, calibration: &Calibration) {
        let evidence = self.evidence();
        for (bead, evidence) in self.beads.iter_mut().zip(&evidence) {
            bead.confidence = confidence(calibration, evidence);
        }
    }
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

/// The most probable path of every pair of two or three sides; `given` is what is known of each pair, or nothing.
///
/// With three sides each pair is searched twice: alone, and then with what the other two pairs say of it, through the
/// third side, as evidence. This is the consistency transformation of ProbCons (Do et al. 2005), with the transformed
/// posterior as a feature rather than an average; the pairs are coupled, but need not share their boundaries.
pub(crate) fn paths(
    profiles: &Profiles,
    weights: &Weights,
    freedom: Freedom,
    given: &[Given],
) -> Vec<PairPath> {
    let weights = &*weights.0;
    let pairs = numbered_pairs(profiles.sides.len());
    let path = |k: usize, model: &PairModel, lattice: &Lattice| PairPath {
        sides: pairs[k],
        beads: model.path(lattice),
        links: model.links(lattice),
        order: model.order().cloned(),
    };
    let model_of = |k: usize| {
        let given = given.get(k).cloned().unwrap_or_default();
        PairModel::given(profiles, pairs[k], given)
    };
    let alone = |k: usize| {
        let (model, lattice) = freedom.alone(k, model_of(k), weights);
        let links = model.links(&lattice);
        (model, lattice, links)
    };
    if pairs.len() < 3 {
        let mut paths = map(&pairs, |k, _| {
            let (mut model, mut lattice, links) = alone(k);
            if model.searched(lattice.likely_nodes(), &links) {
                let scorer = model.scorer(&weights.alone, None, freedom.paragraphs(k));
                lattice = model.lattice(&scorer);
            }
            path(k, &model, &lattice)
        });
        paths
            .iter_mut()
            .for_each(|path| path.calibrate(&weights.calibration[0]));
        return paths;
    }
    let searched = map(&pairs, |k, _| {
        let (mut model, lattice, links) = alone(k);
        model.searched(lattice.likely_nodes(), &links);
        (model, links)
    });
    let [(_, first), (_, second), (_, third)] = searched.as_slice() else {
        return Vec::new();
    };
    let witnesses = witnesses(first, second, third);
    let searched = map(&searched, |k, (model, links)| {
        let known = links.strong_or(&witnesses[k]);
        let informed = match freedom {
            // The other two pairs know of a move that this one does not.
            Freedom::Blocks if !model.is_in_order(&known) => {
                let witness = Some((&witnesses[k], &known[..]));
                informed(model_of(k), Evidence { weights, witness })
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
        (path(k, model, &lattice), lattice)
    });
    let (paths, lattices): (Vec<PairPath>, Vec<Lattice>) = searched.into_iter().unzip();
    let counts: Vec<usize> = profiles.sides.iter().map(|side| side.units.len()).collect();
    let mut paths = consensus::agreed(&counts, paths, &lattices);
    paths
        .iter_mut()
        .for_each(|path| path.calibrate(&weights.calibration[1]));
    paths
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
pub(crate) fn map<'a, T: Sync, R: Send>(
    items: &'a [T],
    f: impl Fn(usize, &'a T) -> R + Sync,
) -> Vec<R> {
    use rayon::prelude::*;
    items
        .par_iter()
        .enumerate()
        .map(|(k, item)| f(k, item))
        .collect()
}

/// Applies `f` to each item, in order.
#[cfg(not(feature = "parallel"))]
pub(crate) fn map<'a, T, R>(items: &'a [T], f: impl Fn(usize, &'a T) -> R) -> Vec<R> {
    items
        .iter()
        .enumerate()
        .map(|(k, item)| f(k, item))
        .collect()
}
