//! Beads of units of two languages.

use crate::glossary::packed::Packed;

/// Which units of two languages belong together, bead by bead.
#[derive(Debug, Default)]
pub(crate) struct Beads(Packed);

impl Beads {
    pub(crate) fn push(&mut self, [first, second]: [&[u32]; 2]) {
        let units = first.iter().chain(second).copied();
        self.0
            .push(std::iter::once(first.len() as u32).chain(units));
    }

    pub(super) fn len(&self) -> u32 {
        self.0.len()
    }

    /// The units of a bead.
    pub(crate) fn units(&self, bead: u32) -> [Vec<u32>; 2] {
        let mut numbers = self.0.get(bead);
        let first = numbers.next().unwrap_or(0) as usize;
        let first = numbers.by_ref().take(first).collect();
        [first, numbers.collect()]
    }
}
