//! Whether a check failed, and by how much.

use nordalign::check::{Finding, Rule, Severity};

use super::Run;
use crate::args::CheckArgs;
use crate::failure::Failure;
use crate::message;
use crate::report::findings;

impl Run {
    /// Refuses a floor for a language that nothing is in: it would never be missed.
    pub(super) fn check_floors(&self, args: &CheckArgs) -> Result<(), Failure> {
        let unknown = args
            .min
            .iter()
            .find(|(lang, _)| !self.langs.contains_key(lang));
        match unknown {
            Some((lang, _)) => {
                let message = format!("--min {lang}: no document is checked in {}", lang.name());
                Err(Failure::usage(message))
            }
            None => Ok(()),
        }
    }

    /// Whether all is well, and if not what is not, and by how much.
    pub(super) fn gate(&self, args: &CheckArgs) -> Result<(), Failure> {
        let mut failed = Vec::new();
        if let Some(errors) = self.errors() {
            failed.push(errors);
        }
        for &(lang, min) in &args.min {
            let coverage = self.langs.get(&lang).copied().unwrap_or_default();
            let [_, words] = coverage.percent();
            if words < min {
                failed.push(format!(
                    "{lang} is translated to {} % of the words, {} below {min} %",
                    findings::percent(words),
                    findings::percent((min - words).max(0.1))
                ));
            }
        }
        if self.unread > 0 {
            let s = if self.unread == 1 { "" } else { "s" };
            let gate = if failed.is_empty() {
                String::new()
            } else {
                format!("; gate failed: {}", failed.join("; "))
            };
            return Err(Failure::runtime(format!(
                "{} document{s} could not be read{gate}",
                self.unread
            )));
        }
        match failed.is_empty() {
            true => Ok(()),
            false if args.exit_zero => {
                message::warning(&format!("gate failed: {}", failed.join("; ")));
                Ok(())
            }
            false => Err(Failure::gate(format!("gate failed: {}", failed.join("; ")))),
        }
    }

    /// `3 errors (2 missing, 1 numbers)`, if there are any.
    fn errors(&self) -> Option<String> {
        let errors: Vec<&Finding> = self
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
