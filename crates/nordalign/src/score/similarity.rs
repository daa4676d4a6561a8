//! Cosines of unit pairs, for the pairs that lie in a band.

use super::profile::{Profiles, SideProfile};

/// For every row 0..=n a half-open range of columns: the nodes that a path may pass. Both ends only rise.
///
/// No row of nodes is empty, and each shares a column with the next, so that a path leads from the first node to the last
/// whatever the rows were made of. (The ranges of [`Band::units`] are pairs of units, not nodes, and can be empty.)
#[derive(Debug, Clone, Default)]
pub(crate) struct Band {
    rows: Vec<(usize, usize)>,
    /// Where each row's cells begin when the band is laid out flat, and one more.
    starts: Vec<usize>,
    /// Whether each row is a gate; none is if empty.
    gates: Vec<bool>,
}

impl Band {
    /// `rows` as they are: their ends must not fall.
    fn laid_out(rows: Vec<(usize, usize)>) -> Self {
        let mut starts = Vec::with_capacity(rows.len() + 1);
        let mut start = 0;
        for &(from, to) in &rows {
            starts.push(start);
            start += to - from;
        }
        starts.push(start);
        Band {
            rows,
            starts,
            gates: Vec::new(),
        }
    }

    /// `rows`, each of at least one column, widened so that their ends do not fall and each shares a column with the next.
    pub(crate) fn connected(mut rows: Vec<(usize, usize)>) -> Self {
        for i in 1..rows.len() {
            rows[i].1 = rows[i].1.max(rows[i - 1].1);
        }
        for i in (1..rows.len()).rev() {
            rows[i - 1].0 = rows[i - 1].0.min(rows[i].0);
        }
        for i in 1..rows.len() {
            rows[i].0 = rows[i].0.min(rows[i - 1].1 - 1);
        }
        Band::laid_out(rows)
    }

    /// The same, with gates: rows that no bead may pass over. Only rows of a single node can be.
    pub(crate) fn gated(mut self, is_gate: impl Fn(usize) -> bool) -> Self {
        let gate = |(i, &(from, to)): (usize, &(usize, usize))| to - from == 1 && is_gate(i);
        self.gates = self.rows.iter().enumerate().map(gate).collect();
        self
    }

    pub(crate) fn is_gate(&self, i: usize) -> bool {
        self.gates.get(i).is_some_and(|&gate| gate)
    }

    /// The nodes that `other` has too; in rows where it has none, the one nearest to it.
    pub(crate) fn within(&self, other: &Band) -> Band {
        let rows = self.rows.iter().zip(&other.rows).map(|(&own, &near)| {
            let from = near.0.clamp(own.0, own.1 - 1);
            (from, near.1.clamp(from + 1, own.1))
        });
        Band::connected(rows.collect())
    }

    /// Every node of an n by m table.
    pub(crate) fn full(n: usize, m: usize) -> Self {
        Band::laid_out(vec![(0, m + 1); n + 1])
    }

    /// The pairs of units that beads between these nodes can hold, and `around` more columns on both sides; `columns`
    /// is the number of units of the second side.
    pub(crate) fn units(&self, columns: usize, around: usize) -> Band {
        let rows = self.rows.windows(2).map(|ends| {
            let from = ends[0].0.saturating_sub(around).min(columns);
            let to = (ends[1].1 + around).saturating_sub(1).min(columns);
            (from, to.max(from))
        });
        Band::laid_out(rows.collect())
    }

    pub(crate) fn rows(&self) -> usize {
        self.rows.len()
    }

    /// The columns of row `i`.
    pub(crate) fn columns(&self, i: usize) -> (usize, usize) {
        self.rows[i]
    }

    pub(crate) fn cells(&self) -> usize {
        self.starts.last().copied().unwrap_or(0)
    }

    /// The first and the last column of row `i` whose node is `good`, by its flat index.
    pub(crate) fn ends(&self, i: usize, good: impl Fn(usize) -> bool) -> Option<(usize, usize)> {
        let (from, to) = self.rows[i];
        let good = |&column: &usize| good(self.starts[i] + column - from);
        (from..to).find(good).zip((from..to).rev().find(good))
    }

    /// The flat index of a node, if it lies in the band.
    pub(crate) fn index(&self, i: usize, j: usize) -> Option<usize> {
        let &(from, to) = self.rows.get(i)?;
        (from <= j && j < to).then(|| self.starts[i] + j - from)
    }
}

/// The cosine of every pair of units that some bead inside the band can hold.
pub(crate) struct Similarities {
    band: Band,
    /// Dot products, laid out as `band`.
    dots: Vec<f32>,
    /// For each unit, the highest cosine with any unit of the other side in the band, the other's number, and the
    /// second highest.
    pub(crate) best: [Vec<Best>; 2],
}

