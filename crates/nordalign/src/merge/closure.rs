//! Trilingual beads: the smallest sets of units closed under the pair alignments.

use crate::sets::Sets;

use super::PairPath;

/// A set of units that belong together, and the pair beads inside it.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Closed {
    /// For each side its units, rising.
    pub(crate) units: Vec<Vec<usize>>,
    /// The number of the pair and of the bead in its path, in order.
    pub(crate) beads: Vec<(usize, usize)>,
}

/// The connected components of the units under the beads of `paths`, by their first unit in the first side that has one.
pub(crate) fn closure(counts: &[usize], paths: &[PairPath]) -> Vec<Closed> {
    let mut offsets = vec![0];
    for count in counts {
        offsets.push(offsets.last().copied().unwrap_or(0) + count);
    }
    let all = offsets.last().copied().unwrap_or(0);
    let mut sets = Sets::new(all);
    let node = |side: usize, unit: usize| offsets[side] + unit;
    let members = |path: &PairPath, bead: usize| -> Vec<usize> {
        let group = path.beads[bead].group;
        let [a, b] = path.sides;
        let first = group.range(0).map(|i| node(a, i));
        first.chain(group.range(1).map(|j| node(b, j))).collect()
    };
    for path in paths {
        for bead in 0..path.beads.len() {
            let members = members(path, bead);
            for pair in members.windows(2) {
                sets.join(pair[0], pair[1]);
            }
        }
    }
    let mut number: Vec<Option<usize>> = vec![None; all];
    let mut closed: Vec<Closed> = Vec::new();
    for (side, &count) in counts.iter().enumerate() {
        for unit in 0..count {
            let root = sets.root(node(side, unit));
            let k = *number[root].get_or_insert_with(|| {
                closed.push(Closed {
                    units: vec![Vec::new(); counts.len()],
                    beads: Vec::new(),
                });
                closed.len() - 1
            });
            closed[k].units[side].push(unit);
        }
    }
    for (p, path) in paths.iter().enumerate() {
        for bead in 0..path.beads.len() {
            let first = members(path, bead).first().copied();
            if let Some(k) = first.and_then(|first| number[sets.root(first)]) {
                closed[k].beads.push((p, bead));
            }
        }
    }
    closed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::{Links, PathBead};
    use crate::score::Group;

    fn path(sides: [usize; 2], beads: &[([usize; 2], [usize; 2])]) -> PairPath {
        let bead = |&(start, len)| PathBead {
            group: Group { start, len },
            probability: 1.0,
            moved: false,
        };
        PairPath {
            sides,
            beads: beads.iter().map(bead).collect(),
            links: Links::new(0, 0, Vec::new()),
            order: None,
        }
    }

    #[test]
    fn a_join_in_one_pair_joins_the_bead_of_all_three() {
        let paths = [
            path(
                [0, 1],
                &[([0, 0], [1, 1]), ([1, 1], [1, 1]), ([2, 2], [1, 0])],
            ),
            path([0, 2], &[([0, 0], [2, 1]), ([2, 1], [1, 0])]),
            path([1, 2], &[([0, 0], [2, 1])]),
        ];
        let closed = closure(&[3, 2, 1], &paths);
        assert_eq!(closed.len(), 2);
        assert_eq!(closed[0].units, [vec![0, 1], vec![0, 1], vec![0]]);
        assert_eq!(closed[0].beads, [(0, 0), (0, 1), (1, 0), (2, 0)]);
        assert_eq!(closed[1].units, [vec![2], vec![], vec![]]);
        assert_eq!(closed[1].beads, [(0, 2), (1, 1)]);
    }
}
