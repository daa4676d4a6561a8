//! The commands, one a file.

pub(crate) mod align;
pub(crate) mod check;
mod plan;
pub(crate) mod segment;
pub(crate) mod tree;
mod tree_output;
