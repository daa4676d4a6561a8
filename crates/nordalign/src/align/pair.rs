//! What the search for a path between two documents needs to know.

use std::borrow::Cow;

use crate::score::{
    Band, Found, Group, ParagraphLinks, Profiles, Scorer, SideProfile, Similarities, Table,
    recurring,
};

use super::band::{Anchor, anchors, anchors_for_moves, band, fix, hardly_anchored, narrowed};
use super::deadline::{Deadline, Expired};
use super::given::Given;
use super::links::Links;
use super::order::Order;
use super::path::{Lattice, PathBead};
use super::sketch::sketch;

/// How far from the best path of the quick search the full search looks, in units. The limit
/// matters where everything is alike: there all paths in the band are about as good.
const FAR: usize = 16;

/// The same where documents have hardly anything in common: no path is good, and a wide search only
/// takes time.
const FAR_UNRELATED: usize = 2;

/// Beads less probable than this make no links.
const LEAST_PROBABILITY: f64 = 0.005;

/// The similarities of two sides, ready to be searched again with more evidence.
pub(crate) struct PairModel<'a> {
    profiles: Cow<'a, Profiles>,
    sides: [usize; 2],
    /// The order of the second side's units, if not that of the document.
    order: Option<Order>,
    given: Given<'a>,
    anchors: Vec<Anchor>,
    /// Whether the documents have hardly anything in common, by their anchors.
    pub(crate) hardly_anchored: bool,
    nodes: Band,
    similarities: Similarities,
    found: Found,
}

impl<'a> PairModel<'a> {
    /// As much as a quick scorer needs.
    #[cfg(feature = "learn")]
    pub(crate) fn new(profiles: &'a Profiles, a: usize, b: usize) -> Self {
        PairModel::given(profiles, [a, b], Given::default())
    }

    /// The same, with the order of the second side and what the caller has given.
    pub(crate) fn given(profiles: &'a Profiles, sides: [usize; 2], given: Given<'a>) -> Self {
        PairModel::over(Cow::Borrowed(profiles), sides, None, given)
    }

    fn over(
        profiles: Cow<'a, Profiles>,
        sides: [usize; 2],
        order: Option<Order>,
        given: Given<'a>,
    ) -> Self {
        let [a, b] = sides;
        let mut anchors = anchors(&profiles, a, b);
        fix(&mut anchors, given.fixed());
        let counts = sides.map(|side| profiles.sides[side].units.len());
        // A similarity of the caller's own may see what spelling does not.
        let hardly_anchored = given.similarity.is_none() && hardly_anchored(&anchors, counts);
        if hardly_anchored {
            anchors.retain(Anchor::is_fixed);
        }
        let nodes = band(&anchors, counts);
        let unit = |j: usize| order.as_ref().map_or(j, |order| order.units[j]);
        let cosine = |i: usize, j: usize| given.cosine(i, unit(j));
        let similarities = Similarities::new(&profiles, a, b, &nodes, cosine);
        let nodes = narrowed(nodes, &similarities, given.fixed());
        PairModel {
            profiles,
            sides,
            order,
            given,
            hardly_anchored,
            anchors,
            nodes,
            similarities,
            found: Found::default(),
        }
    }

