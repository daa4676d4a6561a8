//! Terms that translate each other.

/// A term that translates another.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Link {
    /// The other term.
    pub(crate) to: u32,
    /// How often they are linked.
    pub(crate) count: u32,
    /// The log-odds that they mean the same.
    pub(crate) evidence: f64,
    /// How alike they are spelled, 0..1.
    pub(crate) alike: f64,
    /// The first beads they are linked in, and then [`NONE`].
    beads: [u32; EXAMPLES],
}

impl Link {
    /// A link to the term `to`, of which no bead is known yet.
    pub(super) fn new(to: u32, count: u32, evidence: f64, alike: f64) -> Self {
        Link {
            to,
            count,
            evidence,
            alike,
            beads: [NONE; EXAMPLES],
        }
    }

    /// The first beads they are linked in.
    pub(crate) fn beads(&self) -> impl Iterator<Item = u32> {
        self.beads.into_iter().filter(|&bead| bead != NONE)
    }

    pub(super) fn add(&mut self, bead: u32) {
        self.count += 1;
        let free = self
            .beads
            .iter()
            .position(|&known| known == NONE || known == bead);
        if let Some(place) = free.and_then(|free| self.beads.get_mut(free)) {
            *place = bead;
        }
    }
}

/// No bead.
const NONE: u32 = u32::MAX;

/// For each term of the first language its links, best first.
pub(crate) type Links = Vec<Vec<Link>>;

/// How many example beads are kept.
const EXAMPLES: usize = 3;
