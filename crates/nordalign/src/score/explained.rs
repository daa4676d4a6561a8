//! Features of a bead from its words. A word is explained by the units of the other side that it is
//! found in: those of the bead, or neighbours outside it.

use std::ops::Range;

use super::features::{F, FeatureVector, hinges};
use super::scorer::{Group, Scorer};
use super::words::Bits;

/// Words of one unit that only one other unit explains.
#[derive(Clone, Copy, Default)]
struct Spill {
    /// Their share of the weight of the lighter unit.
    share: f32,
    /// How many words.
    words: u32,
    /// The share of the words where the units meet: the last of the one, and the first of the
    /// other.
    seam: f32,
    /// How many words those are.
    seam_words: u32,
}

impl Scorer<'_> {
    /// Which words of a bead with two sides are explained.
    pub(super) fn explained(&self, group: Group, f: &mut FeatureVector) {
        let sides = [0, 1].map(|side| {
            let words = &self.sides[side].words;
            let all: f32 = group.range(side).map(|i| words.sum(i)).sum();
            let inside = group
                .range(side)
                .map(|i| words.weight(i, self.inside(group, side, i)));
            (inside.sum::<f32>(), all.max(1e-6))
        });
        let shares = sides.map(|(inside, all)| inside / all);
        let both = (sides[0].0 + sides[1].0) / (sides[0].1 + sides[1].1);
        f[F::words as usize] = both;
        hinges(
            f,
            both,
            [
                (F::words_30, 0.30),
                (F::words_50, 0.50),
                (F::words_70, 0.70),
            ],
        );
        let least = shares[0].min(shares[1]);
        f[F::words_least as usize] = least;
        hinges(
            f,
            least,
            [(F::words_least_30, 0.30), (F::words_least_60, 0.60)],
        );
        let shorter = sides[0].1.min(sides[1].1);
        let ends = [true, false].map(|head| {
            let [a, b] = [0, 1].map(|side| self.unexplained_end(group, side, head) / shorter);
            (a - b).abs().min(1.0)
        });
        f[F::end_open as usize] = ends[0].max(ends[1]);
        f[F::ends_open as usize] = ends[0] + ends[1];
        if group.len != [1, 1] {
            self.members_explained(group, f);
        }
        let spill = self.spill(group);
        f[F::spill as usize] = spill.share;
        hinges(f, spill.share, [(F::spill_10, 0.10), (F::spill_30, 0.30)]);
        f[F::spill_words as usize] = spill.words.min(6) as f32 / 6.0;
        f[F::spill_word as usize] = spill.words.min(1) as f32;
        f[F::seam as usize] = spill.seam;
        f[F::seam_15 as usize] = (spill.seam - 0.15).max(0.0);
        f[F::seam_word as usize] = spill.seam_words.min(1) as f32;
    }

    /// Which words of a unit without a partner would be explained by the units near it.
    pub(super) fn unit_explained(&self, group: Group, f: &mut FeatureVector) {
        let spill = self.spill(group);
        f[F::gap_spill as usize] = spill.share;
        hinges(
            f,
            spill.share,
            [
                (F::gap_spill_10, 0.10),
                (F::gap_spill_30, 0.30),
                (F::gap_spill_60, 0.60),
            ],
        );
        f[F::gap_spill_words as usize] = spill.words.min(6) as f32 / 6.0;
        f[F::gap_spill_word as usize] = spill.words.min(1) as f32;
        f[F::gap_seam as usize] = spill.seam;
        f[F::gap_seam_word as usize] = spill.seam_words.min(1) as f32;
    }

    /// The words of unit `i` of the bead that its other side explains.
    fn inside(&self, group: Group, side: usize, i: usize) -> Bits {
        self.found_in(side, i, group.range(1 - side))
    }

    /// The words of unit `i` of `side` that are found in any of `others`.
    fn found_in(&self, side: usize, i: usize, others: Range<usize>) -> Bits {
        others.fold(0, |bits, j| bits | self.found.bits(side, i, j))
    }

    /// What the unexplained words before the first explained one, or after the last, weigh.
    fn unexplained_end(&self, group: Group, side: usize, head: bool) -> f32 {
        let words = &self.sides[side].words;
        let mut sum = 0.0;
        for k in 0..group.len[side] {
            let i = group.start[side] + if head { k } else { group.len[side] - 1 - k };
            let inside = self.inside(group, side, i);
            if inside == 0 {
                sum += words.sum(i);
                continue;
            }
            let end = if head {
                (1 << inside.trailing_zeros()) - 1
            } else {
                words.all(i) & after(inside)
            };
            return sum + words.weight(i, end);
        }
        sum
    }

    /// Whether every unit of a joined side is explained, and explains what no other does.
    fn members_explained(&self, group: Group, f: &mut FeatureVector) {
        let found = self.found;
        let (mut least, mut needed, mut needed_words) = (1f32, 1f32, 6);
        let mut inner = 1f32;
        for side in [0, 1].into_iter().filter(|&side| group.len[side] > 1) {
            let words = &self.sides[side].words;
            let others = &self.sides[1 - side].words;
            for i in group.range(side) {
                let sum = words.sum(i);
                let (mut weight, mut count) = (0.0, 0);
                for j in group.range(1 - side) {
                    let rest = group.range(side).filter(|&k| k != i);
                    let rest = rest.fold(0, |bits, k| bits | found.bits(1 - side, j, k));
                    let only = found.bits(1 - side, j, i) & !rest;
                    weight += others.weight(j, only);
                    count += only.count_ones();
                }
                // What is between two units of a bead belongs to it too, needed or not.
                if !group.outer(side).contains(&i) {
                    inner = inner.min(weight / sum);
                    continue;
                }
                least = least.min(words.weight(i, self.inside(group, side, i)) / sum);
                needed = needed.min(weight / sum);
                needed_words = needed_words.min(count);
            }
        }
        f[F::member as usize] = least;
        hinges(f, least, [(F::member_30, 0.30), (F::member_60, 0.60)]);
        f[F::needed as usize] = needed;
        hinges(f, needed, [(F::needed_15, 0.15), (F::needed_40, 0.40)]);
        f[F::inner as usize] = inner;
        f[F::inner_20 as usize] = (inner - 0.2).max(0.0);
        f[F::needed_words as usize] = needed_words as f32 / 6.0;
        f[F::needed_word as usize] = needed_words.min(1) as f32;
    }

    /// Whether every cut through the bead would separate words from the only unit that explains
    /// them.
    pub(super) fn crossed(&self, group: Group) -> bool {
        let [rows, columns] = [group.range(0), group.range(1)];
        (rows.start + 1..rows.end).all(|i| {
            (columns.start + 1..columns.end).all(|j| {
                [(0, i, j), (1, j, i)]
                    .into_iter()
                    .any(|(side, cut, across)| {
                        let others = group.range(1 - side);
                        group.range(side).any(|unit| {
                            let parts = [others.start..across, across..others.end];
                            let [before, after] = parts.map(|part| self.found_in(side, unit, part));
                            let (own, other) = if unit < cut {
                                (before, after)
                            } else {
                                (after, before)
                            };
                            other & !own != 0
                        })
                    })
            })
        })
    }

    /// The worst spill over the four corners of a bead.
    fn spill(&self, group: Group) -> Spill {
        let mut worst = Spill::default();
        for side in [0, 1] {
            if group.len[side] == 0 {
                continue;
            }
            let [own, other] = [group.range(side), group.range(1 - side)];
            let before = (
                own.start,
                other.start.checked_sub(1),
                own.start.checked_sub(1),
            );
            let after = (own.end - 1, Some(other.end), Some(own.end));
            for (head, (i, j, next)) in [(true, before), (false, after)] {
                let Some(j) = j else { continue };
                if j >= self.sides[1 - side].units.len() {
                    continue;
                }
                let spill = self.corner(group, side, i, j, next, head);
                worst.share = worst.share.max(spill.share);
                worst.words = worst.words.max(spill.words);
                worst.seam = worst.seam.max(spill.seam);
                worst.seam_words = worst.seam_words.max(spill.seam_words);
            }
        }
        worst
    }

    /// How strongly unit `i` of the bead and unit `j` outside it need each other. The words of `i`
    /// that its other side does not explain but `j` does, and the words of `j` that `i` explains
    /// but the neighbour of `i` does not: the lesser of the two.
    fn corner(
        &self,
        group: Group,
        side: usize,
        i: usize,
        j: usize,
        next: Option<usize>,
        head: bool,
    ) -> Spill {
        let found = self.found;
        let here = found.bits(side, i, j) & !self.inside(group, side, i);
        if here == 0 {
            return Spill::default();
        }
        let all = found.bits(1 - side, j, i);
        let there = all & !next.map_or(0, |next| found.bits(1 - side, j, next));
        let [own, other] = [&self.sides[side].words, &self.sides[1 - side].words];
        let weight = own.weight(i, here).min(other.weight(j, there));
        let shorter = own.sum(i).min(other.sum(j));
        let (last, first) = if head {
            (first_run(here), last_run(all, other.all(j)))
        } else {
            (last_run(here, own.all(i)), first_run(all))
        };
        let seam = own.weight(i, last).min(other.weight(j, first));
        Spill {
            share: (weight / shorter).min(1.0),
            words: here.count_ones().min(there.count_ones()),
            seam: (seam / shorter).min(1.0),
            seam_words: last.count_ones().min(first.count_ones()),
        }
    }
}

/// The bits set without a gap from the first on.
fn first_run(bits: Bits) -> Bits {
    bits & !(bits.wrapping_add(1))
}

/// The bits set from the last of `all` back.
fn last_run(bits: Bits, all: Bits) -> Bits {
    bits & after(all & !bits)
}

/// The bits after the last one set; all, if none is.
fn after(bits: Bits) -> Bits {
    !Bits::MAX.checked_shr(bits.leading_zeros()).unwrap_or(0)
}
