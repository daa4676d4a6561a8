//! Pages for a person: at a terminal, in a browser, in a spreadsheet.

pub(crate) mod findings;
pub(crate) mod harmless;
mod layout;
pub(crate) mod pairing;
pub(crate) mod side_by_side;
#[cfg(feature = "xlsx")]
pub(crate) mod spreadsheet;
pub(crate) mod table;
pub(crate) mod term_pages;
mod wrap;

use std::io::Write;

use anstream::{AutoStream, ColorChoice};
use nordalign::LineRange;

use crate::output::Target;
use crate::report::harmless::Lines;

/// The destination of a page, with colours if it is a terminal that shows them.
pub(crate) fn lines<'a>(out: &'a mut dyn Write, target: &Target) -> Lines<'a> {
    let colors = match target {
        Target::Stdout => AutoStream::choice(&std::io::stdout()) != ColorChoice::Never,
        Target::File(_) | Target::Special(_) => false,
    };
    Lines::new(out, colors)
}

/// The width of a page if there is no terminal to ask.
const DEFAULT_WIDTH: usize = 100;

/// The columns of the terminal `target`, within limits that are easy to read.
pub(crate) fn width(target: &Target) -> usize {
    let size = match target {
        Target::Stdout => terminal_size::terminal_size_of(std::io::stdout()),
        Target::File(_) | Target::Special(_) => None,
    };
    let width = size.map_or(DEFAULT_WIDTH, |(width, _)| usize::from(width.0));
    width.clamp(30, 200)
}

/// `3`, or `3-5` for several lines.
fn line_numbers(lines: LineRange) -> String {
    if lines.first == lines.last {
        lines.first.to_string()
    } else {
        format!("{}-{}", lines.first, lines.last)
    }
}
