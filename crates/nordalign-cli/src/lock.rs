//! The lock: for every unit of a translation, what of the source it was in step with. Hashes of the
//! texts, in which white space, case and markup do not count.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use nordalign::check::Basis;
use serde::Deserialize;

use crate::failure::Failure;
use crate::output::{Batch, Guard, Target};
use crate::paths;
use crate::side_file::{Mark, SideFile};

/// What the lock is called.
pub(crate) const NAME: &str = "nordalign-lock.json";

const VERSION: u64 = 1;

const FILE: SideFile = SideFile {
    what: "a lock",
    version: VERSION,
    mark: Mark {
        begin: r#"{"version":"#,
        end: r#","pages":"#,
    },
    hint: "take the last good one from the history, or begin anew: nordalign lock --accept",
};

/// Which translations were in step with what.
#[derive(Debug)]
pub(crate) struct Lock {
    path: PathBuf,
    /// By the translation's path from the lock's folder: source and translation, hashed.
    pages: BTreeMap<String, Vec<[String; 2]>>,
    /// What was noted since it was read, and so is there.
    noted: BTreeSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Contents {
    #[serde(rename = "version")]
    _version: u64,
    /// The pairs as `source translation`.
    pages: BTreeMap<String, Vec<String>>,
}

impl Lock {
    /// The lock at `path`, if there is one.
    pub(crate) fn read(path: &Path) -> Result<Option<Self>, Failure> {
        let Some(contents) = FILE.read::<Contents>(path)? else {
            return Ok(None);
        };
        let pair = |text: String| {
            let (source, translation) = text.split_once(' ')?;
            Some([source.to_owned(), translation.to_owned()])
        };
        let pages = contents.pages.into_iter();
        let pages = pages.map(|(page, pairs)| (page, pairs.into_iter().filter_map(pair).collect()));
        Ok(Some(Lock {
            pages: pages.collect(),
            ..Lock::empty(path)
        }))
    }

    /// A lock to stand at `path`, with nothing in it.
    pub(crate) fn empty(path: &Path) -> Self {
        Lock {
            path: path.to_owned(),
            pages: BTreeMap::new(),
            noted: BTreeSet::new(),
        }
    }

    fn key(&self, page: &str) -> String {
        let folder = self.path.parent().unwrap_or(Path::new(""));
        paths::from(folder, Path::new(page))
    }

    /// What the translation at `page` was in step with; none where the lock does not know it.
    pub(crate) fn basis(&self, page: &str) -> Option<Basis> {
        let pairs = self.pages.get(&self.key(page))?;
        Some(Basis::pairs(pairs.iter().cloned()))
    }

    /// What it knows of the translation at `page`, as bytes to compare.
    pub(crate) fn digest(&self, page: &str) -> Vec<u8> {
        let pairs = self.pages.get(&self.key(page));
        let pairs = pairs.into_iter().flatten().flatten();
        pairs.flat_map(|hash| hash.bytes()).collect()
    }

    /// Notes what is in step at `page` now. What is stale stays so, unless `accept`.
    pub(crate) fn note(&mut self, page: &str, now: &[[String; 2]], accept: bool) {
        let key = self.key(page);
        let mut before: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for [source, translation] in self.pages.remove(&key).into_iter().flatten() {
            before.entry(translation).or_default().insert(source);
        }
        let mut pairs = Vec::new();
        for [source, translation] in now {
            match before.get(translation) {
                Some(sources) if !accept && !sources.contains(source) => {
                    let kept = sources.iter();
                    pairs.extend(kept.map(|source| [source.clone(), translation.clone()]));
                }
                _ => pairs.push([source.clone(), translation.clone()]),
            }
        }
        let mut seen = BTreeSet::new();
        pairs.retain(|pair| seen.insert(pair.clone()));
        self.noted.insert(key.clone());
        self.pages.insert(key, pairs);
    }

    /// Forgets pages that are gone.
    pub(crate) fn forget_gone(&mut self) {
        let folder = self.path.parent().unwrap_or(Path::new("")).to_owned();
        // The name of a file that is not UTF-8 is no path.
        let is_there = |page: &String| self.noted.contains(page) || folder.join(page).exists();
        self.pages.retain(|page, _| is_there(page));
    }

    /// How many pages and units it holds.
    pub(crate) fn len(&self) -> (usize, usize) {
        (self.pages.len(), self.pages.values().map(Vec::len).sum())
    }

    /// The target for a lock at `path`, where one is or nothing.
    pub(crate) fn target(path: &Path, guard: &mut Guard) -> Result<Target, Failure> {
        FILE.target(path, guard)
    }

    /// Writes it: a unit a line, in the order of the texts.
    pub(crate) fn write(&self, target: &Target) -> Result<(), Failure> {
        let mut batch = Batch::default();
        batch.write(target, |out| {
            write!(out, "{{\n  \"version\": {VERSION},\n  \"pages\": {{")?;
            for (number, (page, pairs)) in self.pages.iter().enumerate() {
                out.write_all(if number == 0 { b"\n    " } else { b",\n    " })?;
                serde_json::to_writer(&mut *out, page).map_err(std::io::Error::from)?;
                out.write_all(b": [")?;
                for (number, [source, translation]) in pairs.iter().enumerate() {
                    let comma = if number == 0 { "" } else { "," };
                    write!(out, "{comma}\n      \"{source} {translation}\"")?;
                }
                out.write_all(if pairs.is_empty() { b"]" } else { b"\n    ]" })?;
            }
            let end = if self.pages.is_empty() { "" } else { "\n  " };
            writeln!(out, "{end}}}\n}}")?;
            Ok(())
        })?;
        batch.commit()
    }
}
