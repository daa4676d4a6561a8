//! Two documents: what a path between them rests on.

use crate::score::{Band, Group, ParagraphLinks, Profiles, Scorer, Similarities, Weights};

use super::band::band;
use super::links::Links;
use super::path::{Lattice, SHAPES, UNJOINED};

/// The similarities of two sides, ready to be searched again with more evidence.
pub(crate) struct PairModel<'a> {
    profiles: &'a Profiles,
    sides: [usize; 2],
    nodes: Band,
    similarities: Similarities,
}

impl<'a> PairModel<'a> {
    pub(crate) fn new(profiles: &'a Profiles, a: usize, b: usize) -> Self {
        let nodes = band(profiles, a, b);
        let similarities = Similarities::new(profiles, a, b, &nodes);
        PairModel {
            profiles,
            sides: [a, b],
            nodes,
            similarities,
        }
    }

    pub(crate) fn scorer<'b>(
        &'b self,
        weights: &'b Weights,
        witness: Option<&'b Links>,
        paragraphs: Option<ParagraphLinks<'b>>,
    ) -> Scorer<'b> {
        Scorer {
            sides: self.sides.map(|side| &self.profiles.sides[side]),
            similarities: &self.similarities,
            weights,
            witness,
            paragraphs,
        }
    }

    /// All beads near likely paths, weighed. A first search, of beads that join no units, tells where those are.
    pub(crate) fn lattice(&self, scorer: &Scorer) -> Lattice {
        let unjoined = Lattice::new(self.nodes.clone(), scorer, UNJOINED);
        self.lattice_in(unjoined.likely_nodes(), scorer)
    }

    /// All beads within `nodes`, weighed.
    pub(crate) fn lattice_in(&self, nodes: Band, scorer: &Scorer) -> Lattice {
        Lattice::new(nodes, scorer, SHAPES.len())
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
