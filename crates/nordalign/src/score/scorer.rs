//! The score of a bead: the weighted sum of its features.

use crate::align::{Given, Links};

use super::features::{F, FEATURES, FeatureVector, hinges};
use super::found::Found;
use super::math::rough_ln;
use super::profile::{Ending, SideProfile, UnitProfile};
use super::similarity::Similarities;
use super::weights::Table;

/// Cosines closer than this are the same.
pub(super) const TIE: f32 = 1e-5;

/// Links between the paragraphs of two documents whose sentences are aligned.
#[derive(Clone, Copy)]
pub(crate) struct ParagraphLinks<'a> {
    pub(crate) links: &'a Links,
    /// For each side, the paragraph of each sentence.
    pub(crate) of: [&'a [usize]; 2],
}

impl ParagraphLinks<'_> {
    fn link(&self, i: usize, j: usize) -> f32 {
        self.links.link(self.of[0][i], self.of[1][j])
    }
}

/// Scores the beads of one pair of documents.
pub(crate) struct Scorer<'a> {
    pub(crate) sides: [&'a SideProfile; 2],
    pub(crate) similarities: &'a Similarities,
    /// Which words stand in which units of the other side.
    pub(crate) found: &'a Found,
    /// What the caller has given.
    pub(crate) given: &'a Given<'a>,
    pub(crate) weights: &'a Table,
    /// Whether to use only features that are quick to compute.
    pub(crate) quick: bool,
    /// The links through the third language.
    pub(crate) witness: Option<&'a Links>,
    /// How strongly the paragraphs of two sentences are linked.
    pub(crate) paragraphs: Option<ParagraphLinks<'a>>,
}

/// A bead's units: `len` of each side from `start` on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Group {
    pub(crate) start: [usize; 2],
    pub(crate) len: [usize; 2],
}

impl Group {
    pub(crate) fn range(&self, side: usize) -> std::ops::Range<usize> {
        self.start[side]..self.start[side] + self.len[side]
    }

    /// The first and the last unit of a joined side.
    pub(super) fn outer(&self, side: usize) -> [usize; 2] {
        let range = self.range(side);
        [range.start, range.end.saturating_sub(1)]
    }
}

