//! Anchors gathered into strips: stretches that are in the same order in both documents.

use crate::score::Group;

use super::band::{Anchor, chain};
use super::pair::PairModel;
use super::path::PathBead;

/// Weights are sums of anchors' cosines, in thousandths. Strips lighter than the last of these are
/// taken for chance. The lightest are removed first, so that the strips on both sides of them can
/// join. This only saves work: a block must be worth its cost too.
const SIEVES: [u32; 4] = [25, 50, 75, 100];

/// When the strips that stay in place are chosen, those that the path without moves follows count
/// this many times as much.
const FOLLOWED: u32 = 16;

/// A bead of this probability is sure.
const SURE: f64 = 0.9;

/// A single anchor of this weight can be a block.
const LONE_WEIGHT: u32 = 700;

/// A single anchor of this weight can be one if its units have no better partners on the path.
const FREE_WEIGHT: u32 = 350;

/// The weight of two units that surely belong together.
const KNOWN_WEIGHT: u32 = 1000;

/// Neighbours that are not as alike as this do not belong together.
const LEAST_COSINE: f32 = 0.03;

/// A stretch of both documents in which all anchors are in the same order.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Strip {
    /// The units of its first anchor and of its last.
    pub(super) first: [usize; 2],
    pub(super) last: [usize; 2],
    /// How many anchors it has, and their weight.
    anchors: usize,
    pub(super) weight: u32,
    /// The weight of those that the best path without moves passes.
    followed: u32,
    /// Whether it is out of the order that the path without moves follows.
    pub(super) moved: bool,
}

/// The beads that are sure in the path without moves.
struct SurePartners<'a> {
    model: &'a PairModel<'a>,
    /// For each side, the sure bead of each unit.
    beads: [Vec<Option<Group>>; 2],
}

impl<'a> SurePartners<'a> {
    fn new(model: &'a PairModel<'a>, path: &[PathBead]) -> Self {
        let mut beads = model.counts().map(|count| vec![None; count]);
        for bead in path.iter().filter(|bead| bead.probability >= SURE) {
            if !bead.group.len.contains(&0) {
                for (side, beads) in beads.iter_mut().enumerate() {
                    beads[bead.group.range(side)].fill(Some(bead.group));
                }
            }
        }
        SurePartners { model, beads }
    }

    /// Whether two units are alike, and much more alike than either of them and its partner on the
    /// path.
    fn prefer_each_other(&self, units: [usize; 2]) -> bool {
        if (0..2).any(|side| units[side] >= self.beads[side].len()) {
            return false;
        }
        let cosine = self.model.cosine(units);
        let free = |side: usize| match self.beads[side][units[side]] {
            None => true,
            Some(bead) if bead.len == [1, 1] => 2.0 * self.model.cosine(bead.start) <= cosine,
            Some(_) => false,
        };
        cosine >= LEAST_COSINE && free(0) && free(1)
    }

    /// Whether there can be a moved block around a strip. A single anchor is taken for chance if
    /// the units beside it belong to others, unless it is strong.
    fn allows_move(&self, strip: &Strip) -> bool {
        let before = || {
            let [i, j] = strip.first.map(|unit| unit.checked_sub(1));
            i.zip(j)
                .is_some_and(|(i, j)| self.prefer_each_other([i, j]))
        };
        strip.anchors > 1
            || strip.weight >= LONE_WEIGHT
            || strip.weight >= FREE_WEIGHT && self.prefer_each_other(strip.first)
            || before()
            || self.prefer_each_other(strip.last.map(|unit| unit + 1))
    }
}

/// The anchors of the two documents, those `known` before others, in the order of the first.
fn anchors(partners: &SurePartners, known: &[[usize; 2]]) -> Vec<Anchor> {
    let known = known.iter().map(|&units| Anchor {
        units,
        weight: KNOWN_WEIGHT,
    });
    let mut taken = partners.model.counts().map(|count| vec![false; count]);
    let mut free = |anchor: &Anchor| {
        let [i, j] = anchor.units;
        let free = !taken[0][i] && !taken[1][j];
        if free {
            (taken[0][i], taken[1][j]) = (true, true);
        }
        free
    };
    let all = known.chain(
        partners
            .model
            .anchors_for_moves(|side, unit| partners.beads[side][unit].is_none()),
    );
    let mut anchors: Vec<Anchor> = all.filter(&mut free).collect();
    anchors.sort_by_key(|anchor| anchor.units);
    anchors
}

