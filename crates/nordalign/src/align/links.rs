//! How strongly the units of two documents are linked: a sparse matrix of probabilities.

/// For every unit of one document, the units of the other that it may belong with, and the
/// probability of each.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Links {
    /// Where each row begins in `entries`, and after them where the last one ends.
    starts: Vec<usize>,
    /// The columns, rising within a row, and their values.
    entries: Vec<(u32, f32)>,
    /// The sums of rows and of columns, at most 1 each.
    sums: [Vec<f32>; 2],
}

/// Links at least this strong are sure.
const STRONG: f32 = 0.8;

/// A unit whose links sum to less than this counts as not linked.
const LEAST_SUM: f32 = 0.5;

/// Links weaker than this are left out.
pub(crate) const LEAST_LINK: f32 = 0.01;

impl Links {
    /// From (row, column, value) in any order; the values of the same row and column are added, to
    /// at most 1.
    pub(crate) fn new(rows: usize, columns: usize, mut triplets: Vec<(u32, u32, f32)>) -> Self {
        triplets.sort_by_key(|&(i, j, _)| (i, j));
        let mut merged: Vec<(u32, u32, f32)> = Vec::with_capacity(triplets.len());
        for (i, j, value) in triplets {
            match merged.last_mut() {
                Some(last) if (last.0, last.1) == (i, j) => last.2 = (last.2 + value).min(1.0),
                _ => merged.push((i, j, value.min(1.0))),
            }
        }
        merged.retain(|&(_, _, value)| value >= LEAST_LINK);
        let mut starts = vec![0; rows + 1];
        let mut sums = [vec![0f32; rows], vec![0f32; columns]];
        for &(i, j, value) in &merged {
            starts[i as usize + 1] += 1;
            for (sums, unit) in sums.iter_mut().zip([i, j]) {
                let sum = &mut sums[unit as usize];
                *sum = (*sum + value).min(1.0);
            }
        }
        for i in 0..rows {
            starts[i + 1] += starts[i];
        }
        Links {
            starts,
            entries: merged.into_iter().map(|(_, j, value)| (j, value)).collect(),
            sums,
        }
    }

    pub(crate) fn row(&self, i: usize) -> &[(u32, f32)] {
        &self.entries[self.starts[i]..self.starts[i + 1]]
    }

    pub(crate) fn link(&self, i: usize, j: usize) -> f32 {
        let entry = self
            .row(i)
            .iter()
            .find(|&&(column, _)| column as usize == j);
        entry.map_or(0.0, |&(_, value)| value)
    }

    /// The sum of the links of a unit of one side (0: rows, 1: columns), at most 1.
    pub(crate) fn sum(&self, side: usize, unit: usize) -> f32 {
        self.sums[side][unit]
    }

    /// The pairs of units that surely belong together.
    pub(crate) fn strong(&self) -> impl Iterator<Item = (usize, usize)> {
        (0..self.rows()).flat_map(|i| {
            let sure = self.row(i).iter().filter(|&&(_, value)| value >= STRONG);
            sure.map(move |&(j, _)| (i, j as usize))
        })
    }

    /// The pairs of units that surely belong together by the links through a third document, and
    /// for units without such links by these; sorted.
    pub(crate) fn strong_or(&self, witness: &Links) -> Vec<[usize; 2]> {
        let free = |&(i, j): &(usize, usize)| {
            witness.sum(0, i) < LEAST_SUM && witness.sum(1, j) < LEAST_SUM
        };
        let mut pairs: Vec<[usize; 2]> = witness
            .strong()
            .chain(self.strong().filter(free))
            .map(|(i, j)| [i, j])
            .collect();
        pairs.sort_unstable();
        pairs
    }

    fn rows(&self) -> usize {
        self.sums[0].len()
    }

    fn columns(&self) -> usize {
        self.sums[1].len()
    }

    pub(crate) fn transposed(&self) -> Links {
        let triplets = (0..self.rows())
            .flat_map(|i| {
                self.row(i)
                    .iter()
                    .map(move |&(j, value)| (j, i as u32, value))
            })
            .collect();
        Links::new(self.columns(), self.rows(), triplets)
    }

    /// The same links with the columns in another order, in which some may occur twice.
    pub(crate) fn reordered(&self, columns: &[usize]) -> Links {
        let transposed = self.transposed();
        let triplets = columns.iter().enumerate().flat_map(|(place, &column)| {
            let rows = transposed.row(column).iter();
            rows.map(move |&(i, value)| (i, place as u32, value))
        });
        Links::new(self.rows(), columns.len(), triplets.collect())
    }

    /// The links through a third document: these lead to it, and `next` leads on from it.
    pub(crate) fn through(&self, next: &Links) -> Links {
        let mut triplets = Vec::new();
        for i in 0..self.rows() {
            for &(k, first) in self.row(i) {
                for &(j, second) in next.row(k as usize) {
                    if first * second >= LEAST_LINK {
                        triplets.push((i as u32, j, first * second));
                    }
                }
            }
        }
        Links::new(self.rows(), next.columns(), triplets)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_through_a_third_document() {
        let sv_nb = Links::new(2, 2, vec![(0, 0, 1.0), (1, 1, 0.8)]);
        let nb_da = Links::new(2, 3, vec![(0, 2, 0.5), (1, 0, 0.5)]);
        let sv_da = sv_nb.through(&nb_da);
        assert_eq!(sv_da.row(0), [(2, 0.5)]);
        assert!((sv_da.link(1, 0) - 0.4).abs() < 1e-6);
        assert_eq!(sv_da.transposed().row(2), [(0, 0.5)]);
    }
}
