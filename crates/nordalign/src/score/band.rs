//! The part of the table of two documents that is searched.

use std::ops::Range;

/// For every row 0..=n a half-open range of columns: the nodes that a path may use. Both ends rise
/// from row to row.
///
/// No row of nodes is empty, and each shares a column with the next, so that a path leads from the
/// first node to the last whatever the rows were made of. (The ranges of [`Band::units`] are pairs
/// of units, not nodes, and can be empty.)
#[derive(Debug, Clone, Default)]
pub(crate) struct Band {
    rows: Vec<(usize, usize)>,
    /// Where the cells of each row begin in a flat array, and after them where the last ones end.
    starts: Vec<usize>,
    /// Whether each row is a gate; none is if empty.
    gates: Vec<bool>,
}

impl Band {
    /// A band of `rows` as they are. Their ends must not fall from row to row.
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

    /// A band of `rows`, each of at least one column, made wider until their ends do not fall and
    /// each shares a column with the next.
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

    /// The nodes that `other` has too; in rows where it has none of them, the one nearest to it.
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

    /// The pairs of units that beads between these nodes can hold, and `around` more columns on
    /// both sides; `columns` is the number of units of the second side.
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

    /// The flat indices of row `i`.
    pub(super) fn row(&self, i: usize) -> Range<usize> {
        self.starts[i]..self.starts[i + 1]
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
