//! Blocks that are in another place in one of the two documents.
//!
//! A path never goes back in either document. So such blocks are cut out of the second document and
//! put where the first has them, and the path is searched in that order. Anchors suggest the blocks
//! (see [`strips`]); a move is made if the path with it scores so much better than the path without
//! that it is worth its cost.

use std::ops::Range;

use crate::score::Tables;
use crate::sets::Sets;

use super::deadline::{Deadline, Expired};
use super::links::Links;
use super::order::{Order, Stretch};
use super::pair::PairModel;
use super::path::{Lattice, PathBead};
use super::strips::{Strip, Strips};

/// What a moved block costs, in log-probability. Tuned on the documents that the weights were
/// learned from, with and without moved blocks: there a wrong move gains less than six, and few
/// right ones less than ten.
const COST: f64 = 10.0;

/// The additional cost of a block of a single bead: among many units one good match in another
/// place is often chance, and gains up to ten.
const LONE_COST: f64 = 7.0;

/// In this many rounds, only the lightest of the blocks that are not worth their cost are given up;
/// after that, all of them.
const ROUNDS: usize = 4;

/// What a pair is searched with.
#[derive(Clone, Copy)]
pub(crate) struct Evidence<'a> {
    pub(crate) weights: &'a Tables,
    /// The links through the third language, by the units' numbers in their documents, and the
    /// pairs of units that surely belong together with these links.
    pub(crate) witness: Option<(&'a Links, &'a [[usize; 2]])>,
    pub(crate) deadline: Deadline,
}

impl Evidence<'_> {
    /// The lattice of `model`, and its best path.
    fn search(&self, model: &PairModel) -> Result<(Lattice, Vec<PathBead>), Expired> {
        let witness = self.witness.map(|(links, _)| model.in_order(links));
        let weights = match witness {
            Some(_) => &self.weights.joint,
            None => &self.weights.alone,
        };
        let scorer = model.scorer(weights, witness.as_deref(), None);
        let lattice = model.lattice(&scorer, self.deadline)?;
        let path = model.path(&lattice);
        Ok((lattice, path))
    }

    fn reordered<'a>(&self, model: &PairModel<'a>, blocks: &[Stretch]) -> PairModel<'a> {
        let order = Order::new(blocks.iter().cloned());
        model.reordered(order).narrowed(&self.weights.sketch)
    }
}

/// Searches `model` with and without moved blocks; the model with those that are worth their cost,
/// and its lattice.
pub(crate) fn follow_moves<'a>(
    model: PairModel<'a>,
    evidence: Evidence,
) -> Result<(PairModel<'a>, Lattice), Expired> {
    let (lattice, without) = evidence.search(&model)?;
    if model.hardly_anchored {
        // Among many units some are alike by chance, and nothing else would be found.
        return Ok((model, lattice));
    }
    let known = evidence.witness.map_or(&[][..], |(_, known)| known);
    let mut strips = Strips::new(&model, &without, known);
    for round in 0.. {
        if strips.moved() == 0 {
            break;
        }
        let blocks = blocks(&model, &strips, evidence)?;
        let ordered = evidence.reordered(&model, &blocks);
        let (ordered_lattice, with) = evidence.search(&ordered)?;
        let gains = gains(&model, &strips, &blocks, [&without, &with]);
        let poor: Vec<&Gain> = gains
            .iter()
            .filter(|gain| !gain.is_enough(evidence))
            .collect();
        if poor.is_empty() || round == ROUNDS {
            return Ok((ordered, ordered_lattice));
        }
        let dropped = |gain: &&Gain| gain.dropped(&strips, round + 1 == ROUNDS);
        let dropped: Vec<usize> = poor.iter().flat_map(dropped).collect();
        strips.drop(&dropped);
    }
    Ok((model, lattice))
}

/// The block of the second document around each strip. What lies between two strips may belong to
/// either: a search that has it twice, after the one and before the other, shows where to cut.
fn blocks(model: &PairModel, strips: &Strips, evidence: Evidence) -> Result<Vec<Stretch>, Expired> {
    let by_column = strips.by_column();
    let mut reaches = reaches(strips, &by_column, model.counts()[1]);
    let twice = evidence.reordered(model, &reaches);
    let matched = twice.matched(&evidence.search(&twice)?.0);
    let ends = reaches.iter().scan(0, |end, reach| {
        *end += reach.units.len();
        Some(*end)
    });
    let starts: Vec<usize> = std::iter::once(0).chain(ends).collect();
    for pair in by_column.windows(2) {
        let [before, after] = [pair[0], pair[1]];
        let between = reaches[after].units.start..reaches[before].units.end;
        let matched =
            |strip: usize, unit: usize| matched[starts[strip] + unit - reaches[strip].units.start];
        let gain = |unit: usize| matched(after, unit) - matched(before, unit);
        let cut = best_cut(between, gain);
        reaches[before].units.end = cut;
        reaches[after].units.start = cut;
    }
    Ok(reaches)
}

