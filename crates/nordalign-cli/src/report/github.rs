//! Annotations and step summaries of GitHub Actions.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};

use nordalign::Error;
use nordalign::check::{Finding, Severity};

use crate::commands::check::Run;
use crate::failure::Failure;
use crate::report::findings::percent;

/// GitHub shows so many annotations of a kind in a step.
const SHOWN: usize = 10;

/// The findings as workflow commands, the most serious first, and how many more there are.
pub(crate) fn annotations(findings: &[Finding], out: &mut dyn Write) -> Result<(), Error> {
    let prefix = below_root();
    let kinds = [
        (Severity::Error, "error"),
        (Severity::Warning, "warning"),
        (Severity::Note, "notice"),
    ];
    for (severity, command) in kinds {
        let all: Vec<&Finding> = findings
            .iter()
            .filter(|finding| finding.severity == severity)
            .collect();
        // The last place is for how many more there are.
        let most = if all.len() > SHOWN { SHOWN - 1 } else { SHOWN };
        for finding in all.iter().take(most) {
            let path = property(&format!("{prefix}{}", finding.path));
            let column = finding
                .column
                .map_or(String::new(), |column| format!(",col={column}"));
            let title = property(&format!("nordalign: {}", finding.rule));
            let source = finding.source.as_ref();
            let source = source.map_or(String::new(), |source| {
                format!(" ({}:{})", source.path, source.line)
            });
            let message = data(&format!("{}{source}", finding.message));
            writeln!(
                out,
                "::{command} file={path},line={}{column},title={title}::{message}",
                finding.line
            )?;
        }
        if all.len() > most {
            writeln!(
                out,
                "::{command} title=nordalign::and {} more",
                all.len() - most
            )?;
        }
    }
    Ok(())
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

/// The current folder, below the root of its git repository: what GitHub's paths begin with. Nothing outside of one.
fn below_root() -> String {
    let below = || {
        let here = std::env::current_dir().ok()?;
        let root = here
            .ancestors()
            .find(|folder| folder.join(".git").exists())?;
        let below = here
            .strip_prefix(root)
            .ok()?
            .to_string_lossy()
            .replace('\\', "/");
        (!below.is_empty()).then(|| format!("{below}/"))
    };
    below().unwrap_or_default()
}

/// Adds a table to the page that GitHub shows of a step, where it says where.
pub(crate) fn step_summary(run: &Run) -> Result<(), Failure> {
    let Some(path) = std::env::var_os("GITHUB_STEP_SUMMARY").map(PathBuf::from) else {
        return Ok(());
    };
    write_summary(run, &path).map_err(|error| Failure::io(&path, error))
}

fn write_summary(run: &Run, path: &Path) -> std::io::Result<()> {
    let mut file = OpenOptions::new().append(true).create(true).open(path)?;
    let mut text = "| Language | Segments | translated | Words | translated | Doubtful | Missing |\n|---|--:|--:|--:|--:|--:|--:|\n".to_owned();
    for (lang, coverage) in &run.langs {
        let [segments, words] = coverage.percent().map(percent);
        let total = coverage.total();
        text.push_str(&format!(
            "| {lang} | {} | {segments} % | {} | {words} % | {} | {} |\n",
            total.segments, total.words, coverage.doubtful.segments, coverage.missing.segments
        ));
    }
    file.write_all(text.as_bytes())
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
