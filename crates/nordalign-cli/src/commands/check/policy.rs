//! What of the findings counts: by the configuration, the baseline, and what changed.

use std::collections::BTreeSet;
use std::path::Path;

use super::Run;
use crate::baseline::{Baseline, Unused};
use crate::changed::Changes;
use crate::config::{Level, Settings};
use crate::message;
use crate::paths;

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
        self.outcome.findings.retain_mut(|finding| {
            let level = settings.level(finding.rule, &finding.path);
            if let Some(severity) = level.severity() {
                finding.severity = severity;
            }
            level.severity().is_some()
        });
        self.outcome.count_errors();
    }

    /// Sets aside what is known, and where nothing changed.
    pub(super) fn set_aside(
        &mut self,
        settings: &Settings,
        baseline: Option<&Baseline>,
        changes: Option<&Changes>,
    ) {
        if let Some(baseline) = baseline {
            let before = self.outcome.findings.len();
            let unused = self.take_known(baseline, settings);
            self.set_aside.known = before - self.outcome.findings.len();
            // The findings of what can't be read are not mended.
            self.set_aside.mended = match self.unchecked {
                0 => unused.len(),
                _ => 0,
            };
        }
        if let Some(changes) = changes {
            let before = self.outcome.findings.len();
            let no_source = &self.no_source;
            self.outcome.findings.retain(|finding| {
                let source = no_source.get(&finding.path);
                // Its source may be what was deleted.
                changes.touch(finding) || source.is_some_and(|source| changes.is_new(source))
            });
            self.set_aside.unchanged = before - self.outcome.findings.len();
        }
        self.outcome.count_errors();
    }

    /// Takes out what `baseline` knows, and gives what of it was not there.
    pub(crate) fn take_known(&mut self, baseline: &Baseline, settings: &Settings) -> Unused {
        let files = self.outcome.files.iter().map(|file| file.path.as_str());
        let found = self
            .outcome
            .findings
            .iter()
            .map(|finding| finding.path.as_str());
        let checked: BTreeSet<String> = files.chain(found).map(str::to_owned).collect();
        baseline.take(&mut self.outcome.findings, |rule, path| {
            let path = paths::shown(path);
            checked.contains(&path) && settings.level(rule, &path) != Level::Off
        })
    }

    /// Says what was set aside: nothing is passed over in silence.
    pub(super) fn note_set_aside(&self, settings: &Settings, since: Option<&str>) {
        let baseline = paths::from(Path::new(""), &settings.baseline);
        if self.set_aside.known > 0 {
            message::note(&format!("{} known, by {baseline}", self.set_aside.known));
        }
        if self.set_aside.mended > 0 {
            message::note(&format!(
                "{} of {baseline} no longer found; forget them with: nordalign baseline prune",
                self.set_aside.mended
            ));
        }
        if self.not_in_git > 0 {
            message::note(&format!(
                "cannot tell whether {} of the translations are stale: git does not know them, or not their source of the time they were last changed",
                self.not_in_git
            ));
        }
        if let Some(since) = since.filter(|_| self.set_aside.unchanged > 0) {
            let unchanged = self.set_aside.unchanged;
            message::note(&format!("{unchanged} where nothing changed since {since}"));
        }
    }
}
