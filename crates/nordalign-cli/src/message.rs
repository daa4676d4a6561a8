//! Messages on stderr. Results go to stdout or to a file; these are for the person at the keyboard.

use std::io::Write;

use anstyle::{AnsiColor, Style};

use crate::failure::Failure;
use nordalign::write::harmless;

/// Says why there is no result.
pub(crate) fn error(failure: &Failure) {
    say("error", AnsiColor::Red, &failure.message);
    if let Some(hint) = &failure.hint {
        say("hint", AnsiColor::Cyan, hint);
    }
}

/// Says what may be wrong with the result.
pub(crate) fn warning(text: &str) {
    say("warning", AnsiColor::Yellow, text);
}

/// Says something worth knowing.
pub(crate) fn note(text: &str) {
    say("note", AnsiColor::Cyan, text);
}

/// Says what was written.
pub(crate) fn summary(text: &str) {
    write_line(&harmless(text));
}

fn say(what: &str, color: AnsiColor, text: &str) {
    let style = Style::new().fg_color(Some(color.into())).bold();
    write_line(&format!(
        "nordalign: {style}{what}{style:#}: {}",
        harmless(text)
    ));
}

fn write_line(line: &str) {
    // A closed stderr is no reason to stop.
    let _ = writeln!(anstream::stderr(), "{line}");
}
