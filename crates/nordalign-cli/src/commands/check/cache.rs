//! What was found in pages that have not changed since, so that they need not be aligned again.
//!
//! The key of a set of pages is a hash of all that the result depends on: the program's version,
//! what is asked for, and every page with its path and what is known of its past. Only what a run
//! came across is kept.

use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use nordalign::check::Checker;
use nordalign::tree::DocumentSet;
use serde::{Deserialize, Serialize};

use super::stale::Memory;
use super::work::Page;
use crate::config::Settings;
use crate::failure::Failure;
use crate::output::{Batch, Guard, Target};
use crate::side_file::{Mark, read_at_most};

/// By what a cache is known.
const MARK: Mark = Mark {
    begin: r#"{"version":"nordalign"#,
    end: r#"","sets":"#,
};

/// A cache of more bytes is as good as none.
const MOST: u64 = 1 << 30;

/// What was found before, and what is found now.
#[derive(Debug)]
pub(super) struct Cache {
    target: Target,
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
    /// The cache at `path`, where one is or nothing. One that can't be read is as good as none.
    pub(super) fn open(path: &Path, guard: &mut Guard) -> Result<Self, Failure> {
        let target = MARK.target("a cache", path, guard)?;
        let text = read_at_most(path, MOST).unwrap_or_default();
        let contents: Option<Contents<BTreeMap<Key, Vec<Page>>>> = serde_json::from_str(&text).ok();
        let contents = contents.filter(|contents| contents.version == version());
        Ok(Cache {
            target,
            common: 0,
            before: contents.map_or(BTreeMap::new(), |contents| contents.sets),
            now: BTreeMap::new(),
        })
    }

    /// Says what the findings of every set depend on.
    pub(super) fn set_common(&mut self, settings: &Settings, checker: &Checker) {
        let mut hasher = DefaultHasher::new();
        version().hash(&mut hasher);
        settings.source.hash(&mut hasher);
        format!("{:?}", settings.reading).hash(&mut hasher);
        // All that it is shows so. The term base in it may have come from a pipe, to be read but
        // once.
        format!("{checker:?}").hash(&mut hasher);
        self.common = hasher.finish();
    }

    /// The key of a set; none where a page of it can't be read.
    pub(super) fn key(
        &self,
        set: &DocumentSet,
        memory: &mut Memory,
    ) -> Result<Option<Key>, Failure> {
        let mut hasher = DefaultHasher::new();
        self.common.hash(&mut hasher);
        for place in &set.files {
            let Ok(bytes) = fs::read(&place.path) else {
                return Ok(None);
            };
            (place.lang, &place.path, bytes).hash(&mut hasher);
            memory.digest(&place.path)?.hash(&mut hasher);
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

    pub(super) fn write(&self) -> Result<(), Failure> {
        let contents = Contents {
            version: version(),
            sets: &self.now,
        };
        let mut batch = Batch::default();
        batch.write(&self.target, |out| {
            Ok(serde_json::to_writer(out, &contents).map_err(std::io::Error::from)?)
        })?;
        batch.commit()
    }
}

/// Another version may find something else.
fn version() -> String {
    format!("nordalign {}", env!("CARGO_PKG_VERSION"))
}
