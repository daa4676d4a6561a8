//! Texts without markup, whose structure is made out by their look.

mod columns;
mod heading_shape;
mod headings;
mod hyphen;
mod lines;
mod list_marker;
pub(super) mod pdf;
pub(super) mod plain;
#[cfg(test)]
mod tricky_texts;
