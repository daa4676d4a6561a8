//! Blocks that stand elsewhere in one of the two documents.
//!
//! A path only rises, so such blocks are cut out of the second document and put where the first has them; the path
//! is then searched in that order. Anchors tell which blocks those may be (see [`strips`]), and the scores of the
//! two paths, with and without the move, whether it is worth its cost.

use std::ops::Range;

use crate::score::{Group, Tables};
use crate::sets::Sets;

use super::pair::PairModel;
use super::path::Lattice;
use super::strips::{Strip, Strips};

/// What a moved block costs, in log-probability. Of the blocks of two beads and more that were found in documents with and
/// without moves, those that belong elsewhere gain more than ten, and those that do not less than eight.
const COST: f64 = 10.0;

/// What a block of a single bead costs more. One match somewhere in a document is often chance, and gains up to twelve.
const LONE_COST: f64 = 7.0;

/// How often blocks that are not worth their cost are taken back before all such are.
const ROUNDS: usize = 4;

/// The units of the second document in the order in which the first has what they say.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Order {
    /// The unit at each place.
    pub(crate) units: Vec<usize>,
    /// Whether the unit at each place belongs to a moved block.
    pub(crate) moved: Vec<bool>,
}

impl Order {
    fn new(blocks: impl IntoIterator<Item = Block>) -> Self {
        let mut order = Order {
            units: Vec::new(),
            moved: Vec::new(),
        };
        for block in blocks {
            order.moved.resize(order.units.len() + block.units.len(), block.moved);
            order.units.extend(block.units);
        }
        order
    }

    /// The place of each unit.
    pub(crate) fn places(&self) -> Vec<u32> {
        let mut places = vec![0; self.units.len()];
        for (place, &unit) in self.units.iter().enumerate() {
            places[unit] = place as u32;
        }
        places
    }

    /// The order of sentences, given that of their paragraphs and the paragraph of each sentence.
    pub(crate) fn of_sentences(&self, paragraph_of: &[usize]) -> Order {
        let mut starts = vec![0; self.units.len() + 1];
        for &paragraph in paragraph_of {
            starts[paragraph + 1] += 1;
        }
        for k in 1..starts.len() {
            starts[k] += starts[k - 1];
        }
        let paragraphs = self.units.iter().zip(&self.moved);
        Order::new(paragraphs.map(|(&paragraph, &moved)| Block {
            units: starts[paragraph]..starts[paragraph + 1],
            moved,
        }))
    }
}

/// Neighbouring units of the second document.
#[derive(Debug, Clone)]
struct Block {
    units: Range<usize>,
    moved: bool,
}

/// Searches `model` with and without moved blocks; the model with those that are worth their cost, and its lattice.
pub(crate) fn follow_moves<'a>(model: PairModel<'a>, weights: &Tables) -> (PairModel<'a>, Lattice) {
    let lattice = search(&model, weights);
    let mut strips = Strips::new(&model, &lattice.best_path());
    if strips.moved() == 0 {
        return (model, lattice);
    }
    let without = scored(&model, &lattice, weights);
    for round in 0..=ROUNDS {
        let blocks = blocks(&model, &strips, weights);
        let ordered = reordered(&model, blocks.clone(), weights);
        let with = search(&ordered, weights);
        let gains = gains(&model, &strips, &blocks, &without, &scored(&ordered, &with, weights));
        let poor: Vec<&Gain> = gains.iter().filter(|gain| !gain.is_enough()).collect();
        if poor.is_empty() || round == ROUNDS {
            return (ordered, with);
        }
        let dropped = |gain: &&Gain| gain.dropped(&strips, round + 1 >= ROUNDS);
        let dropped: Vec<usize> = poor.iter().flat_map(dropped).collect();
        strips.drop(&dropped);
        if strips.moved() == 0 {
            break;
        }
    }
    (model, lattice)
}

fn search(model: &PairModel, weights: &Tables) -> Lattice {
    model.lattice(&model.scorer(&weights.alone, None, None))
}

fn reordered<'a>(model: &PairModel<'a>, blocks: Vec<Block>, weights: &Tables) -> PairModel<'a> {
    model.reordered(Order::new(blocks)).narrowed(&weights.sketch)
}

