//! The findings of a check in every format: a page, JSON, and the formats of the sites that run
//! checks.

mod badge;
mod markdown;
mod page;
mod step_summary;

use std::io::Write;
use std::path::Path;

use nordalign::Error;
use nordalign::check::{CheckedFile, Finding, Outcome, Severity};
use nordalign::write::findings::{self, Repository};

use crate::args::{CheckFormat, Report};
use crate::failure::Failure;
use crate::message;
use crate::output::{Guard, Target, write_all};
use crate::report;

/// The reports to write.
#[derive(Debug)]
pub(crate) struct Reports {
    reports: Vec<(CheckFormat, Target)>,
    /// Whether a page shows everything, and not only one screen.
    pub(crate) all: bool,
    /// Whether a page is left out.
    pub(crate) quiet: bool,
}

impl Reports {
    /// Refuses what clearly cannot be written, before the work begins.
    pub(crate) fn new(asked: &[Report], guard: &mut Guard) -> Result<Self, Failure> {
        let mut reports: Vec<(CheckFormat, Target)> = Vec::new();
        for Report { format, file } in asked {
            let path = file.as_deref().unwrap_or(Path::new("-"));
            reports.push((*format, guard.writes(&format.name(), path)?));
        }
        Ok(Reports {
            reports,
            all: false,
            quiet: false,
        })
    }

    /// Writes them. A file is written completely or not at all.
    pub(crate) fn write(&self, outcome: &Outcome) -> Result<(), Failure> {
        let repository = Repository::here();
        let outputs = self.reports.iter();
        let outputs: Vec<(&Target, CheckFormat)> =
            outputs.map(|(format, target)| (target, *format)).collect();
        // A reader that stops early changes nothing: the result of the check still counts.
        let written = write_all(&outputs, |target, &format, out| {
            self.report(format, outcome, target, &repository, out)
        });
        let is_github = |(format, _): &(CheckFormat, Target)| *format == CheckFormat::Github;
        if self.reports.iter().any(is_github)
            && let Err(failure) = step_summary::add(outcome, &repository)
        {
            let what = failure.message;
            message::warning(&format!("the step summary could not be written: {what}"));
        }
        written.map(|_| ())
    }

    fn report(
        &self,
        format: CheckFormat,
        outcome: &Outcome,
        target: &Target,
        repository: &Repository,
        out: &mut dyn Write,
    ) -> Result<(), Error> {
        match format {
            CheckFormat::Text if self.quiet => Ok(()),
            CheckFormat::Text => {
                let width = report::width(target);
                page::write(outcome, self.all, width, &mut report::lines(out, target))
            }
            CheckFormat::Json => findings::json(outcome, out),
            CheckFormat::Jsonl => findings::jsonl(&outcome.findings, out),
            CheckFormat::Github => findings::github(outcome, repository, out),
            CheckFormat::Sarif => findings::sarif(outcome, repository, out),
            CheckFormat::Junit => findings::junit(outcome, out),
            CheckFormat::Gitlab => findings::gitlab(outcome, repository, out),
            CheckFormat::Markdown => markdown::write(outcome, repository, out),
            CheckFormat::Badge => badge::write(outcome, out),
        }
    }
}

/// Formats `percent` with one decimal, rounded down: 99.96 is not all.
pub(crate) fn percent(percent: f64) -> String {
    format!("{:.1}", floored(percent))
}

/// `percent`, rounded down to one decimal.
fn floored(percent: f64) -> f64 {
    // A value that is whole except for the last bits of the calculation is whole.
    (percent * 10.0 + 1e-9).floor() / 10.0
}

/// The files that lack words or have errors, with the share of their words that is translated, the
/// worst first.
fn worst(outcome: &Outcome) -> Vec<(f64, &CheckedFile)> {
    let mut worst: Vec<(f64, &CheckedFile)> = outcome
        .files
        .iter()
        .map(|file| (file.coverage.percent()[1], file))
        .filter(|(share, file)| *share < 100.0 || file.errors > 0)
        .collect();
    worst.sort_by(|(a_share, a), (b_share, b)| {
        a_share
            .total_cmp(b_share)
            .then(b.errors.cmp(&a.errors))
            .then_with(|| (&a.path, a.lang).cmp(&(&b.path, b.lang)))
    });
    worst
}

/// `1 error`, `2 errors`.
fn plural(count: usize, what: &str) -> String {
    let s = if count == 1 { "" } else { "s" };
    format!("{count} {what}{s}")
}

/// The number of `findings` with `severity`.
fn count(findings: &[Finding], severity: Severity) -> usize {
    let of = |finding: &&Finding| finding.severity == severity;
    findings.iter().filter(of).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_never_rounded_up() {
        assert_eq!(percent(99.96), "99.9");
        assert_eq!(percent(100.0), "100.0");
        // 41.4 is a little less in binary.
        assert_eq!(percent(100.0 * 207.0 / 500.0), "41.4");
    }
}