/// All strips of two documents, in the order of the first.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Strips {
    pub(super) all: Vec<Strip>,
}

impl Strips {
    /// The strips of two documents; `path` is the best without moves, `known` are units that surely
    /// belong together.
    pub(super) fn new(model: &PairModel, path: &[PathBead], known: &[[usize; 2]]) -> Self {
        let partners = SurePartners::new(model, path);
        let mut beads = path.iter().map(|bead| bead.group).peekable();
        let strip = |anchor: &Anchor| {
            let [i, j] = anchor.units;
            while beads.next_if(|bead| bead.range(0).end <= i).is_some() {}
            let holds = |bead: &Group| bead.range(0).contains(&i) && bead.range(1).contains(&j);
            let followed = beads.peek().is_some_and(holds);
            Strip {
                first: anchor.units,
                last: anchor.units,
                anchors: 1,
                weight: anchor.weight,
                followed: if followed { anchor.weight } else { 0 },
                moved: false,
            }
        };
        let mut strips = Strips {
            all: anchors(&partners, known).iter().map(strip).collect(),
        };
        for sieve in SIEVES {
            strips.join();
            strips.all.retain(|strip| strip.weight >= sieve);
        }
        strips.settle();
        if strips.moved() > 0 {
            strips
                .all
                .retain(|strip| !strip.moved || partners.allows_move(strip));
            strips.settle();
        }
        strips
    }

    /// Removes the strips with these numbers.
    pub(super) fn drop(&mut self, numbers: &[usize]) {
        let mut kept = vec![true; self.all.len()];
        for &number in numbers {
            kept[number] = false;
        }
        let mut kept = kept.into_iter();
        self.all.retain(|_| kept.next() == Some(true));
        self.settle();
    }

    /// How many strips are moved.
    pub(super) fn moved(&self) -> usize {
        self.all.iter().filter(|strip| strip.moved).count()
    }

    /// The numbers of the strips in the order of the second document.
    pub(super) fn by_column(&self) -> Vec<usize> {
        let mut numbers: Vec<usize> = (0..self.all.len()).collect();
        numbers.sort_by_key(|&k| self.all[k].first[1]);
        numbers
    }

    fn settle(&mut self) {
        self.join();
        // The heaviest strips that are in the same order in both documents stay in place,
        // preferably those that the path follows.
        let anchor = |strip: &Strip| Anchor {
            units: strip.first,
            weight: strip
                .followed
                .saturating_mul(FOLLOWED)
                .saturating_add(strip.weight),
        };
        let anchors: Vec<Anchor> = self.all.iter().map(anchor).collect();
        let mut staying = chain(&anchors)
            .into_iter()
            .map(|anchor| anchor.units)
            .peekable();
        for strip in &mut self.all {
            strip.moved = staying.next_if_eq(&strip.first).is_none();
        }
    }

    /// Joins strips that follow one another in both documents.
    fn join(&mut self) {
        let mut rank = vec![0; self.all.len()];
        for (place, k) in self.by_column().into_iter().enumerate() {
            rank[k] = place;
        }
        let mut joined: Vec<Strip> = Vec::with_capacity(self.all.len());
        let mut before = None;
        for (strip, rank) in self.all.drain(..).zip(rank) {
            match joined.last_mut() {
                Some(last) if before == Some(rank.wrapping_sub(1)) => {
                    last.last = strip.last;
                    last.anchors += strip.anchors;
                    last.weight = last.weight.saturating_add(strip.weight);
                    last.followed = last.followed.saturating_add(strip.followed);
                }
                _ => joined.push(strip),
            }
            before = Some(rank);
        }
        self.all = joined;
    }
}
