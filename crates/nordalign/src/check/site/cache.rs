//! What was found in pages that have not changed since, so that they need not be aligned again.
//!
//! The key of a set of pages is a hash of all that the result depends on: the program's version,
//! how the pages are checked, and every page with its path and what is known of its past. Only what
//! a run came across is kept.

use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::tree::DocumentSet;

use super::history::History;
use super::page::Page;
use super::side_file::{Mark, read_at_most};

/// How a cache is recognised.
const MARK: Mark = Mark {
    begin: r#"{"version":"nordalign"#,
    end: r#"","sets":"#,
};

/// A longer cache is not read.
const MAX_BYTES: u64 = 1 << 30;

/// What was found before, and what is found now.
///
/// ```no_run
/// use nordalign::check::site::{Cache, Site, SiteChecker};
/// use nordalign::{Lang, tree::Tree};
///
/// let tree = Tree::builder().root("docs/sv").root("docs/nb").source(Lang::Sv).trust_paths(true).build()?;
/// let mut cache = Cache::read("nordalign-cache.json", "");
/// let report = SiteChecker::new().check_cached(&Site::new(&tree, Lang::Sv)?, &mut cache)?;
/// cache.write(std::fs::File::create("nordalign-cache.json")?)?;
/// # Ok::<(), nordalign::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Cache {
    /// How the caller reads the pages.
    reading: String,
    /// All that the findings of every set depend on.
    common: u64,
    before: BTreeMap<Key, Vec<Page>>,
    now: BTreeMap<Key, Vec<Page>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Key(u64);

#[derive(Serialize, Deserialize)]
struct Contents<T> {
    version: String,
    sets: T,
}

impl Cache {
    /// The cache at `path`. If there is none, or it cannot be read or is of another version, it is
    /// empty.
    ///
    /// `reading` is any text that changes when the caller's own functions do other than before: one
    /// that the tree reads its files with, or a [`Similarity`](crate::Similarity). What was found
    /// with others is not used.
    pub fn read(path: impl AsRef<Path>, reading: impl Into<String>) -> Self {
        let text = read_at_most(path.as_ref(), MAX_BYTES).unwrap_or_default();
        let contents: Option<Contents<BTreeMap<Key, Vec<Page>>>> = serde_json::from_str(&text).ok();
        let contents = contents.filter(|contents| contents.version == version());
        Cache {
            reading: reading.into(),
            common: 0,
            before: contents.map_or(BTreeMap::new(), |contents| contents.sets),
            now: BTreeMap::new(),
        }
    }

    /// Whether the file at `path` is a cache, or there is none: anything else should not be replaced
    /// by one.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn is_at(path: impl AsRef<Path>) -> Result<bool, Error> {
        MARK.is_at(path.as_ref())
    }

    /// Begins a check that works as `how` shows, on which the findings of every set depend.
    pub(super) fn begin(&mut self, how: &str) {
        self.before.append(&mut self.now);
        let mut hasher = DefaultHasher::new();
        (version(), &self.reading, how).hash(&mut hasher);
        self.common = hasher.finish();
    }

    /// The key of a set; `None` if one of its pages cannot be read.
    pub(super) fn key(
        &self,
        set: &DocumentSet,
        history: &mut dyn History,
    ) -> Result<Option<Key>, Error> {
        let mut hasher = DefaultHasher::new();
        self.common.hash(&mut hasher);
        for file in &set.files {
            let Ok(bytes) = fs::read(&file.path) else {
                return Ok(None);
            };
            (file.lang, &file.path, bytes).hash(&mut hasher);
            history.digest(&file.path)?.hash(&mut hasher);
        }
        Ok(Some(Key(hasher.finish())))
    }

    /// What was found in a set, if it is known.
    pub(super) fn get(&mut self, key: Key) -> Option<Vec<Page>> {
        let pages = self.before.remove(&key)?;
        self.now.insert(key, pages.clone());
        Some(pages)
    }

    pub(super) fn put(&mut self, key: Key, pages: Vec<Page>) {
        self.now.insert(key, pages);
    }

    /// Writes what was found in the last check, as JSON.
    ///
    /// # Errors
    /// If writing fails.
    pub fn write(&self, out: impl Write) -> Result<(), Error> {
        let contents = Contents {
            version: version(),
            sets: &self.now,
        };
        Ok(serde_json::to_writer(out, &contents).map_err(io::Error::from)?)
    }
}

/// Another version may find something else.
fn version() -> String {
    format!("nordalign {}", env!("CARGO_PKG_VERSION"))
}
