//! A report for GitLab's Code Quality (<https://docs.gitlab.com/ci/testing/code_quality/>).

use std::io::Write;

use nordalign::Error;
use nordalign::check::Severity;
use serde::Serialize;

use crate::commands::check::Run;
use crate::report::findings::entry::Entry;
use crate::report::findings::pretty;
use crate::report::findings::repository::Repository;

#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: &'a str,
    /// GitLab shows only one of several issues that share it.
    fingerprint: String,
    severity: &'a str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<usize>,
}

pub(super) fn write(run: &Run, repository: &Repository, out: &mut dyn Write) -> Result<(), Error> {
    let entries = Entry::all(&run.findings, repository);
    let issues = entries.into_iter().map(|entry| Issue {
        description: entry.message(),
        check_name: entry.finding.rule.id(),
        fingerprint: entry.fingerprint(),
        severity: match entry.finding.severity {
            Severity::Error => "major",
            Severity::Warning => "minor",
            _ => "info",
        },
        location: Location {
            lines: Lines {
                begin: entry.finding.line,
                end: entry.finding.end_line,
            },
            path: entry.path,
        },
    });
    pretty(&issues.collect::<Vec<_>>(), out)
}
