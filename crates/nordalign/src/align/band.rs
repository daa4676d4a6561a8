//! Where the path may go: near anchors, which are units that share rare words. So work and memory
//! grow with the length of the documents and not with its square.

use crate::score::{Band, Best, Profiles, Similarities};

/// Tables of at most this many nodes are searched whole.
const WHOLE: usize = 10_000;

/// In documents of any length, features of at most this many units are rare enough to find anchors
/// by.
const RARE: usize = 12;

/// Which features count as rare in long documents, where few occur in so few units.
struct Rarity {
    /// Features of at most one unit in this many,
    one_in: usize,
    /// and of at most this many units, so that the work stays linear.
    most: usize,
}

/// For the path, where a false anchor costs little.
const FOR_PATH: Rarity = Rarity {
    one_in: 200,
    most: 64,
};

/// For moved blocks, which take more anchors to find. False ones are sorted out later: a block must
/// be worth its cost.
const FOR_MOVES: Rarity = Rarity {
    one_in: 32,
    most: 256,
};

impl Rarity {
    /// How many of `count` units may have a feature that is rare.
    fn of(&self, count: usize) -> usize {
        (count / self.one_in).clamp(RARE, self.most)
    }
}

/// Documents that have a good anchor for fewer than one in so many units of the shorter have hardly
/// anything in common. Translations, even with large parts missing, have one for nine units or
/// fewer; texts of the same kind about other things one for fifty, and random words one for eleven
/// or more. Translations in old spelling also have that few, but theirs follow one another, which
/// those of chance do not.
const HARDLY_ANCHORED: usize = 10;

/// Anchors lighter than this are often chance.
const GOOD_WEIGHT: u32 = 150;

/// That fewer anchors than this follow one another can be chance.
const LEAST_GOING_ON: usize = 8;

/// In shorter documents the number of anchors is no evidence.
const LEAST_UNITS: usize = 50;

/// How far from the path through the anchors the search looks, in units.
const MARGIN: usize = 4;

/// A stretch between anchors is searched whole if it has at most this many nodes, else near its
/// diagonal.
const WHOLE_STRETCH: usize = 1024;

/// How far from the diagonal of a long stretch without anchors the search looks.
const WIDTH: usize = 48;

/// The nodes to search for two sides of `n` and `m` units with `anchors`.
pub(super) fn band(anchors: &[Anchor], [n, m]: [usize; 2]) -> Band {
    if (n + 1).saturating_mul(m + 1) <= WHOLE {
        return Band::full(n, m);
    }
    corridor(&without_detours(chain(anchors), [n, m]), n, m)
}

/// Those of `nodes` that are near the path through pairs of units that clearly are each other's
/// best match by their similarities, and through the `fixed` pairs.
pub(super) fn narrowed(
    nodes: Band,
    similarities: &Similarities,
    fixed: impl Iterator<Item = [usize; 2]>,
) -> Band {
    let matches = similarities.best.each_ref().map(|best| {
        let clear = |best: &Best| {
            (best.second < CLEARLY * best.cosine).then_some((best.partner as usize, best.cosine))
        };
        best.iter().map(clear).collect::<Vec<_>>()
    });
    let mut anchors = mutual(&matches);
    fix(&mut anchors, fixed);
    nodes.within(&band(&anchors, matches.map(|matches| matches.len())))
}

/// The pairs of units that are each other's match and alike enough. `matches` are those of the
/// units of each side.
fn mutual(matches: &[Vec<Option<(usize, f32)>>; 2]) -> Vec<Anchor> {
    let [forth, back] = matches;
    let anchor = |(i, found): (usize, &Option<(usize, f32)>)| {
        let (j, cosine) = (*found)?;
        let (home, _) = (*back.get(j)?)?;
        let weight = (cosine * 1000.0) as u32;
        (home == i && weight > 50).then_some(Anchor {
            units: [i, j],
            weight,
        })
    };
    forth.iter().enumerate().filter_map(anchor).collect()
}

/// A match is clearly better than another if the other's cosine is less than this share of its own.
const CLEARLY: f32 = 0.8;

/// A pair of units that are each other's best match by rare features, and how good a match.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Anchor {
    pub(super) units: [usize; 2],
    pub(super) weight: u32,
}

impl Anchor {
    /// Whether the caller has fixed it.
    pub(super) fn is_fixed(&self) -> bool {
        self.weight >= FIXED
    }
}

/// The anchors of sides `a` and `b`, in the order of the first.
pub(super) fn anchors(profiles: &Profiles, a: usize, b: usize) -> Vec<Anchor> {
    anchors_among(profiles, [a, b], FOR_PATH, |_, _| true)
}