impl Scorer<'_> {
    pub(crate) fn score(&self, group: Group) -> f64 {
        let features = self.features(group);
        self.weights.score(class(group), &features)
    }

    pub(crate) fn features(&self, group: Group) -> FeatureVector {
        let mut f = [0.0; FEATURES.len()];
        if self.quick {
            self.quick_features(group, &mut f);
            return f;
        }
        match group.len {
            [_, 0] => self.gap(0, group, &mut f),
            [0, _] => self.gap(1, group, &mut f),
            _ => self.full(group, &mut f),
        }
        f
    }

    /// The scores of all units of `side` as one-sided beads.
    pub(crate) fn quick_gaps(&self, side: usize) -> Vec<f32> {
        let score = |i: usize| {
            let place = |of: usize, value| if of == side { value } else { 0 };
            self.quick_score(Group {
                start: [place(0, i), place(1, i)],
                len: [place(0, 1), place(1, 1)],
            })
        };
        (0..self.sides[side].units.len()).map(score).collect()
    }

    /// The score of units `i` and `j` as a bead.
    pub(crate) fn quick_pair(&self, i: usize, j: usize) -> f32 {
        self.quick_score(Group {
            start: [i, j],
            len: [1, 1],
        })
    }

    fn quick_score(&self, group: Group) -> f32 {
        if !self.given.allows(group) {
            return f32::NEG_INFINITY;
        }
        let mut f = [0.0; FEATURES.len()];
        self.quick_features(group, &mut f);
        self.weights.score(class(group), &f) as f32
    }

    /// The features that do not need the words. For one-sided beads they do not depend on where the
    /// path is.
    fn quick_features(&self, group: Group, f: &mut FeatureVector) {
        match group.len {
            [_, 0] => self.alone(0, group.start[0], f),
            [0, _] => self.alone(1, group.start[1], f),
            _ => {
                let whole = self.whole(group);
                shape(group, f);
                self.alike(&whole, f);
                lengths(&whole, f);
                self.rivals(group, &whole, f);
            }
        }
    }

    /// Whether a joined bead is worth scoring: its members follow one another in their document,
    /// each shares something with the other side or is too short to, and no cut separates it
    /// without losing words.
    pub(crate) fn plausible(&self, group: Group) -> bool {
        if !self.given.allows(group) {
            return false;
        }
        if group.len[0].min(group.len[1]) > 1 && !self.quick && !self.crossed(group) {
            return false;
        }
        [0, 1].into_iter().all(|side| {
            if group.len[side] < 2 {
                return true;
            }
            self.sides[side].is_run(group.range(side))
                && group.range(side).all(|i| {
                    let unit = self.unit(side, i);
                    let own: f32 = group
                        .range(1 - side)
                        .map(|j| self.side_dot(side, i, j))
                        .sum();
                    unit.letters <= 40 || own >= 0.01 * unit.norm * unit.norm
                })
        })
    }

    pub(super) fn unit(&self, side: usize, i: usize) -> &UnitProfile {
        &self.sides[side].units[i]
    }

    fn gap(&self, side: usize, group: Group, f: &mut FeatureVector) {
        let i = group.start[side];
        self.alone(side, i, f);
        self.unit_explained(group, f);
        if let Some(witness) = self.witness {
            f[F::gap_linked as usize] = witness.sum(side, i);
            f[F::gap_unlinked as usize] = 1.0 - witness.sum(side, i);
        }
    }

    /// The features of a unit without a partner: how long it is, and how good a partner there is
    /// anywhere near.
    fn alone(&self, side: usize, i: usize, f: &mut FeatureVector) {
        let unit = self.unit(side, i);
        let best = self.similarities.best[side][i];
        f[F::gap as usize] = 1.0;
        f[F::gap_length as usize] = log(unit.letters) / 5.0;
        f[F::gap_wordless as usize] = flag(unit.wordless);
        f[F::gap_short as usize] = 1.0 / (1.0 + unit.letters as f32 / 20.0);
        f[F::gap_best as usize] = best.cosine;
        hinges(
            f,
            best.cosine,
            [
                (F::gap_best_05, 0.05),
                (F::gap_best_15, 0.15),
                (F::gap_best_30, 0.30),
                (F::gap_best_50, 0.50),
            ],
        );
        let others = &self.similarities.best[1 - side];
        let mutual = others
            .get(best.partner as usize)
            .is_some_and(|other| best.cosine > 0.0 && other.cosine <= best.cosine + TIE);
        f[F::gap_mutual as usize] = flag(mutual);
        f[F::gap_margin as usize] = best.cosine - best.second;
    }

    fn full(&self, group: Group, f: &mut FeatureVector) {
        let whole = self.whole(group);
        shape(group, f);
        self.alike(&whole, f);
        self.spelled(group, f);
        lengths(&whole, f);
        self.contents(group, f);
        self.structure(group, f);
        self.rivals(group, &whole, f);
        self.joins(group, &whole, f);
        self.cuts(group, f);
        self.explained(group, f);
        self.outside(group, f);
    }

    fn whole(&self, group: Group) -> Whole {
        let sides = [self.total(0, group), self.total(1, group)];
        let dot = self.dot(group);
        Whole {
            dot,
            cosine: dot / (sides[0].square * sides[1].square).sqrt(),
            dice: dice(dot, sides[0].square, sides[1].square),
            sides,
        }
    }

    fn total(&self, side: usize, group: Group) -> Total {
        let units = &self.sides[side].units[group.range(side)];
        Total {
            letters: units.iter().map(|unit| unit.letters).sum::<u32>() as f32,
            sentences: units.iter().map(|unit| unit.sentences).sum::<u32>() as f32,
            square: self.sides[side].square(group.range(side)).max(1e-6),
        }
    }

    fn dot(&self, group: Group) -> f32 {
        let rows = group.range(0);
        rows.flat_map(|i| group.range(1).map(move |j| (i, j)))
            .map(|(i, j)| self.similarities.dot(i, j))
            .sum()
    }

    fn alike(&self, whole: &Whole, f: &mut FeatureVector) {
        let (shortness, cosine) = (shortness(&whole.sides), whole.cosine);
        f[F::cos as usize] = cosine;
        hinges(
            f,
            cosine,
            [
                (F::cos_05, 0.05),
                (F::cos_12, 0.12),
                (F::cos_25, 0.25),
                (F::cos_40, 0.40),
                (F::cos_60, 0.60),
            ],
        );
        f[F::dice as usize] = whole.dice;
        hinges(
            f,
            whole.dice,
            [
                (F::dice_10, 0.10),
                (F::dice_25, 0.25),
                (F::dice_45, 0.45),
                (F::dice_65, 0.65),
            ],
        );
        f[F::short as usize] = shortness;
        f[F::short_cos as usize] = shortness * cosine;
        f[F::short_cos_12 as usize] = shortness * (cosine - 0.12).max(0.0);
        f[F::short_cos_40 as usize] = shortness * (cosine - 0.40).max(0.0);
    }

    /// Whether two short units are spelled alike.
    fn spelled(&self, group: Group, f: &mut FeatureVector) {
        if group.len != [1, 1] {
            return;
        }
        let (a, b) = (self.unit(0, group.start[0]), self.unit(1, group.start[1]));
        f[F::same as usize] = flag(a.hash == b.hash);
        if let (Some(a), Some(b)) = (&a.spelling, &b.spelling) {
            let alike = spelling(a, b);
            f[F::spelling as usize] = alike;
            hinges(f, alike, [(F::spelling_45, 0.45), (F::spelling_70, 0.70)]);
        }
    }

    fn contents(&self, group: Group, f: &mut FeatureVector) {
        let count = |side: usize| -> usize {
            let units = &self.sides[side].units[group.range(side)];
            units.iter().map(|unit| unit.numbers.len()).sum()
        };
        let (a, b) = (count(0), count(1));
        if a + b > 0 {
            let shared = self.shared_numbers(group);
            let missed = (a + b).saturating_sub(2 * shared);
            f[F::number_shared as usize] = shared.min(3) as f32 / 3.0;
            f[F::number_missed as usize] = missed.min(4) as f32 / 4.0;
        }
        let wordless = |side: usize| {
            let units = &self.sides[side].units[group.range(side)];
            units.iter().all(|unit| unit.wordless)
        };
        f[F::wordless_one as usize] = flag(wordless(0) != wordless(1));
    }

    fn shared_numbers(&self, group: Group) -> usize {
        let first = group.range(0).flat_map(|i| &self.unit(0, i).numbers);
        first
            .filter(|number| {
                group
                    .range(1)
                    .any(|j| self.unit(1, j).numbers.binary_search(number).is_ok())
            })
            .count()
    }

    fn structure(&self, group: Group, f: &mut FeatureVector) {
        let first = [0, 1].map(|side| self.unit(side, group.start[side]));
        let last = [0, 1].map(|side| self.unit(side, group.start[side] + group.len[side] - 1));
        let [a, b] = last.map(|unit| unit.ending);
        f[F::ending_same as usize] = flag(a == b);
        f[F::ending_differs as usize] = flag(a != b);
        f[F::sentence_open as usize] = flag((a == Ending::Open) != (b == Ending::Open));
        let [a, b] = first;
        f[F::kind_differs as usize] = flag(a.kind != b.kind);
        f[F::level_differs as usize] = flag(a.kind == b.kind && a.level != b.level);
        if let (Some(a), Some(b)) = (&a.marker, &b.marker) {
            let numbered = |marker: &str| marker.contains(|c: char| c.is_ascii_digit());
            if numbered(a) || numbered(b) {
                f[F::marker_same as usize] = flag(a == b);
                f[F::marker_differs as usize] = flag(a != b);
            }
        }
    }

    pub(super) fn side_dot(&self, side: usize, i: usize, j: usize) -> f32 {
        let (i, j) = if side == 0 { (i, j) } else { (j, i) };
        self.similarities.dot(i, j)
    }

    /// Features from the alignment with the third document, and from that of the paragraphs.
    fn outside(&self, group: Group, f: &mut FeatureVector) {
        let links = |link: &dyn Fn(usize, usize) -> f32| -> f32 {
            let rows = group.range(0);
            rows.flat_map(|i| group.range(1).map(move |j| link(i, j)))
                .sum()
        };
        if let Some(witness) = self.witness {
            let inside = links(&|i, j| witness.link(i, j));
            let sum =
                |side: usize| -> f32 { group.range(side).map(|i| witness.sum(side, i)).sum() };
            let members = (group.len[0] + group.len[1]) as f32;
            let all = sum(0) + sum(1);
            let most = group.len[0].max(group.len[1]) as f32;
            f[F::linked as usize] = (inside / most).min(1.0);
            f[F::leaked as usize] = (all - 2.0 * inside).max(0.0) / members;
            f[F::unseen as usize] = 1.0 - (all / members).min(1.0);
        }
        if let Some(paragraphs) = self.paragraphs {
            let pairs = (group.len[0] * group.len[1]) as f32;
            f[F::paragraphs_apart as usize] = 1.0 - links(&|i, j| paragraphs.link(i, j)) / pairs;
        }
    }
}

