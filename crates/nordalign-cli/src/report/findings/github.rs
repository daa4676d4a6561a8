//! Annotations and step summaries of GitHub Actions.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::PathBuf;

use nordalign::Error;
use nordalign::check::Severity;

use crate::commands::check::Run;
use crate::failure::Failure;
use crate::report::findings::entry::Entry;
use crate::report::findings::markdown;
use crate::report::findings::repository::Repository;
use crate::report::harmless::seen;

/// GitHub shows so many annotations of a kind in a step.
const SHOWN: usize = 10;

/// The findings as workflow commands, the most serious first, and how many more there are.
pub(super) fn annotations(
    run: &Run,
    repository: &Repository,
    out: &mut dyn Write,
) -> Result<(), Error> {
    let entries = Entry::all(&run.findings, repository);
    let kinds = [
        (Severity::Error, "error"),
        (Severity::Warning, "warning"),
        (Severity::Note, "notice"),
    ];
    for (severity, command) in kinds {
        let of = |entry: &&Entry| entry.finding.severity == severity;
        let all: Vec<&Entry> = entries.iter().filter(of).collect();
        // The last place is for how many more there are.
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

/// A path by which GitHub finds the file: line breaks stay, which are escaped, but nothing that steers a terminal.
fn exact(path: &str) -> String {
    let kept = |c: char| match c {
        '\r' | '\n' | '\t' => Some(c),
        c => seen(c),
    };
    path.chars().filter_map(kept).collect()
}

/// `text` as the message of a workflow command.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// `text` as a property of one.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// Adds to the page that GitHub shows of a step, where it says where.
pub(super) fn step_summary(run: &Run, repository: &Repository) -> Result<(), Failure> {
    let path = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty());
    let Some(path) = path.map(PathBuf::from) else {
        return Ok(());
    };
    let append = || -> Result<(), Error> {
        let mut file = OpenOptions::new().append(true).create(true).open(&path)?;
        // At once, for other steps may write there too.
        Ok(file.write_all(markdown::page(run, repository).as_bytes())?)
    };
    append().map_err(|error| error.with_path(&path).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_a_workflow_command_is_escaped() {
        assert_eq!(property("a,b: 5 %"), "a%2Cb%3A 5 %25");
        assert_eq!(data("to\nlinjer: 5 %"), "to%0Alinjer: 5 %25");
    }
}
