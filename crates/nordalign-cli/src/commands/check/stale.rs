//! Which translations the source has left behind: by the lock, or by the history of git.

use std::path::Path;

use nordalign::check::Basis;
use nordalign::read::path_text;
use nordalign::{Document, Format, Lang};

use crate::args::ReadingArgs;
use crate::config::{Settings, StaleBy};
use crate::failure::Failure;
use crate::git::{History, Pages, Repository, Since};
use crate::input::text_of_bytes;
use crate::lock::Lock;

/// What tells which translations are stale.
pub(super) struct Memory {
    kind: Kind,
    reading: ReadingArgs,
}

enum Kind {
    /// Nothing does, and nothing was asked.
    None,
    Lock(Lock),
    Git(Repository, Box<History>),
}

/// What a translation was in step with.
pub(super) enum Past {
    Basis(Basis),
    /// It is new, or changed since.
    InStep,
    /// Git does not know it, or not its source.
    NotInGit,
    /// The history that would tell is not here.
    CutOff,
}

impl Memory {
    /// What `settings` ask for, of translations and their sources.
    pub(super) fn of(
        settings: &Settings,
        pages: impl Iterator<Item = [String; 2]>,
    ) -> Result<Self, Failure> {
        let kind = match settings.stale {
            None => Lock::read(&settings.lock)?.map_or(Kind::None, Kind::Lock),
            Some(StaleBy::Lock) => {
                let lock = Lock::read(&settings.lock)?;
                Kind::Lock(lock.unwrap_or_else(|| Lock::empty(&settings.lock)))
            }
            Some(StaleBy::Git) => {
                let pages: Vec<[String; 2]> = pages.collect();
                let folder = pages.first().map(|[_, translation]| Path::new(translation));
                let folder = folder.and_then(Path::parent).unwrap_or(Path::new(""));
                let repository = Repository::around(folder)?;
                let below = |path: &str| repository.below(Path::new(path));
                let pages: Vec<Pages> = pages
                    .into_iter()
                    .filter_map(|[source, translation]| {
                        Some(Pages {
                            source: below(&source)?,
                            translation: below(&translation)?,
                        })
                    })
                    .collect();
                let history = repository.history(&pages)?;
                Kind::Git(repository, Box::new(history))
            }
        };
        Ok(Memory {
            kind,
            reading: settings.reading.clone(),
        })
    }

    /// What tells one state of what is known of a translation from another, for a cache.
    pub(super) fn digest(&mut self, path: &Path) -> Result<Vec<u8>, Failure> {
        match &mut self.kind {
            Kind::None => Ok(Vec::new()),
            Kind::Lock(lock) => Ok(lock.digest(&path_text(path))),
            Kind::Git(repository, history) => match repository.below(path) {
                Some(page) => Ok(format!("{:?}", history.since(&page)?).into_bytes()),
                None => Ok(Vec::new()),
            },
        }
    }

    /// What `target` was in step with.
    pub(super) fn of_page(
        &mut self,
        source: &Document,
        target: &Document,
    ) -> Result<Past, Failure> {
        match &mut self.kind {
            Kind::None => Ok(Past::InStep),
            Kind::Lock(lock) => Ok(lock.basis(target.name()).map_or(Past::InStep, Past::Basis)),
            Kind::Git(repository, history) => {
                let Some(page) = repository.below(Path::new(target.name())) else {
                    return Ok(Past::NotInGit);
                };
                Ok(match history.since(&page)? {
                    Since::Now => Past::InStep,
                    Since::Unknown => Past::NotInGit,
                    Since::CutOff => Past::CutOff,
                    Since::Source(bytes) => {
                        match before(source.lang(), source.name(), &bytes, &self.reading) {
                            Ok(before) => Past::Basis(Basis::source(&before)),
                            // It was no text then.
                            Err(_) => Past::NotInGit,
                        }
                    }
                })
            }
        }
    }
}

/// The source as it was.
fn before(
    lang: Lang,
    name: &str,
    bytes: &[u8],
    reading: &ReadingArgs,
) -> Result<Document, nordalign::Error> {
    let text = text_of_bytes(lang, bytes, reading)?;
    let format = reading.format();
    let format = format.unwrap_or_else(|| Format::detect(Path::new(name), &text));
    Document::parse(lang, text, format)
}