/// The class of a bead, which has weights of its own: one-sided and 1-1, 1-n, or joined on both
/// sides.
pub(crate) fn class(group: Group) -> usize {
    let [a, b] = group.len;
    match (a.min(b), a.max(b)) {
        (_, 0..=1) => 0,
        (0..=1, _) => 1,
        _ => 2,
    }
}

/// A bead's two sides as wholes, and how alike they are.
pub(super) struct Whole {
    pub(super) sides: [Total; 2],
    pub(super) dot: f32,
    pub(super) cosine: f32,
    pub(super) dice: f32,
}

/// One side of a bead as a whole.
pub(super) struct Total {
    pub(super) letters: f32,
    pub(super) sentences: f32,
    /// The squared length of its feature vector.
    pub(super) square: f32,
}

fn shape(group: Group, f: &mut FeatureVector) {
    let [a, b] = group.len;
    let shape = match (a.min(b), a.max(b)) {
        (1, 1) => F::one_one,
        (1, 2) => F::one_two,
        (1, 3) => F::one_three,
        (1, 4) => F::one_four,
        (1, _) => F::one_five,
        (2, 2) => F::two_two,
        (2, 3) => F::two_three,
        _ => F::many,
    };
    f[shape as usize] = 1.0;
}

fn lengths(whole: &Whole, f: &mut FeatureVector) {
    let [a, b] = &whole.sides;
    let deviation = deviation(a.letters, b.letters);
    f[F::length as usize] = deviation;
    f[F::length_square as usize] = deviation * deviation;
    f[F::length_short as usize] = deviation * shortness(&whole.sides);
    let sentences = deviation_of_counts(a.sentences, b.sentences);
    f[F::sentences as usize] = sentences;
    f[F::sentences_square as usize] = sentences * sentences;
}

