//! Which translations the source has left behind: by the lock, or by the history of git.

use std::path::Path;

use nordalign::check::Basis;
use nordalign::{Document, Format, Lang};

use crate::config::{Settings, StaleBy};
use crate::failure::Failure;
use crate::git::{History, Pages, Repository, Since};
use crate::input::text_of_bytes;
use crate::lock::Lock;

/// What tells which translations are stale.
pub(super) enum Memory {
    /// Nothing does, and nothing was asked.
    None,
    Lock(Lock),
    Git(Repository, Box<History>),
}

/// What a translation was in step with.
pub(super) enum Known {
    Basis(Basis),
    /// It is new, or changed since.
    InStep,
    /// Git does not know it, or not its source.
    Untold,
    /// The history that would tell is not here.
    CutOff,
}

impl Memory {
    /// What `settings` ask for, of translations and their sources.
    pub(super) fn of(
        settings: &Settings,
        pages: impl Iterator<Item = [String; 2]>,
    ) -> Result<Self, Failure> {
        match settings.stale {
            None => Ok(Lock::read(&settings.lock)?.map_or(Memory::None, Memory::Lock)),
            Some(StaleBy::Lock) => {
                let lock = Lock::read(&settings.lock)?;
                Ok(Memory::Lock(
                    lock.unwrap_or_else(|| Lock::empty(&settings.lock)),
                ))
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
                Ok(Memory::Git(repository, Box::new(history)))
            }
        }
    }

    /// What `target` was in step with.
    pub(super) fn of_page(
        &mut self,
        source: &Document,
        target: &Document,
        settings: &Settings,
    ) -> Result<Known, Failure> {
        match self {
            Memory::None => Ok(Known::InStep),
            Memory::Lock(lock) => Ok(lock
                .basis(target.name())
                .map_or(Known::InStep, Known::Basis)),
            Memory::Git(repository, history) => {
                let Some(page) = repository.below(Path::new(target.name())) else {
                    return Ok(Known::Untold);
                };
                Ok(match history.since(&page)? {
                    Since::Now => Known::InStep,
                    Since::Unknown => Known::Untold,
                    Since::CutOff => Known::CutOff,
                    Since::Source(bytes) => {
                        match before(source.lang(), source.name(), &bytes, settings) {
                            Ok(before) => Known::Basis(Basis::source(&before)),
                            // It was no text then.
                            Err(_) => Known::Untold,
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
    settings: &Settings,
) -> Result<Document, nordalign::Error> {
    let text = text_of_bytes(lang, bytes, &settings.reading)?;
    let format = settings.reading.format();
    let format = format.unwrap_or_else(|| Format::detect(Path::new(name), &text));
    Document::parse(lang, text, format)
}
