//! Which words of a unit stand in which units of the other document.
//!
//! A cosine says how alike two units are, but not which of their words are. Here every word is
//! looked for by itself: it is found in a unit that has at least half of the weight of its
//! features, so that inflected and related forms count. The words found are a bit set for each pair
//! of units in the band, which makes unions cheap: so it is quick to see which words of a bead are
//! not found on its other side, and whether they are found in a neighbour.

use super::band::Band;
use super::profile::{Profiles, SideProfile};
use super::words::Bits;

/// The words of either document's units that are found in the other's, for the pairs of units in a
/// band.
#[derive(Default)]
pub(crate) struct Found {
    band: Band,
    /// For each pair, the words of the one found in the other, and the reverse.
    bits: Vec<[Bits; 2]>,
}

impl Found {
    /// For the beads between `nodes`, and the units next to them.
    pub(crate) fn new(profiles: &Profiles, a: usize, b: usize, nodes: &Band) -> Self {
        let (first, second) = (&profiles.sides[a], &profiles.sides[b]);
        let band = nodes.units(second.units.len(), 1);
        let mut found = Found {
            bits: vec![[0; 2]; band.cells()],
            band,
        };
        let rows: Vec<(usize, usize)> = (0..found.band.rows())
            .map(|i| found.band.columns(i))
            .collect();
        let columns = transposed(&rows, second.units.len());
        found.find(0, first, second, &rows);
        found.find(1, second, first, &columns);
        found
    }

    /// Looks for the words of `side` in the units of `other` that are in `ranges`. Both ends of the
    /// ranges rise from unit to unit.
    fn find(
        &mut self,
        which: usize,
        side: &SideProfile,
        other: &SideProfile,
        ranges: &[(usize, usize)],
    ) {
        // As many units at a time as a bit set holds: which of them have each feature.
        const UNITS: usize = u64::BITS as usize;
        let mut holders = vec![0u64; other.postings.features()];
        let mut weights = [0f32; UNITS];
        let mut first = 0;
        for start in (0..other.units.len()).step_by(UNITS) {
            let end = (start + UNITS).min(other.units.len());
            for unit in start..end {
                for &(feature, _) in other.features(unit) {
                    holders[feature as usize] |= 1 << (unit - start);
                }
            }
            while ranges.get(first).is_some_and(|range| range.1 <= start) {
                first += 1;
            }
            let reaching = ranges[first..].iter().take_while(|range| range.0 < end);
            for (i, &(from, to)) in (first..).zip(reaching) {
                let (from, to) = (from.max(start) - start, to.min(end) - start);
                if from >= to {
                    continue;
                }
                let allowed = u64::MAX >> (UNITS - to) & u64::MAX << from;
                for (bit, at) in side.words.bits(i).enumerate() {
                    for (feature, square) in side.words.features(at) {
                        let mut units = holders[feature as usize] & allowed;
                        while units != 0 {
                            weights[units.trailing_zeros() as usize] += square.abs();
                            units &= units - 1;
                        }
                    }
                    let least = side.words.weights(i)[bit] * 0.5;
                    for (k, weight) in (from..to).zip(&mut weights[from..to]) {
                        if *weight > least {
                            self.mark(which, i, start + k, bit);
                        }
                        *weight = 0.0;
                    }
                }
            }
            for unit in start..end {
                for &(feature, _) in other.features(unit) {
                    holders[feature as usize] = 0;
                }
            }
        }
    }

    /// A word of unit `i` of `side` is found in unit `j` of the other.
    fn mark(&mut self, side: usize, i: usize, j: usize, bit: usize) {
        let (row, column) = if side == 0 { (i, j) } else { (j, i) };
        if let Some(place) = self.band.index(row, column) {
            self.bits[place][side] |= 1 << bit;
        }
    }

    /// The words of unit `i` of `side` that are found in unit `j` of the other; none outside the
    /// band.
    pub(crate) fn bits(&self, side: usize, i: usize, j: usize) -> Bits {
        let (row, column) = if side == 0 { (i, j) } else { (j, i) };
        self.band
            .index(row, column)
            .map_or(0, |place| self.bits[place][side])
    }
}

/// For each column, the rows whose range holds it. Both ends of the ranges rise from row to row.
fn transposed(rows: &[(usize, usize)], columns: usize) -> Vec<(usize, usize)> {
    let (mut from, mut to) = (0, 0);
    (0..columns)
        .map(|j| {
            while from < rows.len() && rows[from].1 <= j {
                from += 1;
            }
            while to < rows.len() && rows[to].0 <= j {
                to += 1;
            }
            (from.min(to), to)
        })
        .collect()
}

