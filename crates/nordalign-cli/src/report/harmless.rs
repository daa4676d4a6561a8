//! Lines for a person to read, in which nothing can control the terminal.

use std::io::{self, Write};

use nordalign::write::harmless;

/// Replaces what is not shown.
const REPLACEMENT: char = '\u{fffd}';

/// Writes lines for a person to read, and makes everything [`harmless`], even if the caller forgot
/// to: only line breaks, tabs and colours stay.
pub(crate) struct Lines<'a> {
    out: &'a mut dyn Write,
    colors: bool,
    /// The line that is not complete yet.
    line: Vec<u8>,
}

impl<'a> Lines<'a> {
    pub(crate) fn new(out: &'a mut dyn Write, colors: bool) -> Self {
        Lines {
            out,
            colors,
            line: Vec::new(),
        }
    }

    fn end_line(&mut self) -> io::Result<()> {
        let line = std::mem::take(&mut self.line);
        let line = String::from_utf8_lossy(&line);
        let mut shown = String::new();
        let mut rest = &*line;
        while !rest.is_empty() {
            let end = rest.find(['\u{1b}', '\t']).unwrap_or(rest.len());
            let (text, other) = rest.split_at(end);
            shown.push_str(&harmless(text));
            let kept = match color_length(other) {
                0 => usize::from(other.starts_with('\t')),
                length => length,
            };
            let (sign, after) = other.split_at(kept);
            if self.colors || kept == 1 {
                shown.push_str(sign);
            }
            rest = after;
            if kept == 0 && !rest.is_empty() {
                // An escape that is not a colour.
                shown.push(REPLACEMENT);
                rest = rest.get(1..).unwrap_or_default();
            }
        }
        self.out.write_all(shown.as_bytes())
    }
}

/// The length of the change of colour that `text` begins with, `ESC [ 1 ; 31 m`; 0 if there is
/// none.
fn color_length(text: &str) -> usize {
    let Some(rest) = text.strip_prefix("\u{1b}[") else {
        return 0;
    };
    let numbers = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';');
    match numbers.starts_with('m') {
        true => text.len() - numbers.len() + 1,
        false => 0,
    }
}

impl Write for Lines<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for part in bytes.split_inclusive(|byte| *byte == b'\n') {
            match part.strip_suffix(b"\n") {
                Some(end) => {
                    self.line.extend_from_slice(end);
                    self.end_line()?;
                    self.out.write_all(b"\n")?;
                }
                None => self.line.extend_from_slice(part),
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.end_line()?;
        self.out.flush()
    }
}

impl Drop for Lines<'_> {
    fn drop(&mut self) {
        // A page ends with a line break; text without one is written too.
        let _ = self.end_line();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_colours_tabs_and_line_breaks_reach_the_terminal() {
        let text = "\u{1b}[1;31mröd\u{1b}[0m\tto\u{1b}[2J\u{7}\r\n  ::set-env::x\n::y";
        for (colors, expected) in [
            (
                true,
                "\u{1b}[1;31mröd\u{1b}[0m\tto\u{fffd}[2J\u{fffd} \n  : :set-env::x\n: :y",
            ),
            (false, "röd\tto\u{fffd}[2J\u{fffd} \n  : :set-env::x\n: :y"),
        ] {
            let mut out = Vec::new();
            let mut lines = Lines::new(&mut out, colors);
            // In pieces of any size.
            for byte in text.bytes() {
                assert_eq!(lines.write(&[byte]).unwrap(), 1);
            }
            drop(lines);
            assert_eq!(String::from_utf8(out).unwrap(), expected);
        }
    }
}
