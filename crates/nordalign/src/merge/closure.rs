//! Trilingual beads: the smallest sets of units closed under the pair alignments.

use crate::align::PathBead;
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

/// For each side the set of each of its units: units that beads of `paths` join, directly or
/// through others.
pub(super) fn sets<'a>(
    counts: &[usize],
    paths: impl Iterator<Item = &'a PairPath>,
) -> Vec<Vec<usize>> {
    let mut offsets = vec![0];
    for count in counts {
        offsets.push(offsets.last().copied().unwrap_or(0) + count);
    }
    let mut sets = Sets::new(offsets.last().copied().unwrap_or(0));
    for path in paths {
        let [a, b] = path.sides.map(|side| offsets[side]);
        for bead in &path.beads {
            let first = bead.group.range(0).map(|i| a + i);
            let members: Vec<usize> = first.chain(bead.group.range(1).map(|j| b + j)).collect();
            for pair in members.windows(2) {
                sets.join(pair[0], pair[1]);
            }
        }
    }
    let of_side = |range: &[usize]| (range[0]..range[1]).map(|node| sets.root(node)).collect();
    offsets.windows(2).map(of_side).collect()
}

/// The connected components of the units under the beads of `paths`, by their first unit in the
/// first side that has one.
pub(crate) fn closure(counts: &[usize], paths: &[PairPath]) -> Vec<Closed> {
    let sets = sets(counts, paths.iter());
    let mut number: Vec<Option<usize>> = vec![None; counts.iter().sum()];
    let mut closed: Vec<Closed> = Vec::new();
    for (side, sets) in sets.iter().enumerate() {
        for (unit, &set) in sets.iter().enumerate() {
            let k = *number[set].get_or_insert_with(|| {
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
        for (bead, PathBead { group, .. }) in path.beads.iter().enumerate() {
            let side = usize::from(group.len[0] == 0);
            if let Some(k) = number[sets[path.sides[side]][group.start[side]]] {
                closed[k].beads.push((p, bead));
            }
        }
    }
    closed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::Links;
    use crate::score::Group;

    fn path(sides: [usize; 2], beads: &[([usize; 2], [usize; 2])]) -> PairPath {
        let bead = |&(start, len)| PathBead {
            group: Group { start, len },
            probability: 1.0,
            confidence: 1.0,
            score: 0.0,
            moved: false,
        };
        PairPath {
            sides,
            beads: beads.iter().map(bead).collect(),
            links: Links::new(0, 0, Vec::new()),
            order: None,
            hardly_anchored: false,
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
