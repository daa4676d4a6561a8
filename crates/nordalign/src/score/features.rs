//! The features of a bead, and their weighted sum: its score.
//!
//! A score is a log-odds: the alignment is a path of beads, and its probability grows with the exponential of the sum of
//! their scores (a conditional random field over paths; see the design notes).

use crate::align::Links;

use super::profile::{Ending, SideProfile, UnitProfile};
use super::similarity::Similarities;
use super::weights::Weights;

/// Declares the features once: their order, and their names in the weights file.
macro_rules! features {
    ($($name:ident)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        #[derive(Clone, Copy)]
        enum F { $($name),* }
        /// The names of the features, in order.
        pub(crate) const FEATURES: &[&str] = &[$(stringify!($name)),*];
    };
}

features! {
    // One-sided beads: how long the unit is, and how good a partner it has anywhere near.
    gap gap_length gap_wordless gap_short
    gap_best gap_best_05 gap_best_15 gap_best_30 gap_best_50 gap_mutual gap_margin
    gap_linked gap_unlinked
    // The shape of beads with two sides.
    one_one one_two one_three one_four one_five two_two two_three many
    // How alike the sides are: the cosine as a piecewise linear curve, and another for short units.
    cos cos_05 cos_12 cos_25 cos_40 cos_60
    dice dice_10 dice_25 dice_45 dice_65
    short short_cos short_cos_12 short_cos_40
    same spelling spelling_45 spelling_70
    // Lengths.
    length length_square length_short sentences sentences_square
    // Numbers, endings, structure.
    number_shared number_missed wordless_one
    ending_same ending_differs sentence_open
    kind_differs level_differs marker_same marker_differs
    // Whether better partners stand outside the bead.
    inside margin margin_least margin_below
    // Whether every unit of a joined bead is needed.
    weakest weakest_05 weakest_15 gain gain_below
    covered covered_05 covered_15 covered_30 dice_gain dice_gain_below
    length_gain sentences_gain joined_letters joined_no_end
    // What the third language says.
    linked leaked unseen
    // How far the sentences' paragraphs are from being aligned.
    paragraphs_apart
}

/// The feature values of one bead.
pub(crate) type FeatureVector = [f32; FEATURES.len()];

/// Scores the beads of one pair of documents.
pub(crate) struct Scorer<'a> {
    pub(crate) sides: [&'a SideProfile; 2],
    pub(crate) similarities: &'a Similarities,
    pub(crate) weights: &'a Weights,
    /// The third language's say.
    pub(crate) witness: Option<&'a Links>,
    /// How strongly the paragraphs of two sentences are linked.
    pub(crate) paragraphs: Option<&'a Links>,
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

    fn holds(&self, side: usize, unit: usize) -> bool {
        self.range(side).contains(&unit)
    }
}

