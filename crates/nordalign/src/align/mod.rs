//! The best path of beads between two documents.

mod band;
mod deadline;
mod given;
mod links;
mod moves;
mod order;
mod pair;
mod path;
mod sketch;
mod strips;

pub(crate) use deadline::{Deadline, Expired};
pub(crate) use given::Given;
pub use given::Similarity;
pub(crate) use links::Links;
pub(crate) use moves::{Evidence, follow_moves};
pub(crate) use order::Order;
pub(crate) use pair::PairModel;
#[cfg(feature = "learn")]
pub(crate) use path::SHAPES;
pub(crate) use path::{Lattice, PathBead};
