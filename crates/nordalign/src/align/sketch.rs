//! A first, quick search: where good paths run. The full search, which scores joined beads and
//! looks at words, is limited to the nodes found here.

use crate::score::{Band, Scorer};

/// A node is searched further if the best path through it scores at most this much less than the
/// best of all.
const WORST: f32 = 9.0;

/// How many nodes on each side of those are searched too.
const NEAR: usize = 1;

/// Two units surely belong together if as a bead they score this much more than each alone.
const SURE: f32 = 3.5;

/// How many sure pairs before and after a node make it certain.
const REACH: usize = 2;

/// The nodes within `band` on good paths, and those next to them, at most `far` units from the best
/// path.
pub(crate) fn sketch(band: &Band, scorer: &Scorer, far: usize) -> Band {
    let gaps = [0, 1].map(|side| scorer.quick_gaps(side));
    let pairs = quick_pairs(band, scorer);
    let forward = forward(band, &gaps, &pairs);
    let backward = backward(band, &gaps, &pairs);
    let best = forward.last().copied().unwrap_or(0.0);
    let path = best_path(band, &forward, &gaps, &pairs);
    let good = |node: usize| forward[node] + backward[node] - best >= -WORST;
    let row = |(i, &path): (usize, &(usize, usize))| {
        let (first, last) = band.ends(i, good).unwrap_or(path);
        (
            first.max(path.0.saturating_sub(far)).min(path.0),
            last.min(path.1 + far).max(path.1),
        )
    };
    let rows: Vec<_> = ends(&path, band.rows())
        .iter()
        .enumerate()
        .map(row)
        .collect();
    widened(band, &rows, &certain(&path, band.rows()))
}

/// A node of the best path.
struct Node {
    row: usize,
    column: usize,
    /// Whether the path comes to it by a sure pair of units.
    sure: bool,
}

/// The first and the last column of the path in each row. The path is given last node first.
fn ends(path: &[Node], rows: usize) -> Vec<(usize, usize)> {
    let mut ends = vec![(usize::MAX, 0); rows];
    for node in path {
        let (first, last) = &mut ends[node.row];
        *first = node.column.min(*first);
        *last = node.column.max(*last);
    }
    ends
}

/// For each row, the column of the path if it is certain: some sure pairs come before it and after
/// it.
fn certain(path: &[Node], rows: usize) -> Vec<Option<usize>> {
    let mut certain = vec![None; rows];
    for around in path.windows(2 * REACH) {
        if around.iter().all(|node| node.sure) {
            certain[around[REACH].row] = Some(around[REACH].column);
        }
    }
    certain
}

/// The best path, last node first.
fn best_path(band: &Band, forward: &[f32], gaps: &[Vec<f32>; 2], pairs: &[f32]) -> Vec<Node> {
    let mut path = Vec::with_capacity(band.rows());
    let mut i = band.rows() - 1;
    let mut j = band.columns(i).1 - 1;
    let node = |row, column, sure| Node { row, column, sure };
    while let Some(here) = band.index(i, j) {
        let before = i.checked_sub(1).zip(j.checked_sub(1));
        let paired =
            before.and_then(|(i, j)| Some((i, j, forward[band.index(i, j)?] + pairs[here])));
        let dropped = i
            .checked_sub(1)
            .and_then(|i| Some(forward[band.index(i, j)?] + gaps[0][i]));
        let dropped = dropped.unwrap_or(f32::NEG_INFINITY);
        let added = j
            .checked_sub(1)
            .and_then(|j| Some(forward[band.index(i, j)?] + gaps[1][j]));
        let added = added.unwrap_or(f32::NEG_INFINITY);
        match paired {
            Some((a, b, score)) if score >= dropped && score >= added => {
                path.push(node(i, j, pairs[here] - gaps[0][a] - gaps[1][b] >= SURE));
                (i, j) = (a, b);
            }
            _ => {
                path.push(node(i, j, false));
                match (i, j) {
                    (0, 0) => break,
                    (_, 0) => i -= 1,
                    (0, _) => j -= 1,
                    _ if dropped >= added => i -= 1,
                    _ => j -= 1,
                }
            }
        }
    }
    path
}

/// The scores of all 1-1 beads, by the node where they end.
fn quick_pairs(band: &Band, scorer: &Scorer) -> Vec<f32> {
    let mut pairs = Vec::with_capacity(band.cells());
    for i in 0..band.rows() {
        let (from, to) = band.columns(i);
        for j in from..to {
            pairs.push(match i.checked_sub(1).zip(j.checked_sub(1)) {
                Some((i, j)) => scorer.quick_pair(i, j),
                None => f32::NEG_INFINITY,
            });
        }
    }
    pairs
}

/// The best score of a path from the first node to each.
fn forward(band: &Band, gaps: &[Vec<f32>; 2], pairs: &[f32]) -> Vec<f32> {
    let mut best = vec![f32::NEG_INFINITY; band.cells()];
    let mut here = 0;
    for i in 0..band.rows() {
        let (from, to) = band.columns(i);
        for j in from..to {
            let mut score = if (i, j) == (0, 0) {
                0.0
            } else {
                f32::NEG_INFINITY
            };
            if i > 0 {
                if let Some(above) = band.index(i - 1, j) {
                    score = score.max(best[above] + gaps[0][i - 1]);
                }
                if let Some(before) = j.checked_sub(1).and_then(|j| band.index(i - 1, j)) {
                    score = score.max(best[before] + pairs[here]);
                }
            }
            if j > from {
                score = score.max(best[here - 1] + gaps[1][j - 1]);
            }
            best[here] = score;
            here += 1;
        }
    }
    best
}

/// The best score of a path from each node to the last.
fn backward(band: &Band, gaps: &[Vec<f32>; 2], pairs: &[f32]) -> Vec<f32> {
    let mut best = vec![f32::NEG_INFINITY; band.cells()];
    if let Some(last) = best.last_mut() {
        *last = 0.0;
    }
    let mut here = band.cells();
    for i in (0..band.rows()).rev() {
        let (from, to) = band.columns(i);
        for j in (from..to).rev() {
            here -= 1;
            let score = best[here];
            if i > 0 {
                if let Some(above) = band.index(i - 1, j) {
                    best[above] = best[above].max(score + gaps[0][i - 1]);
                }
                if let Some(before) = j.checked_sub(1).and_then(|j| band.index(i - 1, j)) {
                    best[before] = best[before].max(score + pairs[here]);
                }
            }
            if j > from {
                best[here - 1] = best[here - 1].max(score + gaps[1][j - 1]);
            }
        }
    }
    best
}

/// A band of the rows, each made wider by the nodes next to it.
fn widened(band: &Band, rows: &[(usize, usize)], certain: &[Option<usize>]) -> Band {
    let last = rows.len() - 1;
    let columns = band.columns(last).1;
    let wide = (0..=last)
        .map(|i| {
            let (from, to) = band.columns(i);
            if let Some(column) = certain[i] {
                return (column, column + 1);
            }
            let near = &rows[i.saturating_sub(NEAR)..=(i + NEAR).min(last)];
            let low = near.iter().map(|row| row.0).min().unwrap_or(from);
            let high = near.iter().map(|row| row.1).max().unwrap_or(to);
            let high = (high + NEAR + 1).min(columns);
            (
                low.saturating_sub(NEAR).clamp(from, to - 1),
                high.clamp(from + 1, to),
            )
        })
        .collect();
    Band::connected(wide).gated(|i| certain[i].is_some())
}