impl Scorer<'_> {
    pub(crate) fn score(&self, group: Group) -> f64 {
        let features = self.features(group);
        self.weights.score(&features)
    }

    pub(crate) fn features(&self, group: Group) -> FeatureVector {
        let mut f = [0.0; FEATURES.len()];
        match group.len {
            [_, 0] => self.gap(0, group.start[0], &mut f),
            [0, _] => self.gap(1, group.start[1], &mut f),
            _ => self.full(group, &mut f),
        }
        f
    }

    /// Whether a joined bead is worth weighing: every member shares something with the other side, or is too short to.
    pub(crate) fn plausible(&self, group: Group) -> bool {
        [0, 1].into_iter().all(|side| {
            group.len[side] < 2
                || group.range(side).all(|i| {
                    let unit = self.unit(side, i);
                    let own: f32 = group
                        .range(1 - side)
                        .map(|j| self.side_dot(side, i, j))
                        .sum();
                    unit.letters <= 30 || own >= 0.002 * unit.norm * unit.norm
                })
        })
    }

    fn unit(&self, side: usize, i: usize) -> &UnitProfile {
        &self.sides[side].units[i]
    }

    fn gap(&self, side: usize, i: usize, f: &mut FeatureVector) {
        let unit = self.unit(side, i);
        let best = self.similarities.best[side][i];
        f[F::gap as usize] = 1.0;
        f[F::gap_length as usize] = log(unit.letters) / 5.0;
        f[F::gap_wordless as usize] = flag(unit.wordless);
        f[F::gap_short as usize] = 1.0 / (1.0 + unit.letters as f32 / 20.0);
        f[F::gap_best as usize] = best.cosine;
        f[F::gap_best_05 as usize] = (best.cosine - 0.05).max(0.0);
        f[F::gap_best_15 as usize] = (best.cosine - 0.15).max(0.0);
        f[F::gap_best_30 as usize] = (best.cosine - 0.30).max(0.0);
        f[F::gap_best_50 as usize] = (best.cosine - 0.50).max(0.0);
        let others = &self.similarities.best[1 - side];
        let mutual = others
            .get(best.partner as usize)
            .is_some_and(|other| best.cosine > 0.0 && other.partner as usize == i);
        f[F::gap_mutual as usize] = flag(mutual);
        f[F::gap_margin as usize] = best.cosine - best.second;
        if let Some(witness) = self.witness {
            f[F::gap_linked as usize] = witness.sum(side, i);
            f[F::gap_unlinked as usize] = 1.0 - witness.sum(side, i);
        }
    }

    fn full(&self, group: Group, f: &mut FeatureVector) {
        let sides = [self.total(0, group), self.total(1, group)];
        let dot: f32 = self.dot(group);
        let cosine = dot / (sides[0].square * sides[1].square).sqrt();
        self.shape(group, f);
        self.alike(group, dot, cosine, &sides, f);
        self.lengths(&sides, f);
        self.contents(group, f);
        self.structure(group, f);
        self.rivals(group, &sides, dot, cosine, f);
        self.outside(group, f);
    }

    fn total(&self, side: usize, group: Group) -> Total {
        let units = &self.sides[side].units[group.range(side)];
        Total {
            letters: units.iter().map(|unit| unit.letters).sum::<u32>() as f32,
            sentences: units.iter().map(|unit| unit.sentences).sum::<u32>() as f32,
            square: units.iter().map(|unit| unit.norm * unit.norm).sum(),
        }
    }

    fn dot(&self, group: Group) -> f32 {
        let rows = group.range(0);
        rows.flat_map(|i| group.range(1).map(move |j| (i, j)))
            .map(|(i, j)| self.similarities.dot(i, j))
            .sum()
    }

    fn shape(&self, group: Group, f: &mut FeatureVector) {
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

    fn alike(
        &self,
        group: Group,
        dot: f32,
        cosine: f32,
        sides: &[Total; 2],
        f: &mut FeatureVector,
    ) {
        let shortness = shortness(sides);
        f[F::cos as usize] = cosine;
        f[F::cos_05 as usize] = (cosine - 0.05).max(0.0);
        f[F::cos_12 as usize] = (cosine - 0.12).max(0.0);
        f[F::cos_25 as usize] = (cosine - 0.25).max(0.0);
        f[F::cos_40 as usize] = (cosine - 0.40).max(0.0);
        f[F::cos_60 as usize] = (cosine - 0.60).max(0.0);
        let dice = dice(dot, sides[0].square, sides[1].square);
        f[F::dice as usize] = dice;
        f[F::dice_10 as usize] = (dice - 0.10).max(0.0);
        f[F::dice_25 as usize] = (dice - 0.25).max(0.0);
        f[F::dice_45 as usize] = (dice - 0.45).max(0.0);
        f[F::dice_65 as usize] = (dice - 0.65).max(0.0);
        f[F::short as usize] = shortness;
        f[F::short_cos as usize] = shortness * cosine;
        f[F::short_cos_12 as usize] = shortness * (cosine - 0.12).max(0.0);
        f[F::short_cos_40 as usize] = shortness * (cosine - 0.40).max(0.0);
        if group.len != [1, 1] {
            return;
        }
        let (a, b) = (self.unit(0, group.start[0]), self.unit(1, group.start[1]));
        f[F::same as usize] = flag(a.hash == b.hash);
        if let (Some(a), Some(b)) = (&a.spelling, &b.spelling) {
            let alike = spelling(a, b);
            f[F::spelling as usize] = alike;
            f[F::spelling_45 as usize] = (alike - 0.45).max(0.0);
            f[F::spelling_70 as usize] = (alike - 0.70).max(0.0);
        }
    }

    fn lengths(&self, sides: &[Total; 2], f: &mut FeatureVector) {
        let deviation = deviation(sides[0].letters, sides[1].letters);
        f[F::length as usize] = deviation;
        f[F::length_square as usize] = deviation * deviation;
        f[F::length_short as usize] = deviation * shortness(sides);
        let sentences = deviation_of_counts(sides[0].sentences, sides[1].sentences);
        f[F::sentences as usize] = sentences;
        f[F::sentences_square as usize] = sentences * sentences;
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

    /// Features of each member against the rest: is it needed, and would it be better off elsewhere?
    fn rivals(
        &self,
        group: Group,
        sides: &[Total; 2],
        dot: f32,
        cosine: f32,
        f: &mut FeatureVector,
    ) {
        let members = (group.len[0] + group.len[1]) as f32;
        let (mut inside, mut margin, mut margin_least) = (0.0, 0.0, f32::MAX);
        let (mut weakest, mut gain, mut length_gain) = (f32::MAX, f32::MAX, f32::MAX);
        let (mut covered, mut dice_gain, mut sentences_gain) = (f32::MAX, f32::MAX, f32::MAX);
        let whole_dice = dice(dot, sides[0].square, sides[1].square);
        let mut least_letters = u32::MAX;
        let mut ended_inside = 0.0;
        for side in [0, 1] {
            let other = 1 - side;
            for i in group.range(side) {
                let unit = self.unit(side, i);
                let own: f32 = group.range(other).map(|j| self.side_dot(side, i, j)).sum();
                let own_cosine = own / (unit.norm * sides[other].square.sqrt());
                let best = self.similarities.best[side][i];
                let partner_inside = group.holds(other, best.partner as usize) && best.cosine > 0.0;
                inside += flag(partner_inside);
                let outside = if partner_inside {
                    best.second
                } else {
                    best.cosine
                };
                let outside = if group.len[other] == 1 {
                    best.but(group.start[other])
                } else {
                    outside
                };
                margin += own_cosine - outside;
                margin_least = margin_least.min(own_cosine - outside);
                if group.len[side] > 1 {
                    weakest = weakest.min(own_cosine);
                    least_letters = least_letters.min(unit.letters);
                    let square = (sides[side].square - unit.norm * unit.norm).max(1e-6);
                    let without = (dot - own) / (square * sides[other].square).sqrt();
                    gain = gain.min(cosine - without);
                    covered = covered.min(own / (unit.norm * unit.norm));
                    dice_gain =
                        dice_gain.min(whole_dice - dice(dot - own, square, sides[other].square));
                    let count = deviation_of_counts(sides[0].sentences, sides[1].sentences);
                    let less = sides[side].sentences - unit.sentences as f32;
                    sentences_gain = sentences_gain
                        .min(deviation_of_counts(less, sides[other].sentences) - count);
                    let letters = sides[side].letters - unit.letters as f32;
                    let gained = deviation(letters, sides[other].letters)
                        - deviation(sides[side].letters, sides[other].letters);
                    length_gain = length_gain.min(gained);
                    let last = i + 1 == group.start[side] + group.len[side];
                    ended_inside += flag(!last && unit.ending == Ending::Open);
                }
            }
        }
        f[F::inside as usize] = inside / members;
        f[F::margin as usize] = margin / members;
        f[F::margin_least as usize] = margin_least;
        f[F::margin_below as usize] = margin_least.min(0.0);
        if group.len != [1, 1] {
            f[F::weakest as usize] = weakest;
            f[F::weakest_05 as usize] = (weakest - 0.05).max(0.0);
            f[F::weakest_15 as usize] = (weakest - 0.15).max(0.0);
            f[F::gain as usize] = gain;
            f[F::gain_below as usize] = gain.min(0.0);
            f[F::covered as usize] = covered.min(1.0);
            f[F::covered_05 as usize] = (covered.min(1.0) - 0.05).max(0.0);
            f[F::covered_15 as usize] = (covered.min(1.0) - 0.15).max(0.0);
            f[F::covered_30 as usize] = (covered.min(1.0) - 0.30).max(0.0);
            f[F::dice_gain as usize] = dice_gain;
            f[F::dice_gain_below as usize] = dice_gain.min(0.0);
            f[F::sentences_gain as usize] = sentences_gain.clamp(-1.0, 1.0);
            f[F::length_gain as usize] = length_gain.clamp(-1.0, 1.0);
            f[F::joined_letters as usize] = log(least_letters) / 5.0;
            f[F::joined_no_end as usize] = ended_inside;
        }
    }

    fn side_dot(&self, side: usize, i: usize, j: usize) -> f32 {
        let (i, j) = if side == 0 { (i, j) } else { (j, i) };
        self.similarities.dot(i, j)
    }

    /// What alignments with other documents or other units say.
    fn outside(&self, group: Group, f: &mut FeatureVector) {
        let links = |witness: &Links| -> f32 {
            group
                .range(0)
                .flat_map(|i| group.range(1).map(move |j| (i, j)))
                .map(|(i, j)| witness.link(i, j))
                .sum()
        };
        if let Some(witness) = self.witness {
            let inside = links(witness);
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
            f[F::paragraphs_apart as usize] = 1.0 - links(paragraphs) / pairs;
        }
    }
}

/// One side of a bead as a whole.
struct Total {
    letters: f32,
    sentences: f32,
    /// The squared length of its feature vector, taking its units as sharing nothing.
    square: f32,
}

fn flag(holds: bool) -> f32 {
    f32::from(u8::from(holds))
}

fn log(letters: u32) -> f32 {
    super::math::ln(1.0 + f64::from(letters)) as f32
}

/// How far two lengths are apart: the logarithm of their ratio, at most 3.
fn deviation(a: f32, b: f32) -> f32 {
    let ratio = (a.max(b) + 3.0) / (a.min(b) + 3.0);
    (super::math::ln(f64::from(ratio)) as f32).min(3.0)
}

/// How far two counts of sentences are apart: the logarithm of their ratio, at most 3.
fn deviation_of_counts(a: f32, b: f32) -> f32 {
    let ratio = (a.max(b) + 0.5) / (a.min(b) + 0.5);
    (super::math::ln(f64::from(ratio)) as f32).min(3.0)
}

/// The share of weight that two sides have in common (Dice's coefficient over squared weights).
fn dice(dot: f32, a: f32, b: f32) -> f32 {
    (2.0 * dot / (a + b).max(1e-6)).min(1.0)
}

/// Near 1 for a few letters, near 0 for a paragraph.
fn shortness(sides: &[Total; 2]) -> f32 {
    1.0 / (1.0 + sides[0].letters.min(sides[1].letters) / 40.0)
}

/// How alike two spellings are, 0..1: the edit distance over the longer length, from 1 down.
fn spelling(a: &[u8], b: &[u8]) -> f32 {
    let longest = a.len().max(b.len());
    // Only the start of a word that no Nordic compound is as long as.
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
