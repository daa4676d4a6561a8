//! The lock: for every unit of a translation, what of the source it was in step with. It holds
//! hashes of the texts, in which white space, case and markup do not count.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::check::basis::Basis;
use crate::document::Document;
use crate::error::Error;
use crate::path_text::{path_from, path_text};

use super::history::{History, Past};
use super::side_file::{Mark, SideFile};

const VERSION: u64 = 1;

const FILE: SideFile = SideFile {
    what: "a lock",
    version: VERSION,
    mark: Mark {
        begin: r#"{"version":"#,
        end: r#","pages":"#,
    },
};

/// Which versions of their sources translations were last in step with. It has a path, because the
/// paths of its pages are relative to its folder.
#[derive(Debug, Clone, PartialEq)]
pub struct Lock {
    path: PathBuf,
    /// By the translation's path from the lock's folder: source and translation, hashed.
    pages: BTreeMap<String, Vec<[String; 2]>>,
    /// The pages that were noted since it was read, and so exist.
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
    /// The lock at `path`; `None` if there is none.
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
        let pair = |text: String| {
            let (source, translation) = text.split_once(' ')?;
            Some([source.to_owned(), translation.to_owned()])
        };
        let pages = contents.pages.into_iter();
        let pages = pages.map(|(page, pairs)| (page, pairs.into_iter().filter_map(pair).collect()));
        Ok(Some(Lock {
            pages: pages.collect(),
            ..Lock::new(path)
        }))
    }

    /// An empty lock, for the file at `path`.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Lock {
            path: path.into(),
            pages: BTreeMap::new(),
            noted: BTreeSet::new(),
        }
    }

    fn key(&self, page: &str) -> String {
        let folder = self.path.parent().unwrap_or(Path::new(""));
        path_from(folder, Path::new(page))
    }

    /// Notes that the units of the translation at `page` are in step with their sources now: `now`
    /// is the [`pairs`](crate::check::Checked::pairs) of its check. What is stale stays so, unless
    /// `accept`.
    pub fn note(&mut self, page: &str, now: &[[String; 2]], accept: bool) {
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

    /// Removes the pages whose files are gone.
    pub fn remove_gone(&mut self) {
        let folder = self.path.parent().unwrap_or(Path::new("")).to_owned();
        // The name of a file that is not UTF-8 is no path.
        let exists = |page: &String| self.noted.contains(page) || folder.join(page).exists();
        self.pages.retain(|page, _| exists(page));
    }

    /// How many translations it holds.
    pub fn pages(&self) -> usize {
        self.pages.len()
    }

    /// How many units of them.
    pub fn units(&self) -> usize {
        self.pages.values().map(Vec::len).sum()
    }

    /// Whether the file at `path` is a lock, or there is none: anything else should not be replaced
    /// by one.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn is_at(path: impl AsRef<Path>) -> Result<bool, Error> {
        FILE.mark.is_at(path.as_ref())
    }

    /// Writes it: a unit a line, in the order of the texts.
    ///
    /// # Errors
    /// If writing fails.
    pub fn write(&self, mut out: impl Write) -> Result<(), Error> {
        write!(out, "{{\n  \"version\": {VERSION},\n  \"pages\": {{")?;
        for (number, (page, pairs)) in self.pages.iter().enumerate() {
            out.write_all(if number == 0 { b"\n    " } else { b",\n    " })?;
            serde_json::to_writer(&mut out, page).map_err(io::Error::from)?;
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
    }
}

/// A translation that the lock does not know is in step.
impl History for Lock {
    fn past(&mut self, _source: &Document, target: &Document) -> Result<Past, Error> {
        let pairs = self.pages.get(&self.key(target.name()));
        let basis = pairs.map(|pairs| Basis::pairs(pairs.iter().cloned()));
        Ok(basis.map_or(Past::InStep, Past::Basis))
    }

    fn digest(&mut self, path: &Path) -> Result<Vec<u8>, Error> {
        let pairs = self.pages.get(&self.key(&path_text(path)));
        let hashes = pairs.into_iter().flatten().flatten();
        Ok(hashes.flat_map(|hash| hash.bytes()).collect())
    }
}
