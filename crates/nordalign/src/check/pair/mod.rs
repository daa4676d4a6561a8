//! The pair of documents that a check compares: a source and its translation, unit by unit, and the
//! state of every unit of both.

mod classified;
mod classify;
mod compared;
mod documents;
mod english;
mod exempt;
mod fields;
mod foreign;
mod groups;
mod left_out;
mod leftovers;
mod near;
mod order;
mod parted;
mod parts;
mod sentences;
mod spelling;
mod taken_up;
mod units;
mod verbatim;

pub(super) use classified::{Classified, Joined};
pub(super) use classify::classify;
pub(super) use compared::{Compared, Wording, compared, difference};
pub(super) use documents::Pair;
pub(super) use exempt::Exempt;
pub(super) use foreign::ForeignSentence;
pub(super) use groups::{Group, grouped};
pub(super) use left_out::LeftOut;
pub(super) use parts::copied_parts;
pub(super) use units::{Link, Units};
