//! Which translations the source has left behind: by the lock, or by the history of git.

use std::io;
use std::path::Path;

use nordalign::check::Basis;
use nordalign::check::site::{History, Lock, Past, SiteChecker};
use nordalign::{Document, Error, Lang};

use crate::args::ReadingArgs;
use crate::config::{Settings, StaleBy};
use crate::failure::Failure;
use crate::git::{self, Pages, Repository, Since};
use crate::input::{format_of, text_of_bytes};
use crate::side_file;

/// Has `checker` look for stale translations as `settings` ask, among `pairs` of a source and a
/// translation.
pub(super) fn with_history(
    checker: SiteChecker,
    settings: &Settings,
    pairs: impl Iterator<Item = [String; 2]>,
) -> Result<SiteChecker, Failure> {
    if settings.stale == Some(StaleBy::Git) {
        return Ok(checker.history(GitHistory::of(pairs.collect(), &settings.reading)?));
    }
    Ok(match side_file::lock(&settings.lock)? {
        Some(lock) => checker.history(lock),
        None if settings.stale == Some(StaleBy::Lock) => checker.history(Lock::new(&settings.lock)),
        None => checker,
    })
}

/// The history of translations in git.
struct GitHistory {
    repository: Repository,
    history: git::History,
    reading: ReadingArgs,
}

impl GitHistory {
    fn of(pairs: Vec<[String; 2]>, reading: &ReadingArgs) -> Result<Self, Failure> {
        let folder = pairs.first().map(|[_, translation]| Path::new(translation));
        let folder = folder.and_then(Path::parent).unwrap_or(Path::new(""));
        let repository = Repository::around(folder)?;
        let below = |path: &str| repository.below(Path::new(path));
        let pages = pairs.iter().filter_map(|[source, translation]| {
            Some(Pages {
                source: below(source)?,
                translation: below(translation)?,
            })
        });
        let history = repository.history(&pages.collect::<Vec<Pages>>())?;
        Ok(GitHistory {
            repository,
            history,
            reading: reading.clone(),
        })
    }

    fn since(&mut self, page: &str) -> Result<Since, Error> {
        let since = self.history.since(page);
        since.map_err(|failure| io::Error::other(failure.message).into())
    }
}

impl History for GitHistory {
    fn past(&mut self, source: &Document, target: &Document) -> Result<Past, Error> {
        let Some(page) = self.repository.below(Path::new(target.name())) else {
            return Ok(Past::Unknown);
        };
        Ok(match self.since(&page)? {
            Since::Now => Past::InStep,
            Since::Unknown => Past::Unknown,
            Since::CutOff => Past::CutOff,
            Since::Source(bytes) => {
                match before(source.lang(), source.name(), &bytes, &self.reading) {
                    Ok(before) => Past::Basis(Basis::source(&before)),
                    // It was no text then.
                    Err(_) => Past::Unknown,
                }
            }
        })
    }

    fn digest(&mut self, path: &Path) -> Result<Vec<u8>, Error> {
        match self.repository.below(path) {
            Some(page) => Ok(format!("{:?}", self.since(&page)?).into_bytes()),
            None => Ok(Vec::new()),
        }
    }
}

/// The source as it was.
fn before(lang: Lang, name: &str, bytes: &[u8], reading: &ReadingArgs) -> Result<Document, Error> {
    let text = text_of_bytes(lang, bytes, reading)?;
    let format = format_of(Path::new(name), &text, reading)?;
    Document::parse_with_fields(lang, text, format, &reading.front_matter)
}
