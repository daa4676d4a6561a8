//! GitLab Code Quality reports (<https://docs.gitlab.com/ci/testing/code_quality/>).

use std::io::Write;

use serde::Serialize;

use crate::check::{Outcome, Severity};
use crate::error::Error;
use crate::write::findings::json::pretty;
use crate::write::findings::reported::Reported;
use crate::write::findings::repository::Repository;

#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: &'a str,
    /// GitLab shows only one of several issues with the same fingerprint.
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

/// Writes the findings as a GitLab Code Quality report, with paths from the root of the repository.
///
/// # Errors
/// If writing to `out` fails.
pub fn gitlab<W: Write + ?Sized>(
    outcome: &Outcome,
    repository: &Repository,
    out: &mut W,
) -> Result<(), Error> {
    let entries = Reported::all(&outcome.findings, repository);
    let issues = entries.into_iter().map(|entry| Issue {
        description: entry.message(),
        check_name: entry.finding.rule.id(),
        fingerprint: entry.fingerprint(),
        severity: match entry.finding.severity {
            Severity::Error => "major",
            Severity::Warning => "minor",
            Severity::Note => "info",
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
