//! The baseline: findings that are known, and no longer reported.
//!
//! A finding is recognised by its rule, its path and what it is about, wherever that stands; of
//! several that are alike, as many are known as there were.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::check::finding::Finding;
use crate::check::rule::Rule;
use crate::error::Error;
use crate::path_text::path_from;

use super::side_file::{Mark, SideFile};

const VERSION: u64 = 1;

const FILE: SideFile = SideFile {
    what: "a baseline",
    version: VERSION,
    mark: Mark {
        begin: r#"{"version":"#,
        end: r#","findings":"#,
    },
};

/// Findings that are known. It has a path, because the paths of its findings are relative to its
/// folder.
///
/// ```no_run
/// use nordalign::check::site::Baseline;
/// # fn findings() -> Vec<nordalign::check::Finding> { Vec::new() }
///
/// let mut findings = findings();
/// if let Some(baseline) = Baseline::read("nordalign-baseline.json")? {
///     let before = findings.len();
///     baseline.remove_known(&mut findings, |_, _| true);
///     println!("{} findings are known", before - findings.len());
/// }
/// # Ok::<(), nordalign::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Baseline {
    path: PathBuf,
    known: BTreeMap<Key, usize>,
}

/// How a finding is recognised. The path is relative to the baseline's folder.
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
    /// The baseline at `path`; `None` if there is none.
    ///
    /// # Errors
    /// If it cannot be read, is of a newer version
    /// ([`Unsupported`](crate::ErrorKind::Unsupported)), or is broken
    /// ([`Invalid`](crate::ErrorKind::Invalid)).
    pub fn read(path: impl AsRef<Path>) -> Result<Option<Self>, Error> {
        let path = path.as_ref();
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

    /// A baseline of `findings`, for the file at `path`.
    pub fn of(findings: &[Finding], path: impl Into<PathBuf>) -> Self {
        let mut baseline = Baseline {
            path: path.into(),
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
            path: path_from(self.folder(), Path::new(&finding.path)),
            rule: finding.rule,
            fingerprint: finding.fingerprint.clone(),
        }
    }

    /// How many findings it holds.
    pub fn len(&self) -> usize {
        total(&self.known)
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// Removes from `findings` those that it knows. Returns what of the baseline was not found any
    /// more: of the rules and paths that `is_checked` is true of, and of files that are gone.
    pub fn remove_known(
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

    /// Removes from the baseline what is not found any more.
    pub fn remove(&mut self, unused: &Unused) {
        for (key, &count) in &unused.0 {
            if let Some(known) = self.known.get_mut(key) {
                *known = known.saturating_sub(count);
            }
        }
        self.known.retain(|_, count| *count > 0);
    }

    /// Whether the file at `path` is a baseline, or there is none: anything else should not be
    /// replaced by one.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn is_at(path: impl AsRef<Path>) -> Result<bool, Error> {
        FILE.mark.is_at(path.as_ref())
    }

    /// Writes it: an entry a line, in the order of the paths.
    ///
    /// # Errors
    /// If writing fails.
    pub fn write(&self, mut out: impl Write) -> Result<(), Error> {
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
            serde_json::to_writer(&mut out, &entry).map_err(io::Error::from)?;
        }
        let end = if self.known.is_empty() { "" } else { "\n  " };
        writeln!(out, "{end}]\n}}")?;
        Ok(())
    }
}

/// What of a [`Baseline`] is not found any more.
#[derive(Debug, Clone, PartialEq)]
pub struct Unused(BTreeMap<Key, usize>);

impl Unused {
    /// How many findings.
    pub fn len(&self) -> usize {
        total(&self.0)
    }

    /// Whether everything is still found.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// A file may give counts as high as it likes.
fn total(counts: &BTreeMap<Key, usize>) -> usize {
    counts
        .values()
        .fold(0, |sum, &count| sum.saturating_add(count))
}
