//! Sentences that one side of units that belong together lacks.
//!
//! The sentences of both sides are aligned by the letter trigrams that they share, rare ones counting more. A sentence that nothing is
//! gained by joining to any other is left out, unless something on the other side is left over as well, which may say the same in other
//! words, or the lengths of the two sides are explained better without it.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::check::unit::{Joint, Pair, Side, words};
use crate::check::spelling::{Trigram, trigrams};
use crate::score::letters;
use crate::segment::sentences;
use crate::span::Span;

/// A sentence that the other side lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct LeftOut {
    /// The side that has it: 0 of the source, 1 of the target.
    pub(super) side: usize,
    /// The unit it stands in, and where in its text.
    pub(super) unit: usize,
    pub(super) range: Range<usize>,
    /// The byte of the other document's source at which it should stand.
    pub(super) place: usize,
}

impl LeftOut {
    pub(super) fn text<'a>(&self, pair: &Pair<'a>) -> &'a str {
        let unit = self.of(pair).units.get(self.unit);
        let text = unit.and_then(|unit| unit.text.get(self.range.clone()));
        text.unwrap_or_default()
    }

    /// Where it stands in the source of its document.
    pub(super) fn span(&self, pair: &Pair) -> Span {
        self.of(pair).span(self.unit, self.range.start, self.range.end)
    }

    fn of<'p, 'a>(&self, pair: &'p Pair<'a>) -> &'p Side<'a> {
        match self.side {
            0 => &pair.source,
            _ => &pair.target,
        }
    }
}

/// A sentence of fewer words than this is not said to be left out.
const FEWEST: usize = 4;

/// Units of more sentences than this, on either side, are not cut: a bound on the work.
const MOST: usize = 64;

/// The part of a text's trigrams that it has to share with another to be joined to it, in per cent.
const SHARED: i64 = 20;

/// How many units and sentences a bead holds of each side.
const BEADS: [(usize, usize); 6] = [(1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1)];

/// What the two documents have in common, to judge sentences by.
pub(super) struct Sentences {
    /// In how many units of both documents each trigram stands.
    holders: BTreeMap<Trigram, usize>,
    units: usize,
    /// How long a translation is in this document, in thousandths of its source.
    usual: usize,
}

/// A sentence of units that belong together.
struct Sentence {
    unit: usize,
    range: Range<usize>,
    trigrams: Vec<Trigram>,
    letters: usize,
    words: usize,
}

impl Sentences {
    pub(super) fn new(pair: &Pair) -> Self {
        let mut holders = BTreeMap::new();
        for side in [&pair.source, &pair.target] {
            for unit in side.units {
                for trigram in trigrams(&unit.text) {
                    *holders.entry(trigram).or_default() += 1;
                }
            }
        }
        Sentences {
            holders,
            units: pair.source.units.len() + pair.target.units.len(),
            usual: usual_length(pair),
        }
    }

    /// The sentences that one side of `units`, which belong together, lacks.
    pub(super) fn left_out(&self, pair: &Pair, units: [&[usize]; 2]) -> Vec<LeftOut> {
        let sides = [&pair.source, &pair.target];
        let cut = [cut(sides[0], units[0]), cut(sides[1], units[1])];
        let counts = cut.each_ref().map(Vec::len);
        if counts.contains(&0) || counts == [1, 1] || counts.iter().any(|&count| count > MOST) {
            return Vec::new();
        }
        let left = self.align(&cut);
        let told = |side: usize| left[side].iter().any(|&(at, _)| cut[side][at].words > 1);
        let side = match [told(0), told(1)] {
            [true, false] => 0,
            [false, true] => 1,
            _ => return Vec::new(),
        };
        let lost: usize = left[side].iter().map(|&(at, _)| cut[side][at].letters).sum();
        let total = cut.each_ref().map(|side| side.iter().map(|s| s.letters).sum::<usize>());
        if !self.explained(total, side, lost) {
            return Vec::new();
        }
        let mut found = Vec::new();
        for &(at, before) in &left[side] {
            let sentence = &cut[side][at];
            if sentence.words < FEWEST {
                continue;
            }
            found.push(LeftOut {
                side,
                unit: sentence.unit,
                range: sentence.range.clone(),
                place: place(sides[1 - side], &cut[1 - side], before),
            });
        }
        found
    }

