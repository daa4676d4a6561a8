//! Whether a check failed, and by how much.

use nordalign::Lang;
use nordalign::check::{CheckedFile, Coverage, Finding, Rule, Severity};

use super::Run;
use crate::config::{Override, Settings};
use crate::failure::Failure;
use crate::message;
use crate::report::findings;

impl Run {
    /// Refuses a floor that nothing is measured by: it would never be missed.
    pub(super) fn check_floors(&self, settings: &Settings) -> Result<(), Failure> {
        for lang in settings.floors.keys() {
            // Who names some pages need not name those of all languages.
            let said = settings.floors_said.contains(lang);
            if (said || settings.is_all) && !self.outcome.langs.contains_key(lang) {
                let message = format!(
                    "floor for {lang}: no document is checked in {}",
                    lang.name()
                );
                return Err(Failure::usage(message));
            }
        }
        for entry in settings.overrides.iter().filter(|_| settings.is_all) {
            for &lang in entry.floors.keys() {
                if self.of_override(entry, lang).next().is_none() {
                    let message = format!(
                        "floor for {lang}: no document in {} fits {}",
                        lang.name(),
                        paths_of(entry)
                    );
                    return Err(Failure::usage(message));
                }
            }
        }
        Ok(())
    }

    fn of_override<'a>(
        &'a self,
        entry: &'a Override,
        lang: Lang,
    ) -> impl Iterator<Item = &'a CheckedFile> {
        self.outcome
            .files
            .iter()
            .filter(move |file| file.lang == lang && entry.globs.is_match(&file.path))
    }

    /// What is not well, and by how much.
    pub(super) fn failed(&self, settings: &Settings) -> Vec<String> {
        let errors = self.errors().into_iter();
        errors.chain(self.floors_missed(settings)).collect()
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
        if self.cut_off > 0 {
            let gate = if failed.is_empty() {
                String::new()
            } else {
                format!("; {gate}")
            };
            let message = format!(
                "cannot tell whether {} of the translations are stale: the history here does not reach back to their last change{gate}",
                self.cut_off
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
        let s = if self.unchecked == 1 { "" } else { "s" };
        let message = format!("{} document{s} could not be checked", self.unchecked);
        (self.unchecked > 0).then_some(message)
    }

    fn floors_missed(&self, settings: &Settings) -> Vec<String> {
        let mut missed = Vec::new();
        for (&lang, &floor) in &settings.floors {
            if let Some(&coverage) = self.outcome.langs.get(&lang) {
                missed.extend(below(lang, coverage, floor, ""));
            }
        }
        for entry in &settings.overrides {
            for (&lang, &floor) in &entry.floors {
                let mut coverage = Coverage::default();
                for file in self.of_override(entry, lang) {
                    coverage += file.coverage;
                }
                let place = format!(" in {}", paths_of(entry));
                missed.extend(below(lang, coverage, floor, &place));
            }
        }
        missed
    }

    /// `3 errors (2 missing, 1 numbers)`, if there are any.
    fn errors(&self) -> Option<String> {
        let errors: Vec<&Finding> = self
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

/// That less is translated than `floor`, and by how much.
fn below(lang: Lang, coverage: Coverage, floor: f64, place: &str) -> Option<String> {
    let [_, words] = coverage.percent();
    (words < floor).then(|| {
        format!(
            "{lang} is translated to {} % of the words{place}, {} below {floor} %",
            findings::percent(words),
            findings::percent((floor - words).max(0.1))
        )
    })
}

fn paths_of(entry: &Override) -> String {
    let globs = entry.globs.globs.iter();
    let globs: Vec<&str> = globs.map(|glob| glob.text.as_str()).collect();
    globs.join(", ")
}
