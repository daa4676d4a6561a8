//! Dynamic programming over beads: the most probable path, and how probable each of its beads is.

use crate::score::math::{exp, ln_add};
use crate::score::{Band, Group, NEIGHBOURS, Scorer};

use super::deadline::{Deadline, Expired};

/// The shapes of beads: how many units of each side.
pub(crate) const SHAPES: [[usize; 2]; 19] = [
    [1, 1],
    [1, 0],
    [0, 1],
    [1, 2],
    [2, 1],
    [1, 3],
    [3, 1],
    [2, 2],
    [1, 4],
    [4, 1],
    [2, 3],
    [3, 2],
    [3, 3],
    [1, 5],
    [5, 1],
    [2, 4],
    [4, 2],
    [3, 4],
    [4, 3],
];

const _: () = {
    let mut k = 0;
    while k < SHAPES.len() {
        assert!(SHAPES[k][0] <= NEIGHBOURS + 1 && SHAPES[k][1] <= NEIGHBOURS + 1);
        k += 1;
    }
};

/// Nodes of at least this log-probability are searched again.
const LEAST_LIKELY: f64 = -9.0;

/// A node of at least this log-probability is on every path worth considering.
const SURE: f64 = -1.2e-4;

/// The deadline is checked after this many rows, which take a few milliseconds.
const ROWS_PER_CHECK: usize = 64;

/// A bead of a path, with its posterior probability.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct PathBead {
    pub(crate) group: Group,
    pub(crate) probability: f64,
    /// The probability that it is right: the posterior, until it is calibrated.
    pub(crate) confidence: f64,
    /// Its score: a log-odds.
    pub(crate) score: f64,
    /// Whether the units are in another place in the other document.
    pub(crate) moved: bool,
}

/// A bead that may end at a node.
#[derive(Debug, Clone, Copy)]
struct Step {
    shape: u8,
    score: f32,
}

/// All beads within a band, with their scores.
pub(crate) struct Lattice {
    band: Band,
    /// The steps into each node, and where those of each node begin.
    steps: Vec<Step>,
    starts: Vec<u32>,
    /// The log-sum of all paths from the first node to each.
    forward: Vec<f64>,
    /// The log-sum of all paths from each node to the last.
    backward: Vec<f64>,
}

impl Lattice {
    /// Scores all beads within `band`, unless the deadline passes.
    pub(crate) fn new(band: Band, scorer: &Scorer, deadline: Deadline) -> Result<Self, Expired> {
        let cells = band.cells();
        let mut lattice = Lattice {
            steps: Vec::with_capacity(cells * 4),
            starts: Vec::with_capacity(cells + 1),
            forward: vec![f64::NEG_INFINITY; cells],
            backward: vec![f64::NEG_INFINITY; cells],
            band,
        };
        lattice.run_forward(scorer, deadline)?;
        lattice.run_backward();
        Ok(lattice)
    }

    /// The flat index of the node that a step of `shape` into (i, j) comes from.
    fn from(&self, i: usize, j: usize, shape: [usize; 2]) -> Option<usize> {
        let (i, j) = (i.checked_sub(shape[0])?, j.checked_sub(shape[1])?);
        self.band.index(i, j)
    }

    fn run_forward(&mut self, scorer: &Scorer, deadline: Deadline) -> Result<(), Expired> {
        self.starts.push(0);
        let mut gate = 0;
        for i in 0..self.band.rows() {
            if i % ROWS_PER_CHECK == 0 {
                deadline.check()?;
            }
            let (from, to) = self.band.columns(i);
            for j in from..to {
                let mut sum = if (i, j) == (0, 0) {
                    0.0
                } else {
                    f64::NEG_INFINITY
                };
                for (number, shape) in SHAPES.into_iter().enumerate() {
                    // No bead passes over a gate.
                    if gate + shape[0] > i {
                        continue;
                    }
                    let Some(before) = self.from(i, j, shape) else {
                        continue;
                    };
                    let forward = self.forward[before];
                    if forward == f64::NEG_INFINITY {
                        continue;
                    }
                    let start = [i - shape[0], j - shape[1]];
                    let group = Group { start, len: shape };
                    if !scorer.plausible(group) {
                        continue;
                    }
                    let score = scorer.score(group) as f32;
                    self.steps.push(Step {
                        shape: number as u8,
                        score,
                    });
                    sum = ln_add(sum, forward + f64::from(score));
                }
                if let Some(here) = self.band.index(i, j) {
                    self.forward[here] = sum;
                }
                self.starts.push(self.steps.len() as u32);
            }
            if self.band.is_gate(i) {
                gate = i;
            }
        }
        Ok(())
    }