/// Anchors for finding moved blocks, between units for which `free`, given side and number, is
/// true.
pub(super) fn anchors_for_moves(
    profiles: &Profiles,
    sides: [usize; 2],
    free: impl Fn(usize, usize) -> bool,
) -> Vec<Anchor> {
    anchors_among(profiles, sides, FOR_MOVES, free)
}

/// The anchors among `free` units by rare features.
fn anchors_among(
    profiles: &Profiles,
    [a, b]: [usize; 2],
    rarity: Rarity,
    free: impl Fn(usize, usize) -> bool,
) -> Vec<Anchor> {
    let rare = |side: usize| rarity.of(profiles.sides[side].units.len());
    mutual(&[
        best_matches(profiles, [a, b], rare(b), |i| free(0, i)),
        best_matches(profiles, [b, a], rare(a), |j| free(1, j)),
    ])
}

/// Whether documents of `counts` units have too few `anchors` to be translations, or sections of
/// one in another order.
pub(super) fn hardly_anchored(anchors: &[Anchor], counts: [usize; 2]) -> bool {
    let shorter = counts[0].min(counts[1]);
    let good: Vec<&Anchor> = anchors
        .iter()
        .filter(|anchor| anchor.weight >= GOOD_WEIGHT)
        .collect();
    shorter >= LEAST_UNITS && good.len() * HARDLY_ANCHORED < shorter && !keep_a_course(&good)
}

/// Whether most of these anchors follow the one before at about the same distance in both
/// documents. Anchors between unrelated texts are scattered.
fn keep_a_course(anchors: &[&Anchor]) -> bool {
    let goes_on = |pair: &&[&Anchor]| apart(pair[0].units, pair[1].units) <= SAME_COURSE;
    let going_on = anchors.windows(2).filter(goes_on).count();
    going_on >= LEAST_GOING_ON && going_on * 2 > anchors.len()
}

/// How much the offset changes from one pair of units to another.
fn apart(a: [usize; 2], b: [usize; 2]) -> u64 {
    offset(a).abs_diff(offset(b))
}

/// How much farther on a pair of units is in the second document than in the first. Pairs with
/// about the same offset are on one course.
fn offset([i, j]: [usize; 2]) -> i64 {
    j as i64 - i as i64
}

/// The weight of an anchor that the caller has fixed: more than all others on a chain can have.
const FIXED: u32 = 1 << 28;

/// Adds `fixed` pairs of units, which are sorted, to the anchors. They replace anchors of the same
/// unit of the first side.
pub(super) fn fix(anchors: &mut Vec<Anchor>, fixed: impl Iterator<Item = [usize; 2]>) {
    let fixed: Vec<Anchor> = fixed
        .map(|units| Anchor {
            units,
            weight: FIXED,
        })
        .collect();
    let free = |i: usize| {
        fixed
            .binary_search_by_key(&i, |anchor| anchor.units[0])
            .is_err()
    };
    anchors.retain(|anchor| free(anchor.units[0]));
    anchors.extend(&fixed);
    anchors.sort_by_key(|anchor| anchor.units[0]);
}

/// For each of the `free` units of side `a`, the unit of side `b` that shares the most weight of
/// features that at most `rare` units of `b` have.
fn best_matches(
    profiles: &Profiles,
    [a, b]: [usize; 2],
    rare: usize,
    free: impl Fn(usize) -> bool,
) -> Vec<Option<(usize, f32)>> {
    let (first, second) = (&profiles.sides[a], &profiles.sides[b]);
    let postings = &second.postings;
    let mut shared = vec![0f32; second.units.len()];
    let mut touched = Vec::new();
    (0..first.units.len())
        .map(|i| {
            if !free(i) {
                return None;
            }
            for &(feature, weight) in first.features(i) {
                let found = postings.of(feature);
                if found.len() <= rare {
                    for &(j, other) in found {
                        if shared[j as usize] == 0.0 {
                            touched.push(j as usize);
                        }
                        shared[j as usize] += weight * other;
                    }
                }
            }
            let mut best: Option<(usize, f32)> = None;
            let mut second_best = 0.0;
            for j in touched.drain(..) {
                let cosine = shared[j] / (first.units[i].norm * second.units[j].norm);
                shared[j] = 0.0;
                match best {
                    Some((k, c)) if c > cosine || (c == cosine && k < j) => {
                        second_best = cosine.max(second_best);
                    }
                    _ => {
                        second_best = best.map_or(second_best, |(_, c)| c);
                        best = Some((j, cosine));
                    }
                }
            }
            // Two matches that are about as good do not say where the unit belongs.
            best.filter(|&(_, cosine)| second_best < CLEARLY * cosine)
        })
        .collect()
}

