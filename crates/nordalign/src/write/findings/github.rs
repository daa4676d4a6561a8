//! Annotations of GitHub Actions.

use std::io::Write;

use crate::check::{Outcome, Severity};
use crate::error::Error;
use crate::write::findings::reported::Reported;
use crate::write::findings::repository::Repository;
use crate::write::harmless::seen;

/// GitHub shows this many annotations of a kind in a step.
const SHOWN: usize = 10;

/// Writes the findings as workflow commands, the most serious first, and how many more there are.
///
/// # Errors
/// If writing to `out` fails.
pub fn github<W: Write + ?Sized>(
    outcome: &Outcome,
    repository: &Repository,
    out: &mut W,
) -> Result<(), Error> {
    let entries = Reported::all(&outcome.findings, repository);
    let kinds = [
        (Severity::Error, "error"),
        (Severity::Warning, "warning"),
        (Severity::Note, "notice"),
    ];
    for (severity, command) in kinds {
        let of = |entry: &&Reported| entry.finding.severity == severity;
        let all: Vec<&Reported> = entries.iter().filter(of).collect();
        // The last annotation says how many more there are.
        let most = if all.len() > SHOWN { SHOWN - 1 } else { SHOWN };
        for entry in all.iter().take(most) {
            let finding = entry.finding;
            let path = property(&exact(&entry.path));
            let end = finding
                .end_line
                .map_or(String::new(), |line| format!(",endLine={line}"));
            let column = finding
                .column
                .map_or(String::new(), |column| format!(",col={column}"));
            let title = property(&format!("nordalign: {}", finding.rule));
            let message = data(&entry.message());
            writeln!(
                out,
                "::{command} file={path},line={}{end}{column},title={title}::{message}",
                finding.line
            )?;
        }
        if all.len() > most {
            let more = all.len() - most;
            writeln!(out, "::{command} title=nordalign::and {more} more")?;
        }
    }
    Ok(())
}

/// A path by which GitHub finds the file: line breaks stay, since they are escaped, but nothing
/// that controls a terminal.
fn exact(path: &str) -> String {
    let kept = |c: char| match c {
        '\r' | '\n' | '\t' => Some(c),
        c => seen(c),
    };
    path.chars().filter_map(kept).collect()
}

/// Escapes `text` for the message of a workflow command.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// Escapes `text` for a property of a workflow command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_with_a_meaning_in_workflow_commands_are_escaped() {
        assert_eq!(property("a,b: 5 %"), "a%2Cb%3A 5 %25");
        assert_eq!(data("to\nlinjer: 5 %"), "to%0Alinjer: 5 %25");
    }
}
