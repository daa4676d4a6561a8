//! Three pair paths that agree.
//!
//! If A belongs with B, and B with C, then A belongs with C. Paths that are searched pair by pair
//! do not always say so: where they do not, at least one of them is wrong. There, each of the three
//! in turn is made to follow from the other two. The one that loses the least score was wrong.

use crate::align::{Lattice, PathBead};
use crate::parallel::map;

use super::PairPath;
use super::closure::sets;

/// What a bead loses that does not follow from the other two paths: much, but not so much that no
/// path is left.
const AGAINST: f64 = 25.0;

/// What a unit without a partner in one pair loses if the other two pairs link it.
const ALONE: f64 = 6.0;

/// If each of the three would lose at least this much, none is made to follow from the others.
const MOST_LOSS: f64 = 12.0;

/// Makes the paths of three pairs agree. `lattices` are those that the paths were searched in.
pub(crate) fn agreed(
    counts: &[usize],
    paths: Vec<PairPath>,
    lattices: &[Lattice],
) -> Vec<PairPath> {
    let together = sets(counts, paths.iter());
    let pairs: Vec<usize> = (0..paths.len()).collect();
    // For each pair, the sets that the other two make, and what each set of all three loses if the
    // pair keeps to them.
    let without = map(&pairs, |_, &pair| {
        let others = paths.iter().enumerate().filter(|&(other, _)| other != pair);
        let others = sets(counts, others.map(|(_, path)| path));
        let within = path_within(&paths[pair], &lattices[pair], &others);
        let mut losses = vec![0.0; together.iter().map(Vec::len).sum()];
        for (beads, sign) in [(&paths[pair].beads, 1.0), (&within, -1.0)] {
            for bead in beads {
                losses[together_of(&together, &paths[pair], bead)] += sign * bead.score;
            }
        }
        (others, losses)
    });
    let mut agreed = together.clone();
    for (side, sets) in agreed.iter_mut().enumerate() {
        for (unit, set) in sets.iter_mut().enumerate() {
            let all = together[side][unit];
            let least =
                (0..without.len()).min_by(|&a, &b| without[a].1[all].total_cmp(&without[b].1[all]));
            let Some(least) = least else { continue };
            let disputed = without.iter().any(|(_, losses)| losses[all] > 0.01);
            if disputed && without[least].1[all] < MOST_LOSS {
                *set = without[least].0[side][unit];
            }
        }
    }
    map(&pairs, |_, &pair| {
        let path = &paths[pair];
        PairPath {
            beads: path_within(path, &lattices[pair], &agreed),
            ..path.clone()
        }
    })
}

fn together_of(together: &[Vec<usize>], path: &PairPath, bead: &PathBead) -> usize {
    let side = usize::from(bead.group.len[0] == 0);
    together[path.sides[side]][bead.group.start[side]]
}

/// The best path of a pair if its beads have to keep to `sets`: no bead may hold units of two sets.
/// Nor may a unit stand alone whose set has just one unit of each side; where there are more,
/// something may be left out of one of them.
fn path_within(path: &PairPath, lattice: &Lattice, sets: &[Vec<usize>]) -> Vec<PathBead> {
    let mut of = path.sides.map(|side| sets[side].clone());
    if let Some(order) = &path.order {
        of[1] = order.units.iter().map(|&unit| of[1][unit]).collect();
    }
    let most = sets.iter().flatten().max().map_or(0, |most| most + 1);
    let mut sizes = vec![vec![0u32; most]; sets.len()];
    for (sizes, sets) in sizes.iter_mut().zip(sets) {
        sets.iter().for_each(|&set| sizes[set] += 1);
    }
    let mut beads = lattice.best_path_with(|group| {
        let of = &of;
        let mut units = [0, 1]
            .into_iter()
            .flat_map(|side| group.range(side).map(move |unit| of[side][unit]));
        let Some(first) = units.next() else {
            return 0.0;
        };
        if units.any(|set| set != first) {
            -AGAINST
        } else if group.len.contains(&0) && sizes.iter().all(|sizes| sizes[first] == 1) {
            -ALONE
        } else {
            0.0
        }
    });
    if let Some(order) = &path.order {
        order.renumber(&mut beads);
    }
    beads
}
