//! What formats with markup share: the text that a parser gets to see, lists of arguments, and
//! texts put together from pieces.

pub(super) mod args;
mod text;
pub(super) mod view;

pub(super) use text::Text;