    fn run_backward(&mut self) {
        if let Some(last) = self.backward.last_mut() {
            *last = 0.0;
        }
        let mut here = self.band.cells();
        for i in (0..self.band.rows()).rev() {
            let (from, to) = self.band.columns(i);
            for j in (from..to).rev() {
                here -= 1;
                let backward = self.backward[here];
                for k in self.starts[here]..self.starts[here + 1] {
                    let step = self.steps[k as usize];
                    let shape = SHAPES[usize::from(step.shape)];
                    if let Some(before) = self.from(i, j, shape) {
                        let sum = &mut self.backward[before];
                        *sum = ln_add(*sum, backward + f64::from(step.score));
                    }
                }
            }
        }
    }

    /// The log-sum over all paths.
    pub(crate) fn total(&self) -> f64 {
        self.forward.last().copied().unwrap_or(0.0)
    }

    /// Every bead in the band with its posterior probability, if at least `least`.
    pub(crate) fn posteriors(&self, least: f64, mut visit: impl FnMut(Group, f64)) {
        let total = self.total();
        let mut here = 0;
        for i in 0..self.band.rows() {
            let (from, to) = self.band.columns(i);
            for j in from..to {
                for k in self.starts[here]..self.starts[here + 1] {
                    let step = self.steps[k as usize];
                    let shape = SHAPES[usize::from(step.shape)];
                    let Some(before) = self.from(i, j, shape) else {
                        continue;
                    };
                    let log =
                        self.forward[before] + f64::from(step.score) + self.backward[here] - total;
                    let probability = exp(log.min(0.0));
                    if probability >= least {
                        let start = [i - shape[0], j - shape[1]];
                        visit(Group { start, len: shape }, probability);
                    }
                }
                here += 1;
            }
        }
    }

    /// The nodes that are on a path with at least a small probability, for a second search with
    /// more evidence.
    pub(crate) fn likely_nodes(&self) -> Band {
        let total = self.total();
        let least = |least: f64| {
            move |node: usize| self.forward[node] + self.backward[node] - total >= least
        };
        let likely = |i: usize| match self.band.ends(i, least(LEAST_LIKELY)) {
            Some((first, last)) => (first, last + 1),
            None => self.band.columns(i),
        };
        let rows = (0..self.band.rows()).map(likely).collect();
        Band::connected(rows).gated(|i| self.band.ends(i, least(SURE)).is_some())
    }

    /// The path with the highest score; ties go to the shape listed first.
    pub(crate) fn best_path(&self) -> Vec<PathBead> {
        self.best_path_with(|_| 0.0)
    }

    /// The path with the highest score if `more` is added to each bead's.
    pub(crate) fn best_path_with(&self, more: impl Fn(Group) -> f64) -> Vec<PathBead> {
        let cells = self.band.cells();
        let mut best = vec![f64::NEG_INFINITY; cells];
        let mut into: Vec<Option<Step>> = vec![None; cells];
        let mut here = 0;
        for i in 0..self.band.rows() {
            let (from, to) = self.band.columns(i);
            for j in from..to {
                if (i, j) == (0, 0) {
                    best[here] = 0.0;
                }
                for k in self.starts[here]..self.starts[here + 1] {
                    let step = self.steps[k as usize];
                    let len = SHAPES[usize::from(step.shape)];
                    let Some(before) = self.from(i, j, len) else {
                        continue;
                    };
                    let start = [i - len[0], j - len[1]];
                    let score = best[before] + f64::from(step.score) + more(Group { start, len });
                    if score > best[here] {
                        best[here] = score;
                        into[here] = Some(step);
                    }
                }
                here += 1;
            }
        }
        self.trace(&into)
    }

    /// Follows the steps back from the last node.
    fn trace(&self, into: &[Option<Step>]) -> Vec<PathBead> {
        let mut path = Vec::new();
        let mut i = self.band.rows() - 1;
        let mut j = self.band.columns(i).1 - 1;
        while let Some(here) = self.band.index(i, j) {
            let Some(step) = into[here] else { break };
            let len = SHAPES[usize::from(step.shape)];
            let Some(before) = self.from(i, j, len) else {
                break;
            };
            (i, j) = (i - len[0], j - len[1]);
            let log =
                self.forward[before] + f64::from(step.score) + self.backward[here] - self.total();
            let probability = exp(log.min(0.0));
            path.push(PathBead {
                group: Group { start: [i, j], len },
                probability,
                confidence: probability,
                score: f64::from(step.score),
                moved: false,
            });
        }
        path.reverse();
        path
    }
}
