//! Where terms of two languages stand together.

use super::beads::Beads;
use crate::glossary::terms::{MOST_OCCURRENCES, Occurrence, RARE, Terms};
use crate::parallel::map;

/// How many beads are processed on all threads before their results are put together.
const BEADS_AT_ONCE: u32 = 4096;

/// A bead's occurrences of both languages.
pub(super) struct Scene {
    pub(super) sides: [Vec<Occurrence>; 2],
}

/// The scenes of two languages, made one by one: all together they would take more memory than
/// everything else.
pub(super) struct Scenes<'a> {
    pub(super) terms: [&'a Terms; 2],
    pub(super) beads: &'a Beads,
}

impl Scenes<'_> {
    pub(super) fn len(&self) -> u32 {
        self.beads.len()
    }

    fn scene(&self, bead: u32) -> Scene {
        let units = self.beads.units(bead);
        let sides = [0, 1].map(|side| occurrences(self.terms[side], &units[side]));
        Scene { sides }
    }

    /// Calls `take` with the result of `look` for each scene, in order.
    pub(super) fn each<T: Send>(
        &self,
        look: impl Fn(Scene) -> T + Sync,
        mut take: impl FnMut(u32, T),
    ) {
        for start in (0..self.len()).step_by(BEADS_AT_ONCE as usize) {
            let end = self.len().min(start + BEADS_AT_ONCE);
            let numbers: Vec<u32> = (start..end).collect();
            let found = map(&numbers, |_, &number| look(self.scene(number)));
            numbers
                .into_iter()
                .zip(found)
                .for_each(|(number, found)| take(number, found));
        }
    }

    /// How often each term stands in beads in which both languages say something.
    pub(super) fn count(&self, mut counts: [Counts; 2]) -> [Counts; 2] {
        let runs = |side: &Vec<Occurrence>| {
            let runs = side.chunk_by(|a, b| a.term == b.term);
            let runs = runs.filter_map(|run| Some((run.first()?.term, run.len() as u32)));
            runs.collect::<Vec<_>>()
        };
        self.each(
            |scene| scene.sides.each_ref().map(runs),
            |_, runs| {
                if runs.iter().any(Vec::is_empty) {
                    return;
                }
                for (counts, runs) in counts.iter_mut().zip(runs) {
                    for (term, length) in runs {
                        counts.tokens[term as usize] += length;
                        counts.beads[term as usize] += 1;
                    }
                }
            },
        );
        for counts in &mut counts {
            counts.tokens[RARE as usize] = 0;
            counts.beads[RARE as usize] = 0;
        }
        counts
    }
}

/// Where terms stand in units that are read as one, sorted by term.
pub(super) fn occurrences(terms: &Terms, units: &[u32]) -> Vec<Occurrence> {
    let mut all = Vec::new();
    let mut offset = 0;
    for &unit in units {
        let mut end = offset;
        for occurrence in terms.occurrences(unit) {
            let moved = Occurrence {
                from: occurrence.from + offset,
                to: occurrence.to + offset,
                ..occurrence
            };
            end = end.max(moved.to + 1);
            all.push(moved);
        }
        offset = end;
    }
    all.truncate(MOST_OCCURRENCES);
    all.sort_by_key(|o| (o.term, o.from));
    all
}

/// How often each term stands in beads, and in how many.
pub(super) struct Counts {
    pub(super) tokens: Vec<u32>,
    pub(super) beads: Vec<u32>,
}

impl Counts {
    pub(super) fn of(terms: &Terms) -> Self {
        Counts {
            tokens: vec![0; terms.candidates.len()],
            beads: vec![0; terms.candidates.len()],
        }
    }
}