/// Words of two documents that recur in linked units without being found in each other: a lexicon
/// learned from the text.
///
/// A whole word is identified by the number of its first feature.
pub(crate) fn recurring(
    sides: [&SideProfile; 2],
    found: &Found,
    links: impl Iterator<Item = (usize, usize)>,
) -> Vec<[u32; 2]> {
    let left: Vec<[Vec<u32>; 2]> = links
        .map(|(i, j)| {
            [(0, i, j), (1, j, i)].map(|(side, unit, other)| {
                sides[side].words.left(unit, found.bits(side, unit, other))
            })
        })
        .filter(|left| left.iter().all(|left| left.len() <= MOST_LEFT))
        .collect();
    let mut counts: [Vec<u32>; 2] = [0, 1].map(|side| vec![0; sides[side].postings.features()]);
    for left in &left {
        for (counts, left) in counts.iter_mut().zip(left) {
            left.iter().for_each(|&word| counts[word as usize] += 1);
        }
    }
    let recurs = |side: usize, word: &u32| counts[side][*word as usize] > 1;
    let mut together: Vec<[u32; 2]> = Vec::new();
    for [first, second] in &left {
        for &a in first.iter().filter(|word| recurs(0, word)) {
            let others = second.iter().filter(|word| recurs(1, word));
            together.extend(others.map(|&b| [a, b]));
        }
    }
    together.sort_unstable();
    let pairs = || {
        let runs = together.chunk_by(|a, b| a == b);
        runs.map(|run| (run[0], run.len() as u32))
    };
    let best = best_partners(&counts, pairs());
    let is_pair = |&([a, b], count): &([u32; 2], u32)| {
        let only = |side: usize, word: u32, other: u32| best[side][word as usize] == Some(other);
        let all = counts[0][a as usize] + counts[1][b as usize];
        count >= 2 && 2 * count * 10 >= all * 6 && only(0, a, b) && only(1, b, a)
    };
    pairs().filter(is_pair).map(|(pair, _)| pair).collect()
}

/// The word that each word of either side occurs together with most often, if only one does.
fn best_partners(
    counts: &[Vec<u32>; 2],
    pairs: impl Iterator<Item = ([u32; 2], u32)>,
) -> [Vec<Option<u32>>; 2] {
    let mut most = [0, 1].map(|side| vec![0; counts[side].len()]);
    let mut best = [0, 1].map(|side| vec![None; counts[side].len()]);
    for (pair, count) in pairs {
        for side in [0, 1] {
            let (word, other) = (pair[side] as usize, pair[1 - side]);
            if count > most[side][word] {
                most[side][word] = count;
                best[side][word] = Some(other);
            } else if count == most[side][word] {
                best[side][word] = None;
            }
        }
    }
    best
}

/// Units with more words than this that are not found say too little about which belong together.
const MOST_LEFT: usize = 8;

impl Found {
    /// From now on, the words of `pairs` count as found in each other.
    pub(crate) fn add(&mut self, sides: [&SideProfile; 2], pairs: &[[u32; 2]]) {
        let rows: Vec<(usize, usize)> = (0..self.band.rows())
            .map(|i| self.band.columns(i))
            .collect();
        let columns = transposed(&rows, sides[1].units.len());
        for (which, ranges) in [(0, rows), (1, columns)] {
            let mut partners = vec![None; sides[which].postings.features()];
            for pair in pairs {
                partners[pair[which] as usize] = Some(pair[1 - which]);
            }
            let mut postings = sides[1 - which].postings.walk();
            for (i, &(from, to)) in ranges.iter().enumerate() {
                for (bit, name) in sides[which].words.names(i).enumerate() {
                    let Some(partner) = partners[name as usize] else {
                        continue;
                    };
                    for &(unit, _) in postings.within(partner, from, to) {
                        self.mark(which, i, unit as usize, bit);
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::lang::Lang;
    use crate::normalize::Lexicon;
    use crate::segment::{Segment, Segmentation, segments};

    fn profiles(sv: &[&str], da: &[&str], lexicon: &Lexicon) -> Profiles {
        let units = |lang, texts: &[&str]| -> Vec<Segment> {
            segments(&Document::from_units(lang, texts), Segmentation::Paragraph)
        };
        let (sv, da) = (units(Lang::Sv, sv), units(Lang::Da, da));
        Profiles::new(&[(Lang::Sv, &sv), (Lang::Da, &da)], lexicon)
    }

    #[test]
    fn words_are_found_by_spelling_and_by_the_lexicon() {
        let sv = ["Biblioteket lånar ut tidningar", "Kaféet är stängt"];
        let da = ["Biblioteket udlåner aviser", "Caféen er lukket"];
        let nodes = Band::full(2, 2);
        let without = Found::new(&profiles(&sv, &da, &Lexicon::new()), 0, 1, &nodes);
        assert_eq!(without.bits(0, 0, 0) & 0b1001, 0b0001, "only Biblioteket");
        let lexicon = Lexicon::parse("tidningar | aviser | aviser").unwrap();
        let with = Found::new(&profiles(&sv, &da, &lexicon), 0, 1, &nodes);
        assert_eq!(with.bits(0, 0, 0) & 0b1001, 0b1001, "tidningar too");
        assert_eq!(with.bits(0, 0, 1), 0);
    }

    #[test]
    fn words_that_recur_in_linked_units_are_learned() {
        let sv = [
            "Hyresgästen betalar i maj",
            "Hyresgästen flyttar i juni",
            "Nyckeln lämnas in",
        ];
        let da = [
            "Lejeren betaler i maj",
            "Lejeren flytter i juni",
            "Nøglen afleveres",
        ];
        let profiles = profiles(&sv, &da, &Lexicon::new());
        let sides = [&profiles.sides[0], &profiles.sides[1]];
        let mut found = Found::new(&profiles, 0, 1, &Band::full(3, 3));
        assert_eq!(found.bits(0, 0, 0) & 1, 0);
        let pairs = recurring(sides, &found, [(0, 0), (1, 1), (2, 2)].into_iter());
        assert_eq!(pairs.len(), 1);
        found.add(sides, &pairs);
        assert_eq!(found.bits(0, 0, 0) & 1, 1);
        assert_eq!(found.bits(1, 1, 1) & 1, 1);
    }
}
