//! Pages for a person: at a terminal, in a browser, in a spreadsheet.

pub(crate) mod findings;
pub(crate) mod harmless;
mod layout;
pub(crate) mod pairing;
pub(crate) mod side_by_side;
pub(crate) mod spreadsheet;
pub(crate) mod table;
pub(crate) mod term_pages;
mod wrap;

use std::io::{self, Write};

use anstream::adapter::StripBytes;
use anstream::{AutoStream, ColorChoice};
use nordalign::LineRange;

use crate::output::Target;

/// `out`, with the colours of a page taken out unless it goes to a terminal that shows them.
pub(crate) fn colored<'a>(out: &'a mut dyn Write, target: &Target) -> Box<dyn Write + 'a> {
    let plain = match target {
        Target::Stdout => AutoStream::choice(&std::io::stdout()) == ColorChoice::Never,
        Target::File(_) | Target::Special(_) => true,
    };
    if !plain {
        return Box::new(out);
    }
    let strip = StripBytes::new();
    Box::new(Plain { out, strip })
}

/// Takes the colours out of what is written.
struct Plain<'a> {
    out: &'a mut dyn Write,
    strip: StripBytes,
}

impl Write for Plain<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for text in self.strip.strip_next(bytes) {
            self.out.write_all(text)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// How wide a page is where there is no terminal to ask.
const DEFAULT_WIDTH: usize = 100;

/// The columns of the terminal that `target` is, within what still reads well.
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