pub(super) fn flag(holds: bool) -> f32 {
    f32::from(u8::from(holds))
}

pub(super) fn log(letters: u32) -> f32 {
    rough_ln(1.0 + letters as f32)
}

/// How far two lengths are apart: the logarithm of their ratio, at most 3.
pub(super) fn deviation(a: f32, b: f32) -> f32 {
    rough_ln((a.max(b) + 3.0) / (a.min(b) + 3.0)).min(3.0)
}

/// How far two counts of sentences are apart: the logarithm of their ratio, at most 3.
pub(super) fn deviation_of_counts(a: f32, b: f32) -> f32 {
    rough_ln((a.max(b) + 0.5) / (a.min(b) + 0.5)).min(3.0)
}

/// The share of weight that two sides have in common (Dice's coefficient over squared weights).
pub(super) fn dice(dot: f32, a: f32, b: f32) -> f32 {
    (2.0 * dot / (a + b).max(1e-6)).min(1.0)
}

/// Near 1 for a few letters, near 0 for a paragraph.
fn shortness(sides: &[Total; 2]) -> f32 {
    1.0 / (1.0 + sides[0].letters.min(sides[1].letters) / 40.0)
}

/// How alike two spellings are, 0..1: the edit distance over the longer length, from 1 down.
fn spelling(a: &[u8], b: &[u8]) -> f32 {
    let longest = a.len().max(b.len());
    // What is longer than this in so few words is not words; and the work grows with the square of
    // the length.
    if longest == 0 || longest > 80 {
        return 0.0;
    }
    let distance = strsim::generic_levenshtein(&Letters(a), &Letters(b));
    1.0 - distance as f32 / longest as f32
}

/// Bytes as strsim iterates them.
struct Letters<'a>(&'a [u8]);

impl<'a> IntoIterator for &Letters<'a> {
    type Item = &'a u8;
    type IntoIter = std::slice::Iter<'a, u8>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}
