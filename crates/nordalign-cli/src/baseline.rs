//! The baseline: findings that are known, and neither shown nor failed for.
//!
//! A finding is known by its rule, its path and what it is about, wherever that stands; of several
//! that are alike, as many are known as there were.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use nordalign::check::{Finding, Rule};
use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::output::{Batch, Guard, Target};
use crate::paths;
use crate::side_file::{Mark, SideFile};

/// What the baseline is called.
pub(crate) const NAME: &str = "nordalign-baseline.json";

const VERSION: u64 = 1;

const FILE: SideFile = SideFile {
    what: "a baseline",
    version: VERSION,
    mark: Mark {
        begin: r#"{"version":"#,
        end: r#","findings":"#,
    },
    hint: "mend it, or write it anew: nordalign baseline write",
};

/// Known findings.
#[derive(Debug)]
pub(crate) struct Baseline {
    path: PathBuf,
    known: BTreeMap<Key, usize>,
}

/// What a finding is known by. The path is relative to the baseline's folder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Key {
    path: String,
    rule: Rule,
    fingerprint: String,
}

/// A line of the file.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    path: String,
    rule: Rule,
    fingerprint: String,
    #[serde(default = "one", skip_serializing_if = "is_one")]
    count: usize,
}

fn one() -> usize {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
fn is_one(count: &usize) -> bool {
    *count == 1
}

/// The file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Contents {
    #[serde(rename = "version")]
    _version: u64,
    findings: Vec<Entry>,
}

impl Baseline {
    /// The baseline at `path`, if there is one.
    ///
    /// # Errors
    /// Where it can't be read, is of another version, or is broken.
    pub(crate) fn read(path: &Path) -> Result<Option<Self>, Failure> {
        let Some(contents) = FILE.read::<Contents>(path)? else {
            return Ok(None);
        };
        let mut known: BTreeMap<Key, usize> = BTreeMap::new();
        for entry in contents.findings {
            let key = Key {
                path: entry.path,
                rule: entry.rule,
                fingerprint: entry.fingerprint,
            };
            let count = known.entry(key).or_default();
            *count = count.saturating_add(entry.count);
        }
        Ok(Some(Baseline {
            path: path.to_owned(),
            known,
        }))
    }

    /// A baseline of `findings`, to stand at `path`.
    pub(crate) fn of(findings: &[Finding], path: &Path) -> Self {
        let mut baseline = Baseline {
            path: path.to_owned(),
            known: BTreeMap::new(),
        };
        for finding in findings {
            *baseline.known.entry(baseline.key(finding)).or_default() += 1;
        }
        baseline
    }

    fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new(""))
    }

    fn key(&self, finding: &Finding) -> Key {
        Key {
            path: paths::from(self.folder(), Path::new(&finding.path)),
            rule: finding.rule,
            fingerprint: finding.fingerprint.clone(),
        }
    }

    /// How many findings it holds.
    pub(crate) fn len(&self) -> usize {
        total(&self.known)
    }

    /// Takes what is known out of `findings`. Gives what of the baseline is left over: it was
    /// mended, where `is_checked` of the rule and the path, or the path is gone.
    pub(crate) fn take(
        &self,
        findings: &mut Vec<Finding>,
        is_checked: impl Fn(Rule, &str) -> bool,
    ) -> Unused {
        let mut left = self.known.clone();
        findings.retain(|finding| match left.get_mut(&self.key(finding)) {
            Some(count) if *count > 0 => {
                *count -= 1;
                false
            }
            _ => true,
        });
        left.retain(|key, count| {
            let path = self.folder().join(&key.path);
            *count > 0 && (!path.exists() || is_checked(key.rule, &path.to_string_lossy()))
        });
        Unused(left)
    }

    /// Forgets what is not used.
    pub(crate) fn forget(&mut self, unused: &Unused) {
        for (key, count) in &unused.0 {
            if let Some(known) = self.known.get_mut(key) {
                *known = known.saturating_sub(*count);
            }
        }
        self.known.retain(|_, count| *count > 0);
    }

    /// The target for a baseline at `path`, where one is or nothing.
    pub(crate) fn target(path: &Path, guard: &mut Guard) -> Result<Target, Failure> {
        FILE.target(path, guard)
    }

    /// Writes it: an entry a line, in the order of the paths.
    pub(crate) fn write(&self, target: &Target) -> Result<(), Failure> {
        let mut batch = Batch::default();
        batch.write(target, |out| {
            write!(out, "{{\n  \"version\": {VERSION},\n  \"findings\": [")?;
            for (number, (key, &count)) in self.known.iter().enumerate() {
                let Key {
                    path,
                    rule,
                    fingerprint,
                } = key.clone();
                let entry = Entry {
                    path,
                    rule,
                    fingerprint,
                    count,
                };
                out.write_all(if number == 0 { b"\n    " } else { b",\n    " })?;
                serde_json::to_writer(&mut *out, &entry).map_err(std::io::Error::from)?;
            }
            let end = if self.known.is_empty() { "" } else { "\n  " };
            writeln!(out, "{end}]\n}}")?;
            Ok(())
        })?;
        batch.commit()
    }
}

/// What of a baseline is no longer found.
#[derive(Debug)]
pub(crate) struct Unused(BTreeMap<Key, usize>);

impl Unused {
    pub(crate) fn len(&self) -> usize {
        total(&self.0)
    }
}

/// That there is no baseline where one should be.
pub(crate) fn none_at(path: &Path) -> Failure {
    let message = format!("{}: there is no baseline here", path.display());
    Failure::usage(message).with_hint("write one: nordalign baseline write")
}

/// A file may count as high as it likes.
fn total(counts: &BTreeMap<Key, usize>) -> usize {
    counts
        .values()
        .fold(0, |sum, &count| sum.saturating_add(count))
}
