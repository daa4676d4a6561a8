//! Text from files and the names of files, made safe to show on a terminal and in the log of a CI.

use std::io::{self, Write};

/// `text` on one line, without anything that steers a terminal or a CI, or can't be seen: tabs and line breaks become spaces; control
/// characters, the beginnings of escape sequences, marks that reverse the reading direction and those without a width become U+FFFD; soft
/// hyphens go; and what GitHub and Azure take for a command, `::name::` and `##[name]`, is parted by a space.
pub(crate) fn harmless(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            ZERO_WIDTH_JOINER if is_picture(shown.chars().next_back()) => {
                let joins = is_picture(chars.peek().copied());
                shown.push(if joins { c } else { UNSHOWN });
            }
            c => shown.extend(seen(c)),
        }
    }
    without_commands(&shown)
}

/// Stands for what is not shown.
const UNSHOWN: char = '\u{fffd}';

/// Makes one picture of several, as of people a family.
const ZERO_WIDTH_JOINER: char = '\u{200d}';

fn is_picture(c: Option<char>) -> bool {
    c.is_some_and(|c| matches!(c, '\u{2190}'..='\u{2bff}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}'))
}

/// How a character is shown, if at all.
pub(crate) fn seen(c: char) -> Option<char> {
    match c {
        '\u{ad}' => None,
        '\t' | '\n' | '\u{b}' | '\u{c}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        // Marks of direction; what has no width; what hides in tags.
        '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' => Some(UNSHOWN),
        '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' => Some(UNSHOWN),
        '\u{e0000}'..='\u{e007f}' => Some(UNSHOWN),
        c if c.is_control() => Some(UNSHOWN),
        c => Some(c),
    }
}

/// Parts the signs that begin a command: `::` at the beginning of `text`, and anywhere `##[` and `##vso[`.
fn without_commands(text: &str) -> String {
    let start = text.len() - text.trim_start().len();
    let (space, rest) = text.split_at(start);
    let mut parted = space.to_owned();
    let rest = match rest.strip_prefix("::") {
        Some(rest) => {
            parted.push_str(": :");
            rest
        }
        None => rest,
    };
    for (at, c) in rest.char_indices() {
        parted.push(c);
        let after = rest.get(at..).and_then(|text| text.strip_prefix("##"));
        let name = |c: char| c.is_ascii_alphabetic();
        if after.is_some_and(|text| text.trim_start_matches(name).starts_with('[')) {
            parted.push(' ');
        }
    }
    parted
}

/// Takes lines for a person to read, and lets nothing out that is not [`harmless`], whoever forgot it: only line breaks, tabs and
/// colours stay.
pub(crate) struct Lines<'a> {
    out: &'a mut dyn Write,
    colors: bool,
    /// Of a line that has no end yet.
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
            let kept = match color(other) {
                0 => usize::from(other.starts_with('\t')),
                color => color,
            };
            let (sign, after) = other.split_at(kept);
            if self.colors || kept == 1 {
                shown.push_str(sign);
            }
            rest = after;
            if kept == 0 && !rest.is_empty() {
                // An escape that is no colour.
                shown.push(UNSHOWN);
                rest = rest.get(1..).unwrap_or_default();
            }
        }
        self.out.write_all(shown.as_bytes())
    }
}

/// How long the change of colour is that `text` begins with, `ESC [ 1 ; 31 m`; 0 where it begins with none.
fn color(text: &str) -> usize {
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
        // A page ends with a line break; what does not still comes out.
        let _ = self.end_line();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_steers_a_terminal_is_left() {
        let text = "röd \u{1b}[31m\u{9b}1m\u{7}\u{7f}\u{202e}\u{2066}\u{85}\tså\u{ad}här\u{a0}";
        let expected = "röd \u{fffd}[31m\u{fffd}1m\u{fffd}\u{fffd}\u{fffd}\u{fffd}  såhär\u{a0}";
        assert_eq!(harmless(text), expected);
    }

    #[test]
    fn what_cannot_be_seen_is_shown_and_pictures_stay_whole() {
        assert_eq!(
            harmless("a\u{200b}\u{feff}b\u{200d}c"),
            "a\u{fffd}\u{fffd}b\u{fffd}c"
        );
        let family = "👩\u{200d}👩\u{200d}👧 ❤\u{fe0f}\u{200d}🔥";
        assert_eq!(harmless(family), family);
    }

    #[test]
    fn no_line_is_a_command_of_a_ci() {
        for (text, shown) in [
            ("::add-mask::x.md", ": :add-mask::x.md"),
            (" \t::error::x", "  : :error::x"),
            ("a\n::add-mask::x", "a ::add-mask::x"),
            ("a ##[group]b", "a # #[group]b"),
            ("###[endgroup]", "## #[endgroup]"),
            ("##vso[task.setvariable]", "# #vso[task.setvariable]"),
            ("std::fs ## Rubrik ##", "std::fs ## Rubrik ##"),
        ] {
            let once = harmless(text);
            assert_eq!(once, shown);
            assert_eq!(harmless(&once), once);
        }
    }

    #[test]
    fn a_page_lets_out_colours_and_line_breaks_and_nothing_else() {
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
            // In any pieces.
            for byte in text.bytes() {
                assert_eq!(lines.write(&[byte]).unwrap(), 1);
            }
            drop(lines);
            assert_eq!(String::from_utf8(out).unwrap(), expected);
        }
    }
}