/// The block of the second document that each strip stands for. They are cut where a search, in which what lies between
/// two strips stands twice, after the one and before the other, finds its units to belong.
fn blocks(model: &PairModel, strips: &Strips, weights: &Tables) -> Vec<Block> {
    let by_column = strips.by_column();
    let mut reaches = reaches(strips, &by_column, model.counts()[1]);
    let twice = reordered(model, reaches.clone(), weights);
    let matched = twice.matched(&search(&twice, weights));
    let ends = reaches.iter().scan(0, |end, reach| {
        *end += reach.units.len();
        Some(*end)
    });
    let starts: Vec<usize> = std::iter::once(0).chain(ends).collect();
    for pair in by_column.windows(2) {
        let [before, after] = [pair[0], pair[1]];
        let between = reaches[after].units.start..reaches[before].units.end;
        let matched = |strip: usize, unit: usize| {
            matched[starts[strip] + unit - reaches[strip].units.start]
        };
        let gain = |unit: usize| matched(after, unit) - matched(before, unit);
        let cut = best_cut(between, gain);
        reaches[before].units.end = cut;
        reaches[after].units.start = cut;
    }
    reaches
}

/// For each strip the units that no other strip has.
fn reaches(strips: &Strips, by_column: &[usize], count: usize) -> Vec<Block> {
    let block = |strip: &Strip| Block {
        units: 0..count,
        moved: strip.moved,
    };
    let mut reaches: Vec<Block> = strips.all.iter().map(block).collect();
    for pair in by_column.windows(2) {
        let [before, after] = [pair[0], pair[1]];
        reaches[before].units.end = strips.all[after].first[1];
        reaches[after].units.start = strips.all[before].last[1] + 1;
    }
    reaches
}

/// Where to cut `between`, if each unit behind the cut gains as much.
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

/// A bead of a path and its score.
struct Scored {
    group: Group,
    score: f64,
    moved: bool,
}

fn scored(model: &PairModel, lattice: &Lattice, weights: &Tables) -> Vec<Scored> {
    let scorer = model.scorer(&weights.alone, None, None);
    let beads = lattice.best_path().into_iter().zip(model.path(lattice));
    let scored = beads.map(|(here, in_document)| Scored {
        score: scorer.score(here.group),
        group: in_document.group,
        moved: in_document.moved,
    });
    scored.collect()
}

/// By how much the path with moves is better than the one without, where they differ and blocks move.
struct Gain {
    score: f64,
    /// How many beads with units on both sides are moved.
    beads: usize,
    /// The moved ones concerned.
    strips: Vec<usize>,
}

impl Gain {
    fn is_enough(&self) -> bool {
        let lone = (2 * self.strips.len()).saturating_sub(self.beads);
        self.score >= COST * self.strips.len() as f64 + LONE_COST * lone as f64
    }

    /// The strip to give up, or all.
    fn dropped(&self, strips: &Strips, all: bool) -> Vec<usize> {
        if all {
            return self.strips.clone();
        }
        let lightest = self.strips.iter().copied();
        lightest.min_by_key(|&k| strips.all[k].weight).into_iter().collect()
    }
}

/// The gain of each set of moved strips that the paths do not tell apart.
fn gains(
    model: &PairModel,
    strips: &Strips,
    blocks: &[Block],
    without: &[Scored],
    with: &[Scored],
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
    for (k, strip) in strips.all.iter().enumerate().filter(|(_, strip)| strip.moved) {
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

/// The smallest sets of units that are whole in the beads of both paths.
struct Differences {
    sets: Sets,
    /// How many units the first document has; those of the second follow.
    first: usize,
}

impl Differences {
    fn new([n, m]: [usize; 2], without: &[Scored], with: &[Scored]) -> Self {
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

    /// The beads of a moved block stand and fall together.
    fn join_blocks(&mut self, strips: &Strips, blocks: &[Block], with: &[Scored]) {
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

    fn head(&self, bead: &Scored) -> usize {
        match bead.group.len {
            [0, _] => self.first + bead.group.start[1],
            _ => bead.group.start[0],
        }
    }

    fn of_bead(&mut self, bead: &Scored) -> usize {
        self.sets.root(self.head(bead))
    }
}