    /// The same two documents with the units of the second in another order.
    pub(crate) fn reordered(&self, order: Order) -> PairModel<'a> {
        let [a, b] = self.sides();
        let sides = vec![a.clone(), b.reordered(&order.units)];
        PairModel::over(
            Cow::Owned(Profiles { sides }),
            [0, 1],
            Some(order),
            self.given.clone(),
        )
    }

    fn sides(&self) -> [&SideProfile; 2] {
        self.sides.map(|side| &self.profiles.sides[side])
    }

    /// The anchors that suggest moved blocks. Those between units that are `free` are found by more
    /// features than the others.
    pub(super) fn anchors_for_moves(
        &self,
        free: impl Fn(usize, usize) -> bool,
    ) -> impl Iterator<Item = Anchor> {
        let more = anchors_for_moves(&self.profiles, self.sides, free);
        more.into_iter().chain(self.anchors.iter().copied())
    }

    /// How many units each side has.
    pub(super) fn counts(&self) -> [usize; 2] {
        self.sides().map(|side| side.units.len())
    }

    /// The cosine of two units anywhere in the documents.
    pub(super) fn cosine(&self, [i, j]: [usize; 2]) -> f32 {
        let [a, b] = self.sides();
        let sorted = |features: &[(u32, f32)]| {
            let mut features = features.to_vec();
            features.sort_unstable_by_key(|&(feature, _)| feature);
            features
        };
        let (first, second) = (sorted(a.features(i)), sorted(b.features(j)));
        let mut second = second.iter().peekable();
        let mut dot = 0.0;
        for (feature, weight) in first {
            while second.next_if(|(other, _)| *other < feature).is_some() {}
            if let Some((_, other)) = second.next_if(|(other, _)| *other == feature) {
                dot += weight * other;
            }
        }
        dot / (a.units[i].norm * b.units[j].norm)
    }

    pub(crate) fn order(&self) -> Option<&Order> {
        self.order.as_ref()
    }

    pub(crate) fn scorer<'b>(
        &'b self,
        weights: &'b Table,
        witness: Option<&'b Links>,
        paragraphs: Option<ParagraphLinks<'b>>,
    ) -> Scorer<'b> {
        Scorer {
            sides: self.sides(),
            similarities: &self.similarities,
            found: &self.found,
            given: &self.given,
            weights,
            quick: false,
            witness,
            paragraphs,
        }
    }

    /// A scorer that looks only at what is quick to compute.
    pub(crate) fn quick_scorer<'b>(&'b self, weights: &'b Table) -> Scorer<'b> {
        Scorer {
            quick: true,
            ..self.scorer(weights, None, None)
        }
    }

    /// Narrows the search to the beads near good paths, which a quick search with `weights` finds,
    /// and adds what a full scorer needs.
    pub(crate) fn narrowed(mut self, weights: &Table) -> Self {
        let far = if self.hardly_anchored {
            FAR_UNRELATED
        } else {
            FAR
        };
        self.nodes = sketch(&self.nodes, &self.quick_scorer(weights), far);
        let [a, b] = self.sides;
        self.found = Found::new(&self.profiles, a, b, &self.nodes);
        self
    }

    /// All beads with their scores.
    pub(crate) fn lattice(&self, scorer: &Scorer, deadline: Deadline) -> Result<Lattice, Expired> {
        Lattice::new(self.nodes.clone(), scorer, deadline)
    }

    /// Prepares a second search among the nodes that the first found likely. Words that recur
    /// together in linked units without being found in each other are now taken to be translations
    /// of each other; `true` if there are any.
    pub(crate) fn searched(&mut self, likely: Band, links: &Links) -> bool {
        self.nodes = likely;
        let links = self.in_order(links);
        let sides = self.sides.map(|side| &self.profiles.sides[side]);
        let pairs = recurring(sides, &self.found, links.strong());
        self.found.add(sides, &pairs);
        !pairs.is_empty()
    }

    /// The most probable path, in the units' numbers in their documents.
    pub(crate) fn path(&self, lattice: &Lattice) -> Vec<PathBead> {
        let mut path = lattice.best_path();
        if let Some(order) = &self.order {
            order.renumber(&mut path);
        }
        path
    }

    /// The links with the second document in the order searched.
    pub(crate) fn in_order<'b>(&self, links: &'b Links) -> Cow<'b, Links> {
        match &self.order {
            Some(order) => Cow::Owned(links.reordered(&order.units)),
            None => Cow::Borrowed(links),
        }
    }

    /// Whether no two of these pairs, sorted by their first units, cross in the order searched.
    pub(crate) fn is_in_order(&self, pairs: &[[usize; 2]]) -> bool {
        let places = self.order.as_ref().map(Order::places);
        let place = |unit: usize| places.as_ref().map_or(unit, |places| places[unit]);
        let mut reached = 0;
        pairs.chunk_by(|a, b| a[0] == b[0]).all(|pairs| {
            let places = || pairs.iter().map(|&[_, unit]| place(unit));
            let (first, last) = (places().min(), places().max());
            let crosses = last < Some(reached);
            // All units of a bead are linked with each other: they do not count as crossing.
            reached = reached.max(first.unwrap_or(reached));
            !crosses
        })
    }

    /// The probability that each unit of the second side, in the order searched, has a partner.
    pub(super) fn matched(&self, lattice: &Lattice) -> Vec<f64> {
        let mut matched = vec![0.0; self.counts()[1]];
        lattice.posteriors(LEAST_PROBABILITY, |group: Group, probability| {
            if group.len[0] > 0 {
                matched[group.range(1)]
                    .iter_mut()
                    .for_each(|sum| *sum += probability);
            }
        });
        matched
    }

    /// The probability that units belong together, by the units' numbers in their documents.
    pub(crate) fn links(&self, lattice: &Lattice) -> Links {
        let [n, m] = self.counts();
        let units = self.order.as_ref().map(|order| &order.units);
        let unit = |j: usize| units.map_or(j, |units| units[j]);
        let mut triplets = Vec::new();
        lattice.posteriors(LEAST_PROBABILITY, |group: Group, probability| {
            for i in group.range(0) {
                for j in group.range(1) {
                    triplets.push((i as u32, unit(j) as u32, probability as f32));
                }
            }
        });
        Links::new(n, m, triplets)
    }
}
