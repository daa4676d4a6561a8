//! What of the findings counts: by the configuration, the baseline, and what changed.

use std::path::Path;

use nordalign::check::site::{Baseline, Unused};
use nordalign::read::path_from;

use super::Run;
use crate::changed::Changes;
use crate::config::{Level, Settings};
use crate::message;
use crate::paths::shown;

/// Findings that are not shown and not failed for.
#[derive(Debug, Default)]
pub(crate) struct SetAside {
    /// Those of the baseline.
    pub(crate) known: usize,
    /// Those that nothing changed at.
    pub(crate) unchanged: usize,
    /// How much of the baseline is no longer found.
    pub(crate) mended: usize,
}

impl Run {
    /// Makes findings as serious as the configuration says, and drops those that are off.
    pub(super) fn set_levels(&mut self, settings: &Settings) {
        let outcome = &mut self.report.outcome;
        outcome.set_severities(|rule, path| settings.level(rule, path).severity());
    }

    /// Sets aside what is known, and where nothing changed.
    pub(super) fn set_aside(
        &mut self,
        settings: &Settings,
        baseline: Option<&Baseline>,
        changes: Option<&Changes>,
    ) {
        let before = self.report.outcome.findings.len();
        if let Some(baseline) = baseline {
            let unused = self.remove_known(baseline, settings);
            self.set_aside.known = before - self.report.outcome.findings.len();
            // The findings of what can't be read are not mended.
            self.set_aside.mended = match self.report.unchecked {
                0 => unused.len(),
                _ => 0,
            };
        }
        if let Some(changes) = changes {
            let findings = &mut self.report.outcome.findings;
            let before = findings.len();
            let missing_sources = &self.report.missing_sources;
            findings.retain(|finding| {
                let source = missing_sources.get(&finding.path);
                // Its source may be what was deleted.
                changes.touch(finding) || source.is_some_and(|source| changes.is_new(source))
            });
            self.set_aside.unchanged = before - findings.len();
        }
        self.report.outcome.count_errors();
    }

    /// Takes out what `baseline` knows, and gives what of it was not there.
    pub(crate) fn remove_known(&mut self, baseline: &Baseline, settings: &Settings) -> Unused {
        let is_on = |rule, path: &str| settings.level(rule, &shown(path)) != Level::Off;
        self.report.remove_known(baseline, is_on)
    }

    /// Says what was set aside: nothing is passed over in silence.
    pub(super) fn note_set_aside(&self, settings: &Settings, since: Option<&str>) {
        let baseline = path_from(Path::new(""), &settings.baseline);
        if self.set_aside.known > 0 {
            message::note(&format!("{} known, by {baseline}", self.set_aside.known));
        }
        if self.set_aside.mended > 0 {
            message::note(&format!(
                "{} of {baseline} no longer found; forget them with: nordalign baseline prune",
                self.set_aside.mended
            ));
        }
        if self.report.unknown > 0 {
            message::note(&format!(
                "cannot tell whether {} of the translations are stale: git does not know them, or not their source of the time they were last changed",
                self.report.unknown
            ));
        }
        if let Some(since) = since.filter(|_| self.set_aside.unchanged > 0) {
            let unchanged = self.set_aside.unchanged;
            message::note(&format!("{unchanged} where nothing changed since {since}"));
        }
    }
}
