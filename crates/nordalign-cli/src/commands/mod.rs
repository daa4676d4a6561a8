//! The commands, one a file.

pub(crate) mod align;
pub(crate) mod baseline;
pub(crate) mod check;
pub(crate) mod completions;
pub(crate) mod config;
pub(crate) mod explain;
pub(crate) mod glossary;
pub(crate) mod lock;
pub(crate) mod man;
pub(crate) mod plan;
pub(crate) mod segment;
pub(crate) mod tree;
mod tree_output;
