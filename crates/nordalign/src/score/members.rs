//! Features of the members of a bead: is each needed, would it be better off elsewhere, and is the
//! bead whole?

use super::features::{F, FeatureVector, hinges};
use super::profile::Ending;
use super::scorer::{Group, Scorer, TIE, Whole, deviation, deviation_of_counts, dice, flag, log};

/// What is known about the least needed member of a joined bead.
struct Least {
    cosine: f32,
    covered: f32,
    gain: f32,
    dice_gain: f32,
    length_gain: f32,
    sentences_gain: f32,
    letters: u32,
}

impl Scorer<'_> {
    /// Whether there are better partners outside the bead.
    pub(super) fn rivals(&self, group: Group, whole: &Whole, f: &mut FeatureVector) {
        let (mut inside, mut sum, mut least) = (0.0, 0.0, f32::MAX);
        for side in [0, 1] {
            let length = whole.sides[1 - side].square.sqrt();
            for i in group.range(side) {
                let (own, nearest) = self.own(group, side, i);
                // Any of several equally good partners will do: lists repeat themselves.
                let best = self.similarities.best[side][i];
                let partner_inside = best.cosine > 0.0 && nearest >= best.cosine - TIE;
                inside += flag(partner_inside);
                let outside = if partner_inside {
                    best.second
                } else {
                    best.cosine
                };
                let margin = own / (self.unit(side, i).norm * length) - outside;
                sum += margin;
                least = margin.min(least);
            }
        }
        let members = (group.len[0] + group.len[1]) as f32;
        f[F::inside as usize] = inside / members;
        f[F::margin as usize] = sum / members;
        f[F::margin_least as usize] = least;
        f[F::margin_below as usize] = least.min(0.0);
    }

    /// What a unit shares with the other side of its bead, and its highest cosine with a unit
    /// there.
    fn own(&self, group: Group, side: usize, i: usize) -> (f32, f32) {
        let norm = self.unit(side, i).norm;
        group
            .range(1 - side)
            .fold((0.0, 0f32), |(own, nearest), j| {
                let dot = self.side_dot(side, i, j);
                let cosine = dot / (norm * self.unit(1 - side, j).norm);
                (own + dot, nearest.max(cosine))
            })
    }

    /// Whether every unit of a joined bead is needed.
    pub(super) fn joins(&self, group: Group, whole: &Whole, f: &mut FeatureVector) {
        if group.len == [1, 1] {
            return;
        }
        let least = self.least(group, whole);
        f[F::weakest as usize] = least.cosine;
        hinges(
            f,
            least.cosine,
            [(F::weakest_05, 0.05), (F::weakest_15, 0.15)],
        );
        f[F::gain as usize] = least.gain;
        f[F::gain_below as usize] = least.gain.min(0.0);
        let covered = least.covered.min(1.0);
        f[F::covered as usize] = covered;
        hinges(
            f,
            covered,
            [
                (F::covered_05, 0.05),
                (F::covered_15, 0.15),
                (F::covered_30, 0.30),
            ],
        );
        f[F::dice_gain as usize] = least.dice_gain;
        f[F::dice_gain_below as usize] = least.dice_gain.min(0.0);
        f[F::sentences_gain as usize] = least.sentences_gain.clamp(-1.0, 1.0);
        f[F::length_gain as usize] = least.length_gain.clamp(-1.0, 1.0);
        f[F::joined_letters as usize] = log(least.letters) / 5.0;
        f[F::joined_no_end as usize] = self.open_ends(group);
    }

    /// The least of each measure over the members of the joined sides.
    fn least(&self, group: Group, whole: &Whole) -> Least {
        let mut least = Least {
            cosine: f32::MAX,
            covered: f32::MAX,
            gain: f32::MAX,
            dice_gain: f32::MAX,
            length_gain: f32::MAX,
            sentences_gain: f32::MAX,
            letters: u32::MAX,
        };
        for side in [0, 1].into_iter().filter(|&side| group.len[side] > 1) {
            for i in group.outer(side) {
                self.without(group, whole, side, i, &mut least);
            }
        }
        least
    }

    /// What the bead gains from unit `i` of `side`, compared with the bead without it.
    fn without(&self, group: Group, whole: &Whole, side: usize, i: usize, least: &mut Least) {
        let unit = self.unit(side, i);
        let (joined, other) = (&whole.sides[side], &whole.sides[1 - side]);
        let (own, _) = self.own(group, side, i);
        let others = group.range(side).filter(|&j| j != i);
        let crossed: f32 = others.map(|j| self.sides[side].shared(i, j)).sum();
        let square = (joined.square - unit.norm * unit.norm - 2.0 * crossed).max(1e-6);
        let rest = whole.dot - own;
        least.cosine = least.cosine.min(own / (unit.norm * other.square.sqrt()));
        least.covered = least.covered.min(own / (unit.norm * unit.norm));
        least.gain = least
            .gain
            .min(whole.cosine - rest / (square * other.square).sqrt());
        least.dice_gain = least
            .dice_gain
            .min(whole.dice - dice(rest, square, other.square));
        let letters = joined.letters - unit.letters as f32;
        let nearer = deviation(letters, other.letters) - deviation(joined.letters, other.letters);
        least.length_gain = least.length_gain.min(nearer);
        let sentences = joined.sentences - unit.sentences as f32;
        let nearer = deviation_of_counts(sentences, other.sentences)
            - deviation_of_counts(joined.sentences, other.sentences);
        least.sentences_gain = least.sentences_gain.min(nearer);
        least.letters = least.letters.min(unit.letters);
    }

    /// How many joined units, except the last of each side, end without a full stop or the like.
    fn open_ends(&self, group: Group) -> f32 {
        let open = |side: usize| {
            let inner = group.range(side).start..group.range(side).end.saturating_sub(1);
            let ends = inner.map(|i| self.unit(side, i).ending);
            ends.filter(|&ending| ending == Ending::Open).count() as f32
        };
        open(0) + open(1)
    }

    /// What a cut through the bead would separate, and what its ends separate from its neighbours.
    pub(super) fn cuts(&self, group: Group, f: &mut FeatureVector) {
        let [rows, columns] = [group.range(0), group.range(1)];
        if group.len[0] > 1 && group.len[1] > 1 {
            let cuts = (rows.start + 1..rows.end)
                .flat_map(|i| (columns.start + 1..columns.end).map(move |j| (i, j)));
            let bond = cuts
                .map(|(i, j)| self.parted(group, i, j))
                .fold(1.0, f32::min);
            f[F::bond as usize] = bond;
            hinges(
                f,
                bond,
                [(F::bond_05, 0.05), (F::bond_15, 0.15), (F::bond_30, 0.30)],
            );
        }
        let corners = [
            (rows.end.checked_sub(1), Some(columns.end)),
            (Some(rows.end), columns.end.checked_sub(1)),
            (Some(rows.start), columns.start.checked_sub(1)),
            (rows.start.checked_sub(1), Some(columns.start)),
        ];
        let leaks = corners.map(|(i, j)| i.zip(j).map_or(0.0, |(i, j)| self.shared(i, j)));
        let leak = leaks.into_iter().fold(0.0, f32::max);
        f[F::leak as usize] = leak;
        hinges(
            f,
            leak,
            [(F::leak_05, 0.05), (F::leak_15, 0.15), (F::leak_30, 0.30)],
        );
    }

    /// The most that two units share across a cut before row `i` and column `j`.
    fn parted(&self, group: Group, i: usize, j: usize) -> f32 {
        let [rows, columns] = [group.range(0), group.range(1)];
        let above = (rows.start..i).flat_map(|a| (j..columns.end).map(move |b| (a, b)));
        let below = (i..rows.end).flat_map(|a| (columns.start..j).map(move |b| (a, b)));
        above
            .chain(below)
            .map(|(a, b)| self.shared(a, b))
            .fold(0.0, f32::max)
    }

    /// The share of the shorter of two units that the other has too; 0 if either does not exist.
    fn shared(&self, i: usize, j: usize) -> f32 {
        let norms = [(0, i), (1, j)]
            .map(|(side, unit)| self.sides[side].units.get(unit).map(|unit| unit.norm));
        let [Some(a), Some(b)] = norms else {
            return 0.0;
        };
        let least = a.min(b);
        (self.similarities.dot(i, j) / (least * least)).min(1.0)
    }
}
