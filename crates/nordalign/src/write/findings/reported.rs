//! Findings in the form that other programs need: with paths from the root of the repository, and
//! stable fingerprints.

use std::collections::BTreeMap;
use std::hash::Hasher;

use crate::check::Finding;
use crate::hash::Fnv;
use crate::write::findings::repository::Repository;
use crate::write::harmless;

/// A finding that is ready to be reported.
#[derive(Debug)]
#[non_exhaustive]
pub struct Reported<'a> {
    /// The finding.
    pub finding: &'a Finding,
    /// The path from the root of the repository.
    pub path: String,
    /// The path of the source from there, and the line.
    pub source: Option<(String, usize)>,
    /// Its number among findings with the same rule, path and text, from 1.
    pub number: usize,
}

impl<'a> Reported<'a> {
    /// One for each of `findings`, in their order.
    pub fn all(findings: &'a [Finding], repository: &Repository) -> Vec<Self> {
        let mut alike = BTreeMap::new();
        let entry = |finding: &'a Finding| {
            let path = repository.path(&finding.path);
            let key = (finding.rule, path.clone(), finding.fingerprint.as_str());
            let number = alike.entry(key).or_insert(0);
            *number += 1;
            Reported {
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

    /// The message on one line, with the place in the source.
    pub fn message(&self) -> String {
        let message = harmless(&self.finding.message);
        match &self.source {
            Some((path, line)) => format!("{message} ({}:{line})", harmless(path)),
            None => message,
        }
    }

    /// Tells it from every other finding of the run, independently of its line: 16 hexadecimal
    /// digits.
    pub fn fingerprint(&self) -> String {
        let number = self.number.to_string();
        let parts = [
            self.finding.rule.id(),
            &self.path,
            &self.finding.fingerprint,
            &number,
        ];
        let mut hash = Fnv::default();
        hash.write(parts.join("\0").as_bytes());
        format!("{:016x}", hash.finish())
    }
}
