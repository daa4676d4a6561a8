//! Whether a check failed, and by how much.

use nordalign::check::site::{MissedFloor, UnusedFloor};
use nordalign::check::{Finding, Rule, Severity};

use super::Run;
use crate::config::Settings;
use crate::failure::Failure;
use crate::message;
use crate::report::findings;

impl Run {
    /// Refuses a floor that nothing is measured by: it would never be missed.
    pub(super) fn check_floors(&self, settings: &Settings) -> Result<(), Failure> {
        for UnusedFloor { lang, part, .. } in settings.floors().unused(&self.report.outcome) {
            // Who names some pages need not name those of all languages.
            let is_asked = part.is_none() && settings.floors_said.contains(&lang);
            if !is_asked && !settings.is_all {
                continue;
            }
            let what = match part {
                None => format!("no document is checked in {}", lang.name()),
                Some(part) => format!("no document in {} fits {part}", lang.name()),
            };
            return Err(Failure::usage(format!("floor for {lang}: {what}")));
        }
        Ok(())
    }

    /// What is not well, and by how much.
    pub(super) fn failed(&self, settings: &Settings) -> Vec<String> {
        let errors = self.errors().into_iter();
        let missed = settings.floors().missed(&self.report.outcome);
        errors.chain(missed.iter().map(below)).collect()
    }

    /// Whether all is well.
    pub(super) fn gate(&self, settings: &Settings, exit_zero: bool) -> Result<(), Failure> {
        let failed = self.failed(settings);
        let gate = format!("gate failed: {}", failed.join("; "));
        if let Some(unread) = self.unread() {
            let message = match failed.is_empty() {
                true => unread,
                false => format!("{unread}; {gate}"),
            };
            return Err(Failure::runtime(message));
        }
        if self.report.cut_off > 0 {
            let gate = if failed.is_empty() {
                String::new()
            } else {
                format!("; {gate}")
            };
            let message = format!(
                "cannot tell whether {} of the translations are stale: the history here does not reach back to their last change{gate}",
                self.report.cut_off
            );
            return Err(Failure::runtime(message).with_hint(
                "fetch the whole history: git fetch --unshallow, or fetch-depth: 0 of actions/checkout",
            ));
        }
        match failed.is_empty() {
            true => Ok(()),
            false if exit_zero => {
                message::warning(&gate);
                Ok(())
            }
            false => Err(Failure::gate(gate)),
        }
    }

    /// How many documents could not be checked, if any.
    pub(crate) fn unread(&self) -> Option<String> {
        let s = if self.report.unchecked == 1 { "" } else { "s" };
        let message = format!("{} document{s} could not be checked", self.report.unchecked);
        (self.report.unchecked > 0).then_some(message)
    }

    /// `3 errors (2 missing, 1 numbers)`, if there are any.
    fn errors(&self) -> Option<String> {
        let errors: Vec<&Finding> = self
            .report
            .outcome
            .findings
            .iter()
            .filter(|finding| finding.severity == Severity::Error)
            .collect();
        let by_rule = Rule::ALL.iter().filter_map(|rule| {
            let count = errors
                .iter()
                .filter(|finding| finding.rule == *rule)
                .count();
            (count > 0).then(|| format!("{count} {rule}"))
        });
        let s = if errors.len() == 1 { "" } else { "s" };
        let by_rule: Vec<String> = by_rule.collect();
        (!errors.is_empty()).then(|| format!("{} error{s} ({})", errors.len(), by_rule.join(", ")))
    }
}

/// `nb is translated to 93.1 % of the words in nb/legal/**, 1.9 below 95 %`.
fn below(missed: &MissedFloor) -> String {
    let (lang, floor, percent) = (missed.lang, missed.floor, missed.percent);
    let part = missed.part.as_ref();
    let part = part.map_or(String::new(), |part| format!(" in {part}"));
    format!(
        "{lang} is translated to {} % of the words{part}, {} below {floor} %",
        findings::percent(percent),
        findings::percent((floor - percent).max(0.1))
    )
}