#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Best {
    pub(crate) cosine: f32,
    pub(crate) partner: u32,
    pub(crate) second: f32,
}

impl Best {
    fn meet(&mut self, cosine: f32, partner: usize) {
        if cosine > self.cosine {
            self.second = self.cosine;
            self.cosine = cosine;
            self.partner = partner as u32;
        } else if cosine > self.second {
            self.second = cosine;
        }
    }
}

impl Similarities {
    /// `nodes` is the band of the path; the units between two nodes are those of the rows and columns it spans.
    /// Where `given` tells a cosine, that one holds.
    pub(crate) fn new(
        profiles: &Profiles,
        a: usize,
        b: usize,
        nodes: &Band,
        given: impl Fn(usize, usize) -> Option<f32>,
    ) -> Self {
        let (first, second) = (&profiles.sides[a], &profiles.sides[b]);
        let (n, m) = (first.units.len(), second.units.len());
        let band = nodes.units(m, 0);
        let mut dots = vec![0.0; band.cells()];
        let mut postings = second.postings.walk();
        for i in 0..n {
            let (from, to) = band.columns(i);
            let row = &mut dots[band.starts[i]..band.starts[i + 1]];
            for &(feature, weight) in first.features(i) {
                for &(unit, other) in postings.within(feature, from, to) {
                    row[unit as usize - from] += weight * other;
                }
            }
        }
        let mut best = [vec![Best::default(); n], vec![Best::default(); m]];
        for i in 0..n {
            let (from, _) = band.columns(i);
            let row = &mut dots[band.starts[i]..band.starts[i + 1]];
            for (k, dot) in row.iter_mut().enumerate() {
                let j = from + k;
                if let Some(cosine) = given(i, j) {
                    *dot = cosine * first.units[i].norm * second.units[j].norm;
                }
                let cosine = *dot / (first.units[i].norm * second.units[j].norm);
                best[0][i].meet(cosine, j);
                best[1][j].meet(cosine, i);
            }
        }
        Similarities { band, dots, best }
    }

    /// The dot product of two units' features; 0 outside the band.
    pub(crate) fn dot(&self, i: usize, j: usize) -> f32 {
        self.band.index(i, j).map_or(0.0, |index| self.dots[index])
    }
}

/// Which units of a side have a feature.
#[derive(Clone, Default)]
pub(crate) struct Postings {
    starts: Vec<u32>,
    units: Vec<(u32, f32)>,
}

impl Postings {
    pub(crate) fn new(side: &SideProfile, features: usize) -> Self {
        let mut starts = vec![0u32; features + 1];
        for i in 0..side.units.len() {
            for &(feature, _) in side.features(i) {
                starts[feature as usize + 1] += 1;
            }
        }
        for feature in 0..features {
            starts[feature + 1] += starts[feature];
        }
        let total = starts.last().copied().unwrap_or(0) as usize;
        let mut units = vec![(0, 0.0); total];
        let mut next = starts.clone();
        for i in 0..side.units.len() {
            for &(feature, weight) in side.features(i) {
                let slot = &mut next[feature as usize];
                units[*slot as usize] = (i as u32, weight);
                *slot += 1;
            }
        }
        Postings { starts, units }
    }

    /// How many features there are in all documents.
    pub(crate) fn features(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// For reading ranges of units that only rise.
    pub(crate) fn walk(&self) -> Walk<'_> {
        let heads = self.starts.clone();
        Walk {
            postings: self,
            heads,
        }
    }

    /// The units that have `feature`, rising, with its weight in each.
    pub(crate) fn of(&self, feature: u32) -> &[(u32, f32)] {
        let feature = feature as usize;
        &self.units[self.starts[feature] as usize..self.starts[feature + 1] as usize]
    }
}

/// Postings read for ranges of units that only rise: each feature's list is walked once.
pub(crate) struct Walk<'a> {
    postings: &'a Postings,
    heads: Vec<u32>,
}

impl Walk<'_> {
    /// The units from `from` and before `to` that have `feature`, rising. Neither may fall from call to call.
    pub(crate) fn within(&mut self, feature: u32, from: usize, to: usize) -> &[(u32, f32)] {
        let units = &self.postings.units;
        let end = self.postings.starts[feature as usize + 1] as usize;
        let head = &mut self.heads[feature as usize];
        while (*head as usize) < end && (units[*head as usize].0 as usize) < from {
            *head += 1;
        }
        let rest = &units[*head as usize..end];
        let count = rest
            .iter()
            .take_while(|(unit, _)| (*unit as usize) < to)
            .count();
        &rest[..count]
    }
}
