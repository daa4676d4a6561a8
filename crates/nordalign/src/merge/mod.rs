//! From pair alignments to beads over all languages. With three languages, each pair is also
//! searched with the links through the third.

mod closure;
mod consensus;

pub(crate) use closure::{Closed, closure};

use crate::align::{
    Deadline, Evidence, Expired, Given, Lattice, Links, Order, PairModel, PathBead, follow_moves,
};
use crate::parallel::map;
use crate::score::{
    Calibration, Judged, ParagraphLinks, Profiles, Tables, Weights, confidence, evidence,
};

/// The path of one pair of sides.
#[derive(Debug, Clone)]
pub(crate) struct PairPath {
    /// The two sides' numbers, the lesser first.
    pub(crate) sides: [usize; 2],
    pub(crate) beads: Vec<PathBead>,
    /// The probability that units belong together.
    pub(crate) links: Links,
    /// The order of the second side's units, if blocks were moved.
    pub(crate) order: Option<Order>,
    /// Whether the documents have hardly anything in common, by their anchors.
    pub(crate) hardly_anchored: bool,
}

/// Documents are unrelated if less than this share of the shorter one's units has a partner,
/// weighed by confidence, and the beads of two sides have less than this confidence on average. Of
/// the documents that this was tuned on, those of 50 units or more have at least 0.47 and 0.68 and
/// shorter ones 0.37 and 0.56, even with large parts missing; unrelated texts have at most 0.31 and
/// 0.52.
const UNRELATED: [f64; 2] = [0.4, 0.65];

/// The same for documents of which the shorter has fewer than [`FEW`] units.
const UNRELATED_FEW: [f64; 2] = [0.3, 0.5];

const FEW: usize = 50;

/// Documents that have hardly any anchors are unrelated if their beads of two sides have less
/// confidence on average.
const DOUBTFUL_UNANCHORED: f64 = 0.8;

impl PairPath {
    /// The evidence for the probability that each bead is right.
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
        self.doubt_unrelated();
    }

    /// Lowers the confidence of everything if the documents are unrelated. The calibration was
    /// learned from translations, in which a good match is seldom chance. Between unrelated
    /// documents, matches that are not good are dropped, and the others are doubtful.
    fn doubt_unrelated(&mut self) {
        let two_sided = || {
            self.beads
                .iter()
                .filter(|bead| !bead.group.len.contains(&0))
        };
        let units = [0, 1]
            .map(|side| -> usize { self.beads.iter().map(|bead| bead.group.len[side]).sum() });
        let shorter = units[0].min(units[1]);
        let partnered = |bead: &PathBead| {
            let [a, b] = bead.group.len;
            bead.confidence * a.min(b) as f64
        };
        let shared = two_sided().map(partnered).sum::<f64>() / shorter.max(1) as f64;
        let sum: f64 = two_sided().map(|bead| bead.confidence).sum();
        let mean = sum / two_sided().count().max(1) as f64;
        let [most_shared, most_mean] = if shorter < FEW {
            UNRELATED_FEW
        } else {
            UNRELATED
        };
        let doubtful = shared < most_shared && mean < most_mean;
        if doubtful || self.hardly_anchored && mean < DOUBTFUL_UNANCHORED {
            let parted = |bead: PathBead| {
                if bead.confidence < 0.5 {
                    parted(bead)
                } else {
                    vec![bead]
                }
            };
            self.beads = std::mem::take(&mut self.beads)
                .into_iter()
                .flat_map(parted)
                .collect();
            self.beads
                .iter_mut()
                .for_each(|bead| bead.confidence *= shared);
        }
    }
}

/// The units of a bead, each alone.
fn parted(bead: PathBead) -> Vec<PathBead> {
    let alone = |side: usize, unit: usize| {
        let mut group = bead.group;
        group.start[side] = unit;
        group.len = [0, 1].map(|of| usize::from(of == side));
        PathBead {
            group,
            moved: false,
            ..bead
        }
    };
    let units = [0, 1].into_iter();
    units
        .flat_map(|side| bead.group.range(side).map(move |unit| (side, unit)))
        .map(|(side, unit)| alone(side, unit))
        .collect()
}