/// For each strip, all units up to the strips before and after it.
fn reaches(strips: &Strips, by_column: &[usize], count: usize) -> Vec<Stretch> {
    let block = |strip: &Strip| Stretch {
        units: 0..count,
        moved: strip.moved,
    };
    let mut reaches: Vec<Stretch> = strips.all.iter().map(block).collect();
    for pair in by_column.windows(2) {
        let [before, after] = [pair[0], pair[1]];
        reaches[before].units.end = strips.all[after].first[1];
        reaches[after].units.start = strips.all[before].last[1] + 1;
    }
    reaches
}

/// Where to cut `between`, so that the units after the cut have the highest sum of `gain`.
fn best_cut(between: Range<usize>, gain: impl Fn(usize) -> f64) -> usize {
    let (mut best, mut sum, mut most) = (between.end, 0.0, 0.0);
    for unit in between.rev() {
        sum += gain(unit);
        if sum > most {
            (best, most) = (unit, sum);
        }
    }
    best
}

/// By how much the path with moves is better than the path without, in one place where they differ
/// because of moved blocks.
struct Gain {
    score: f64,
    /// How many beads with units on both sides are moved.
    beads: usize,
    /// The moved strips in this place.
    strips: Vec<usize>,
}

impl Gain {
    fn is_enough(&self, evidence: Evidence) -> bool {
        let lone = match evidence.witness {
            // That the third language supports the move too is hardly chance.
            Some(_) => 0,
            None => (2 * self.strips.len()).saturating_sub(self.beads),
        };
        self.score >= COST * self.strips.len() as f64 + LONE_COST * lone as f64
    }

    /// The strips to give up: the lightest, or all of them.
    fn dropped(&self, strips: &Strips, all: bool) -> Vec<usize> {
        if all {
            return self.strips.clone();
        }
        let lightest = self.strips.iter().copied();
        lightest
            .min_by_key(|&k| strips.all[k].weight)
            .into_iter()
            .collect()
    }
}

/// The gain of moved strips, together for those whose beads cannot be separated.
fn gains(
    model: &PairModel,
    strips: &Strips,
    blocks: &[Stretch],
    [without, with]: [&[PathBead]; 2],
) -> Vec<Gain> {
    let mut differences = Differences::new(model.counts(), without, with);
    differences.join_blocks(strips, blocks, with);
    let count = model.counts().iter().sum();
    let (mut scores, mut beads) = (vec![0.0; count], vec![0; count]);
    for bead in without {
        scores[differences.of_bead(bead)] -= bead.score;
    }
    for bead in with {
        let place = differences.of_bead(bead);
        scores[place] += bead.score;
        beads[place] += usize::from(bead.moved);
    }
    let mut gains: Vec<Option<Gain>> = (0..count).map(|_| None).collect();
    for (k, strip) in strips
        .all
        .iter()
        .enumerate()
        .filter(|(_, strip)| strip.moved)
    {
        let place = differences.sets.root(strip.first[0]);
        let gain = gains[place].get_or_insert_with(|| Gain {
            score: scores[place],
            beads: beads[place],
            strips: Vec::new(),
        });
        gain.strips.push(k);
    }
    gains.into_iter().flatten().collect()
}

/// The units in the smallest sets that no bead of either path crosses.
struct Differences {
    sets: Sets,
    /// How many units the first document has; those of the second follow.
    first: usize,
}

impl Differences {
    fn new([n, m]: [usize; 2], without: &[PathBead], with: &[PathBead]) -> Self {
        let mut differences = Differences {
            sets: Sets::new(n + m),
            first: n,
        };
        for bead in without.iter().chain(with) {
            let head = differences.head(bead);
            for side in [0, 1] {
                for unit in bead.group.range(side) {
                    differences.sets.join(head, unit + side * n);
                }
            }
        }
        differences
    }

    /// Puts the beads of a moved block in one set: they are accepted or given up together.
    fn join_blocks(&mut self, strips: &Strips, blocks: &[Stretch], with: &[PathBead]) {
        let mut strip_of: Vec<Option<usize>> = vec![None; self.sets.len() - self.first];
        for (block, strip) in blocks.iter().zip(&strips.all) {
            strip_of[block.units.clone()].fill(Some(strip.first[0]));
        }
        for bead in with.iter().filter(|bead| bead.moved) {
            if let Some(row) = strip_of[bead.group.start[1]] {
                self.sets.join(self.head(bead), row);
            }
        }
    }

    fn head(&self, bead: &PathBead) -> usize {
        match bead.group.len {
            [0, _] => self.first + bead.group.start[1],
            _ => bead.group.start[0],
        }
    }

    fn of_bead(&mut self, bead: &PathBead) -> usize {
        self.sets.root(self.head(bead))
    }
}
