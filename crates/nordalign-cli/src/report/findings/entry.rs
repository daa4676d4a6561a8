//! Findings as the formats of other programs take them: with paths from the repository, and told apart for good.

use std::collections::BTreeMap;

use nordalign::check::{Finding, Severity};

use crate::report::findings::repository::Repository;
use crate::report::harmless::harmless;

/// A finding, ready to be told to a site.
#[derive(Debug)]
pub(super) struct Entry<'a> {
    pub(super) finding: &'a Finding,
    /// From the root of the repository.
    pub(super) path: String,
    /// The source's path from there, and its line.
    pub(super) source: Option<(String, usize)>,
    /// Its number among those that are alike in rule, path and text, from 1.
    pub(super) number: usize,
}

impl<'a> Entry<'a> {
    /// One for each of `findings`, in their order.
    pub(super) fn all(findings: &'a [Finding], repository: &Repository) -> Vec<Self> {
        let mut alike = BTreeMap::new();
        let entry = |finding: &'a Finding| {
            let path = repository.path(&finding.path);
            let key = (finding.rule, path.clone(), finding.fingerprint.as_str());
            let number = alike.entry(key).or_insert(0);
            *number += 1;
            Entry {
                finding,
                path,
                source: finding
                    .source
                    .as_ref()
                    .map(|source| (repository.path(&source.path), source.line)),
                number: *number,
            }
        };
        findings.iter().map(entry).collect()
    }

    /// What is wrong, on one line, and where the source says it.
    pub(super) fn message(&self) -> String {
        let message = harmless(&self.finding.message);
        match &self.source {
            Some((path, line)) => format!("{message} ({}:{line})", harmless(path)),
            None => message,
        }
    }

    /// What tells it from every other finding of the run, wherever in its file it stands: 16 hexadecimal digits.
    pub(super) fn fingerprint(&self) -> String {
        let number = self.number.to_string();
        let parts = [
            self.finding.rule.id(),
            &self.path,
            &self.finding.fingerprint,
            &number,
        ];
        // FNV-1a: the same on every machine and in every version.
        let hash = parts
            .join("\0")
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
                (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
            });
        format!("{hash:016x}")
    }
}

/// How many of `findings` are of `severity`.
pub(super) fn count<'a>(
    findings: impl IntoIterator<Item = &'a Finding>,
    severity: Severity,
) -> usize {
    let of = |finding: &&Finding| finding.severity == severity;
    findings.into_iter().filter(of).count()
}
