//! What glossaries are made of.

use std::collections::BTreeMap;

use crate::check::TermBase;
use crate::lang::Lang;

use super::link::Beads;
use super::model::Departed;
use super::packed::Packed;
use super::preview::Preview;
use super::sides::PAIRS;
use super::vocabulary::Surfaces;

/// What is gathered of alignments and memories.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub(super) min_count: Option<usize>,
    pub(super) langs: Vec<Lang>,
    /// By the place of the language in [`Lang::ALL`].
    pub(super) sides: [GatheredSide; Lang::COUNT],
    pub(super) documents: Vec<String>,
    /// The beads of sv-nb, sv-da and nb-da.
    pub(super) beads: [Beads; PAIRS.len()],
    pub(super) base: Option<TermBase>,
    pub(super) departures: Vec<Departed>,
}

/// What is gathered of one language.
#[derive(Debug, Default)]
pub(super) struct GatheredSide {
    pub(super) surfaces: Surfaces,
    /// The words of each unit, as [`WordPlace`](super::terms::WordPlace)s.
    pub(super) units: Packed,
    /// What an example shows of units, by their numbers, unless it is read again.
    pub(super) shown: BTreeMap<u32, Preview>,
}