    /// Whether sides of `total` letters are nearer to their usual lengths without `lost` letters of `side`.
    fn explained(&self, total: [usize; 2], side: usize, lost: usize) -> bool {
        // Both in the target's letters.
        let [mut lacking, mut whole] = [total[1] * 1000, total[0] * self.usual];
        let mut lost = lost * self.usual;
        if side == 1 {
            (lacking, whole) = (whole, lacking);
            lost = lost / self.usual.max(1) * 1000;
        }
        // Half of it is missing at least.
        lacking < whole.saturating_sub(lost / 2)
    }

    /// The sentences of each side that no bead of the best path holds, and how many of the other side stand before each.
    fn align(&self, cut: &[Vec<Sentence>; 2]) -> [Vec<(usize, usize)>; 2] {
        let [n, m] = cut.each_ref().map(Vec::len);
        let mut best = vec![vec![(0i64, (0, 0)); m + 1]; n + 1];
        for i in 0..=n {
            for j in 0..=m {
                let mut top = (i64::MIN, (0, 0));
                if i == 0 && j == 0 {
                    continue;
                }
                if i > 0 {
                    top = top.max((best[i - 1][j].0, (1, 0)));
                }
                if j > 0 && best[i][j - 1].0 > top.0 {
                    top = (best[i][j - 1].0, (0, 1));
                }
                for (a, b) in BEADS {
                    if a > i || b > j {
                        continue;
                    }
                    let score = best[i - a][j - b].0
                        + self.gain([&cut[0][i - a..i], &cut[1][j - b..j]]);
                    if score > top.0 {
                        top = (score, (a, b));
                    }
                }
                best[i][j] = top;
            }
        }
        let mut left = [Vec::new(), Vec::new()];
        let (mut i, mut j) = (n, m);
        while i > 0 || j > 0 {
            let (a, b) = best[i][j].1;
            match (a, b) {
                (1, 0) => left[0].push((i - 1, j)),
                (0, 1) => left[1].push((j - 1, i)),
                _ => {}
            }
            i -= a;
            j -= b;
        }
        left.iter_mut().for_each(|side| side.reverse());
        left
    }

    /// What is gained by joining sentences.
    fn gain(&self, sides: [&[Sentence]; 2]) -> i64 {
        let [a, b] = sides.map(|side| {
            let mut all: Vec<Trigram> = side.iter().flat_map(|s| &s.trigrams).copied().collect();
            if side.len() > 1 {
                all.sort_unstable();
                all.dedup();
            }
            all
        });
        let weigh = |trigrams: &mut dyn Iterator<Item = &Trigram>| -> i64 {
            trigrams.map(|trigram| self.weight(trigram)).sum()
        };
        let shared = weigh(&mut a.iter().filter(|trigram| b.binary_search(trigram).is_ok()));
        100 * shared - SHARED * (weigh(&mut a.iter()) + weigh(&mut b.iter()))
    }

    fn weight(&self, trigram: &Trigram) -> i64 {
        let holders = self.holders.get(trigram).copied().unwrap_or(1).max(1);
        1 + i64::from((self.units / holders).max(1).ilog2())
    }
}

/// Where what follows `before` of the sentences of `side` stands in its source.
fn place(side: &Side, sentences: &[Sentence], before: usize) -> usize {
    match before.checked_sub(1).and_then(|last| sentences.get(last)) {
        Some(last) => side.span(last.unit, last.range.start, last.range.end).end,
        None => sentences.first().map_or(0, |first| side.span(first.unit, first.range.start, first.range.end).start),
    }
}

/// The sentences of `units`.
fn cut(side: &Side, units: &[usize]) -> Vec<Sentence> {
    let mut found = Vec::new();
    for &number in units {
        let Some(unit) = side.units.get(number) else {
            continue;
        };
        for range in sentences(side.lang, &unit.text) {
            let text = unit.text.get(range.clone()).unwrap_or_default();
            found.push(Sentence {
                unit: number,
                trigrams: trigrams(text),
                letters: letters(text),
                words: words(text),
                range,
            });
        }
    }
    found
}

/// Units with fewer letters than this tell too little of how long translations are.
const LONG: usize = 40;

/// The median length of the translation of a unit, in thousandths of its source's.
fn usual_length(pair: &Pair) -> usize {
    let ratio = |joint: &Joint| {
        let ([source], [target]) = (&joint.source[..], &joint.target[..]) else {
            return None;
        };
        let source = letters(&pair.source.units.get(*source)?.text);
        let target = letters(&pair.target.units.get(*target)?.text);
        (source >= LONG).then(|| target * 1000 / source)
    };
    let mut ratios: Vec<usize> = pair.beads.iter().filter_map(ratio).collect();
    ratios.sort_unstable();
    match ratios.len() {
        0..5 => 1000,
        count => ratios.get(count / 2).copied().unwrap_or(1000),
    }
}