/// The heaviest chain of anchors that rises in both documents. `anchors` rise in the first.
pub(super) fn chain(anchors: &[Anchor]) -> Vec<Anchor> {
    let columns = anchors.iter().map(|anchor| anchor.units[1] + 1).max();
    let mut heaviest = Prefixes::new(columns.unwrap_or(0));
    let mut before: Vec<Option<usize>> = vec![None; anchors.len()];
    let mut last: Option<(u64, usize)> = None;
    for (k, anchor) in anchors.iter().enumerate() {
        let best = heaviest.before(anchor.units[1]);
        before[k] = best.map(|(_, chain)| chain);
        let weight = best.map_or(0, |(weight, _)| weight) + u64::from(anchor.weight);
        heaviest.add(anchor.units[1], (weight, k));
        if last.is_none_or(|(heaviest, _)| weight > heaviest) {
            last = Some((weight, k));
        }
    }
    let mut chain = Vec::new();
    let mut next = last.map(|(_, k)| k);
    while let Some(k) = next {
        chain.push(anchors[k]);
        next = before[k];
    }
    chain.reverse();
    chain
}

/// A stretch away from the course is kept if its anchors weigh at least this much together for each
/// unit of distance.
const DETOUR: u64 = 100;

/// Anchors whose offsets differ by no more are on one course.
const SAME_COURSE: u64 = 4;

/// How often detours are looked for.
const ROUNDS: usize = 8;

/// The chain without stretches that leave the course and come back to it, unless they weigh enough:
/// documents that repeat themselves have a few good matches far away. The search still sees most of
/// what is removed here.
fn without_detours(mut chain: Vec<Anchor>, [n, m]: [usize; 2]) -> Vec<Anchor> {
    // How far the stretch from `first` to `last` is from the course before and after it; 0 if the
    // path does not come back, because then parts of a document are left out before and after.
    let detour = |before, first, last, after| {
        let leaves = offset(first) > offset(before);
        let comes_back = offset(after) < offset(last);
        if leaves == comes_back {
            apart(before, first).min(apart(last, after))
        } else {
            0
        }
    };
    for _ in 0..ROUNDS {
        let courses: Vec<&[Anchor]> = chain
            .chunk_by(|a, b| apart(a.units, b.units) <= SAME_COURSE)
            .collect();
        let weights: Vec<u64> = courses
            .iter()
            .map(|course| course.iter().map(|anchor| u64::from(anchor.weight)).sum())
            .collect();
        let ends = |k: usize| {
            courses
                .get(k)
                .and_then(|course| course.first().zip(course.last()))
        };
        let stays = |k: usize| {
            let Some((first, last)) = ends(k) else {
                return true;
            };
            let before = k
                .checked_sub(1)
                .and_then(ends)
                .map_or([0, 0], |(_, last)| last.units);
            let after = ends(k + 1).map_or([n, m], |(first, _)| first.units);
            let detour = detour(before, first.units, last.units, after);
            // Of two stretches side by side the lighter is removed first: without it the other may
            // be no detour.
            let lighter = |other: Option<&u64>| other.is_none_or(|&other| weights[k] <= other);
            weights[k] >= DETOUR * detour
                || !lighter(k.checked_sub(1).and_then(|k| weights.get(k)))
                || !lighter(weights.get(k + 1))
        };
        let kept: Vec<Anchor> = (0..courses.len())
            .filter(|&k| stays(k))
            .flat_map(|k| courses[k].iter().copied())
            .collect();
        if kept.len() == chain.len() {
            break;
        }
        chain = kept;
    }
    chain
}

/// The greatest value at any place before a given one: a Fenwick tree.
struct Prefixes(Vec<Option<(u64, usize)>>);

impl Prefixes {
    fn new(places: usize) -> Self {
        Prefixes(vec![None; places + 1])
    }

    fn add(&mut self, place: usize, value: (u64, usize)) {
        let mut k = place + 1;
        while let Some(slot) = self.0.get_mut(k) {
            if slot.is_none_or(|old| value.0 > old.0) {
                *slot = Some(value);
            }
            k += k & k.wrapping_neg();
        }
    }

    fn before(&self, place: usize) -> Option<(u64, usize)> {
        let mut best: Option<(u64, usize)> = None;
        let mut k = place;
        while k > 0 {
            if let Some(value) = self.0[k]
                && best.is_none_or(|old| value.0 > old.0)
            {
                best = Some(value);
            }
            k &= k - 1;
        }
        best
    }
}