/// The paragraphs of sentences that are aligned.
pub(crate) struct Paragraphs {
    /// The paths of the paragraphs, pair by pair.
    paths: Vec<PairPath>,
    /// For each pair, the paragraph of each sentence of both sides; those of the second in their
    /// order, if it has one.
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

/// What may be in another place in another document.
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
        deadline: Deadline,
    ) -> Result<(PairModel<'a>, Lattice), Expired> {
        let order = match self {
            Freedom::Blocks => {
                let evidence = Evidence {
                    weights,
                    witness: None,
                    deadline,
                };
                return follow_moves(model.narrowed(&weights.sketch), evidence);
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
        let lattice = model.lattice(&scorer, deadline)?;
        Ok((model, lattice))
    }
}

/// The most probable path of every pair of two or three sides; `given` is what is known of each
/// pair, or nothing.
///
/// With three sides each pair is searched twice: alone, and then with the links of the other two
/// pairs through the third side as evidence. This is the consistency transformation of ProbCons (Do
/// et al. 2005), with the transformed posterior as a feature rather than an average; the pairs are
/// coupled, but need not share their boundaries.
pub(crate) fn paths(
    profiles: &Profiles,
    weights: &Weights,
    freedom: Freedom,
    given: &[Given],
    deadline: Deadline,
) -> Result<Vec<PairPath>, Expired> {
    let weights = &*weights.0;
    let pairs = numbered_pairs(profiles.sides.len());
    let path = |k: usize, model: &PairModel, lattice: &Lattice| PairPath {
        sides: pairs[k],
        beads: model.path(lattice),
        links: model.links(lattice),
        order: model.order().cloned(),
        hardly_anchored: model.hardly_anchored,
    };
    let model_of = |k: usize| {
        let given = given.get(k).cloned().unwrap_or_default();
        PairModel::given(profiles, pairs[k], given)
    };
    let alone = |k: usize| {
        deadline.check()?;
        let (model, lattice) = freedom.alone(k, model_of(k), weights, deadline)?;
        let links = model.links(&lattice);
        Ok((model, lattice, links))
    };
    if pairs.len() < 3 {
        let paths = map(&pairs, |k, _| {
            let (mut model, mut lattice, links) = alone(k)?;
            if model.searched(lattice.likely_nodes(), &links) {
                let scorer = model.scorer(&weights.alone, None, freedom.paragraphs(k));
                lattice = model.lattice(&scorer, deadline)?;
            }
            Ok(path(k, &model, &lattice))
        });
        let mut paths = paths.into_iter().collect::<Result<Vec<_>, _>>()?;
        paths
            .iter_mut()
            .for_each(|path| path.calibrate(&weights.calibration[0]));
        return Ok(paths);
    }
    let searched = map(&pairs, |k, _| {
        let (mut model, lattice, links) = alone(k)?;
        model.searched(lattice.likely_nodes(), &links);
        Ok((model, links))
    });
    let searched = searched.into_iter().collect::<Result<Vec<_>, _>>()?;
    let [(_, first), (_, second), (_, third)] = searched.as_slice() else {
        return Ok(Vec::new());
    };
    let witnesses = witnesses(first, second, third);
    let searched = map(&searched, |k, (model, links)| {
        let known = links.strong_or(&witnesses[k]);
        let informed = match freedom {
            // The other two pairs have found a move that this one has not.
            Freedom::Blocks if !model.is_in_order(&known) => {
                let evidence = Evidence {
                    weights,
                    witness: Some((&witnesses[k], &known[..])),
                    deadline,
                };
                informed(model_of(k), evidence)?
            }
            _ => None,
        };
        let model = match &informed {
            Some(informed) if informed.order() != model.order() => informed,
            _ => model,
        };
        let witness = model.in_order(&witnesses[k]);
        let scorer = model.scorer(&weights.joint, Some(&witness), freedom.paragraphs(k));
        let lattice = model.lattice(&scorer, deadline)?;
        Ok((path(k, model, &lattice), lattice))
    });
    let searched = searched.into_iter().collect::<Result<Vec<_>, _>>()?;
    let (paths, lattices): (Vec<PairPath>, Vec<Lattice>) = searched.into_iter().unzip();
    let counts: Vec<usize> = profiles.sides.iter().map(|side| side.units.len()).collect();
    let mut paths = consensus::agreed(&counts, paths, &lattices);
    paths
        .iter_mut()
        .for_each(|path| path.calibrate(&weights.calibration[1]));
    Ok(paths)
}

/// A pair searched for moves again, with the links through the third side.
fn informed<'a>(
    model: PairModel<'a>,
    evidence: Evidence,
) -> Result<Option<PairModel<'a>>, Expired> {
    let model = model.narrowed(&evidence.weights.sketch);
    let (mut model, lattice) = follow_moves(model, evidence)?;
    if model.order().is_none() {
        return Ok(None);
    }
    model.searched(lattice.likely_nodes(), &model.links(&lattice));
    Ok(Some(model))
}

/// The pairs of `sides` sides: 0-1, 0-2, 1-2.
pub(crate) fn numbered_pairs(sides: usize) -> Vec<[usize; 2]> {
    (0..sides)
        .flat_map(|a| (a + 1..sides).map(move |b| [a, b]))
        .collect()
}

/// The links of each pair of three sides through the third side, given those of 0-1, 0-2 and 1-2.
pub(crate) fn witnesses(first: &Links, second: &Links, third: &Links) -> [Links; 3] {
    [
        second.through(&third.transposed()),
        first.through(third),
        first.transposed().through(second),
    ]
}
