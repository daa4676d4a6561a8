//! Two documents: what a path between them rests on.

use crate::score::{Band, Found, Group, ParagraphLinks, Profiles, Scorer, Similarities, Table, recurring};

use super::band::band;
use super::links::Links;
use super::path::Lattice;
use super::sketch::sketch;

/// The similarities of two sides, ready to be searched again with more evidence.
pub(crate) struct PairModel<'a> {
    profiles: &'a Profiles,
    sides: [usize; 2],
    nodes: Band,
    similarities: Similarities,
    found: Found,
}

impl<'a> PairModel<'a> {
    /// With what a quick scorer needs.
    pub(crate) fn new(profiles: &'a Profiles, a: usize, b: usize) -> Self {
        let nodes = band(profiles, a, b);
        let similarities = Similarities::new(profiles, a, b, &nodes);
        PairModel {
            profiles,
            sides: [a, b],
            nodes,
            similarities,
            found: Found::default(),
        }
    }

    pub(crate) fn scorer<'b>(
        &'b self,
        weights: &'b Table,
        witness: Option<&'b Links>,
        paragraphs: Option<ParagraphLinks<'b>>,
    ) -> Scorer<'b> {
        Scorer {
            sides: self.sides.map(|side| &self.profiles.sides[side]),
            similarities: &self.similarities,
            found: &self.found,
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

    /// Keeps to the beads near good paths, which a quick search with `weights` finds, with all that a scorer needs.
    pub(crate) fn narrowed(mut self, weights: &Table) -> Self {
        self.nodes = sketch(&self.nodes, &self.quick_scorer(weights));
        let [a, b] = self.sides;
        self.found = Found::new(self.profiles, a, b, &self.nodes);
        self
    }

    /// All beads, weighed.
    pub(crate) fn lattice(&self, scorer: &Scorer) -> Lattice {
        Lattice::new(self.nodes.clone(), scorer)
    }

    /// Makes ready for searching again where a first search found likely nodes. Learns which words keep standing in linked
    /// units unexplained, and finds them in each other from now on; whether there are any.
    pub(crate) fn searched(&mut self, likely: Band, links: &Links) -> bool {
        self.nodes = likely;
        let sides = self.sides.map(|side| &self.profiles.sides[side]);
        let pairs = recurring(sides, &self.found, links.strong());
        self.found.add(sides, &pairs);
        !pairs.is_empty()
    }

    /// How probably each unit belongs with each.
    pub(crate) fn links(&self, lattice: &Lattice) -> Links {
        let [n, m] = self.sides.map(|side| self.profiles.sides[side].units.len());
        let mut triplets = Vec::new();
        lattice.posteriors(0.005, |group: Group, probability| {
            for i in group.range(0) {
                for j in group.range(1) {
                    triplets.push((i as u32, j as u32, probability as f32));
                }
            }
        });
        Links::new(n, m, triplets)
    }
}