/// A band of nodes around the path through `anchors`, from the first node to the last.
fn corridor(anchors: &[Anchor], n: usize, m: usize) -> Band {
    let mut rows = vec![(m, 0); n + 1];
    let mut from = [0, 0];
    let ends = anchors.iter().map(|anchor| anchor.units).chain([[n, m]]);
    for to in ends {
        stretch(from, to, &mut rows);
        from = to;
    }
    let widened = |i: usize| {
        let low = rows[i.saturating_sub(MARGIN)].0.saturating_sub(MARGIN);
        let high = (rows[(i + MARGIN).min(n)].1 + MARGIN).min(m);
        (low, high + 1)
    };
    Band::connected((0..=n).map(widened).collect())
}

/// Extends the rows between two nodes of the path to all columns between, or to those near the
/// diagonal.
fn stretch(from: [usize; 2], to: [usize; 2], rows: &mut [(usize, usize)]) {
    let (height, width) = (to[0] - from[0], to[1] - from[1]);
    let whole = (height + 1).saturating_mul(width + 1) <= WHOLE_STRETCH;
    for step in 0..=height {
        let (low, high) = if whole || height == 0 {
            (from[1], to[1])
        } else {
            let middle = from[1] + (step as u128 * width as u128 / height as u128) as usize;
            // Steep stretches take more than one column a row.
            let reach = WIDTH + width / height;
            (
                middle.saturating_sub(reach).max(from[1]),
                (middle + reach).min(to[1]),
            )
        };
        let row = &mut rows[from[0] + step];
        row.0 = row.0.min(low);
        row.1 = row.1.max(high);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn anchor(i: usize, j: usize, weight: u32) -> Anchor {
        Anchor {
            units: [i, j],
            weight,
        }
    }

    #[test]
    fn the_heaviest_rising_chain_wins_over_a_longer_light_one() {
        let anchors = [
            anchor(0, 0, 5),
            anchor(1, 9, 1),
            anchor(2, 3, 6),
            anchor(3, 10, 2),
        ];
        let units: Vec<_> = chain(&anchors).iter().map(|a| a.units).collect();
        assert_eq!(units, [[0, 0], [2, 3], [3, 10]]);
    }

    #[test]
    fn few_anchors_are_enough_where_they_follow_one_another() {
        // One anchor for twenty units, in ten sections that stand in reverse order.
        let sections = |i: usize| (9 - i / 200) * 200 + i % 200;
        let in_sections = (0..2000).step_by(20).map(|i| anchor(i, sections(i), 300));
        let scattered = (0..2000).step_by(20).map(|i| anchor(i, i * 7 % 2000, 300));
        let counts = [2000, 2000];
        assert!(!hardly_anchored(&in_sections.collect::<Vec<_>>(), counts));
        assert!(hardly_anchored(&scattered.collect::<Vec<_>>(), counts));
    }

    #[test]
    fn a_match_far_from_all_others_is_left_out() {
        // A chain that goes through a far match leaves out what that crosses.
        let before = (0..80).step_by(4).map(|i| anchor(i, i, 300));
        let after = (120..200).step_by(4).map(|i| anchor(i, i, 300));
        let chain: Vec<Anchor> = before.chain([anchor(80, 117, 300)]).chain(after).collect();
        let kept = without_detours(chain, [200, 200]);
        assert!(kept.iter().all(|anchor| anchor.units[0] == anchor.units[1]));
        assert_eq!(kept.len(), 40);
    }

    #[test]
    fn a_part_left_out_of_one_document_does_not_lose_the_matches_after_it() {
        let before = (0..20).map(|i| anchor(i, i, 300));
        let after = (20..40).map(|i| anchor(i + 100, i, 300));
        let chain: Vec<Anchor> = before.chain(after).collect();
        assert_eq!(without_detours(chain.clone(), [140, 40]), chain);
    }

    #[test]
    fn a_band_without_anchors_reaches_from_corner_to_corner_and_stays_narrow() {
        let band = corridor(&[], 10_000, 9_000);
        assert_eq!(band.columns(0).0, 0);
        assert_eq!(band.columns(10_000).1, 9_001);
        assert!(band.cells() < 10_000 * 130);
        for i in 1..band.rows() {
            let (before, here) = (band.columns(i - 1), band.columns(i));
            assert!(before.0 <= here.0 && before.1 <= here.1 && here.0 < before.1);
        }
    }
}
