//! Finds the files of the roots and patterns, each once, and what their paths say.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use crate::error::{Error, ErrorKind};
use crate::lang::Lang;
use crate::path_text::path_text;
use crate::read;
use crate::tree::path_key::{LangInPath, keys, lang_in_path};
use crate::tree::path_lang::lang_of_tag;
use crate::tree::pattern::Pattern;

/// A folder to look in, and the language of its documents that do not name one themselves.
#[derive(Debug, Clone)]
pub(super) struct Root {
    pub(super) path: PathBuf,
    pub(super) lang: Option<Lang>,
    /// Whether its own name says the language: then folders in it that look like languages are
    /// ordinary folders.
    pub(super) named: bool,
}

/// A file that the walk found.
#[derive(Debug)]
pub(super) struct FoundFile {
    pub(super) path: PathBuf,
    /// Its path as the keys use it.
    relative: String,
    pub(super) lang: LangInPath,
    /// The real path, with links resolved.
    canonical: PathBuf,
    /// The depth of the root in which it was found: the nearest root decides.
    depth: usize,
}

impl FoundFile {
    pub(super) fn keys(&self, lang: Lang) -> (String, String) {
        keys(&self.relative, lang)
    }
}

/// The result of a walk.
#[derive(Debug, Default)]
pub(super) struct Walk {
    /// Sorted by path.
    pub(super) files: Vec<FoundFile>,
    /// Links to other files and folders, and what they lead to.
    pub(super) same: Vec<(PathBuf, PathBuf)>,
    /// Folders and files that cannot be read.
    pub(super) errors: Vec<Error>,
    /// The number of files in unsupported formats.
    pub(super) other_formats: usize,
    /// The number of documents in other languages.
    pub(super) other_languages: usize,
    /// The patterns that match no file.
    pub(super) unmatched: Vec<String>,
}

/// Whether a file is wanted.
pub(super) type Wanted = dyn Fn(&Path) -> bool + Send + Sync;

/// Finds the files of `roots` and `patterns`.
///
/// # Errors
/// If a root is not a folder.
pub(super) fn walk(roots: &[Root], patterns: &[Pattern], wanted: &Wanted) -> Result<Walk, Error> {
    let mut walk = Walk::default();
    let of_all = patterns.iter().any(Pattern::is_of_all);
    let prefixed = of_all && !roots.is_empty() || shares_a_language(roots);
    for root in roots {
        if !root
            .path
            .metadata()
            .map_err(|e| Error::from(e).with_path(&root.path))?
            .is_dir()
        {
            let error = Error::new(ErrorKind::Invalid, "this is not a folder");
            return Err(error.with_path(&root.path));
        }
        walk.root(root, prefixed, wanted);
    }
    let mut bases: Vec<&str> = patterns
        .iter()
        .map(|pattern| pattern.base.as_str())
        .collect();
    bases.sort_unstable();
    bases.dedup();
    for base in bases {
        walk.patterns(base, patterns, wanted);
    }
    walk.sort();
    Ok(walk)
}

/// Whether two roots hold the same language, so that their paths must distinguish them.
fn shares_a_language(roots: &[Root]) -> bool {
    let mut langs: Vec<Option<Lang>> = roots.iter().map(|root| root.lang).collect();
    langs.sort_unstable();
    langs.windows(2).any(|pair| pair[0] == pair[1])
}

impl Walk {
    fn root(&mut self, root: &Root, prefixed: bool, wanted: &Wanted) {
        let prefix = if prefixed {
            slashed(&root.path)
        } else {
            String::new()
        };
        for path in self.entries(&root.path, wanted) {
            let relative = slashed(path.strip_prefix(&root.path).unwrap_or(&path));
            if !is_read(&path) {
                self.other_formats += 1;
                continue;
            }
            let lang = match (lang_in_path(&relative), root.lang) {
                (LangInPath::None, Some(lang)) => LangInPath::Lang(lang),
                // For example, a folder `it` of the IT department.
                (LangInPath::Other | LangInPath::Norwegian, Some(lang))
                    if root.named && !names_other(&relative) =>
                {
                    LangInPath::Lang(lang)
                }
                (lang, _) => lang,
            };
            let relative = format!("{prefix}/{relative}");
            self.add(path, relative, lang, root.path.components().count());
        }
    }

    fn patterns(&mut self, base: &str, patterns: &[Pattern], wanted: &Wanted) {
        let patterns: Vec<&Pattern> = patterns.iter().filter(|p| p.base == base).collect();
        let mut used = vec![false; patterns.len()];
        for path in self.entries(Path::new(base), wanted) {
            let path = path.strip_prefix(".").map_or(path.clone(), Path::to_owned);
            let text = slashed(&path);
            let mut taken = false;
            for (pattern, used) in patterns.iter().zip(&mut used) {
                let Some((lang, rest)) = pattern.matches(&text) else {
                    continue;
                };
                *used = true;
                if taken {
                    continue;
                }
                taken = true;
                let is_open = pattern.any_ending && !is_read(&path);
                let is_unread = || read::unread::check_ending(&path).is_err();
                if is_open || pattern.text.ends_with('*') && is_unread() {
                    self.other_formats += 1;
                    continue;
                }
                self.add(path.clone(), rest, lang, usize::MAX);
            }
        }
        let unused = patterns.iter().zip(used).filter(|(_, used)| !used);
        self.unmatched
            .extend(unused.map(|(pattern, _)| pattern.text.clone()));
    }

    fn add(&mut self, path: PathBuf, relative: String, lang: LangInPath, depth: usize) {
        if lang == LangInPath::Other {
            self.other_languages += 1;
            return;
        }
        if path.metadata().is_ok_and(|found| !found.is_file()) {
            let what = "this is a pipe, a socket or a device, and is not read";
            let error = Error::new(ErrorKind::Io, what);
            self.errors.push(error.with_path(path));
            return;
        }
        let canonical = path.canonicalize().unwrap_or_else(|_| path.clone());
        self.files.push(FoundFile {
            path,
            relative,
            lang,
            canonical,
            depth,
        });
    }

    /// The files under `root` that git would see, and those behind links, which are followed once.
    fn entries(&mut self, root: &Path, wanted: &Wanted) -> Vec<PathBuf> {
        let walk = WalkBuilder::new(root)
            .follow_links(true)
            .require_git(false)
            // The result must not depend on who runs the library.
            .git_global(false)
            .sort_by_file_name(std::ffi::OsStr::cmp)
            .build();
        let mut paths = Vec::new();
        for entry in walk {
            match entry {
                Ok(entry) => {
                    let is_folder = entry.file_type().is_none_or(|kind| kind.is_dir());
                    if !is_folder && wanted(entry.path()) {
                        paths.push(entry.into_path());
                    }
                }
                Err(error) => self.give_up(error, None),
            }
        }
        paths
    }

    /// Records what cannot be entered, and why. A folder that contains a link to itself is walked
    /// once, as the real folder.
    fn give_up(&mut self, error: ignore::Error, path: Option<PathBuf>) {
        let error = match error {
            ignore::Error::WithPath { path, err } => return self.give_up(*err, Some(path)),
            ignore::Error::WithDepth { err, .. } => return self.give_up(*err, path),
            ignore::Error::Loop { ancestor, child } => {
                self.same.push((child, ancestor));
                return;
            }
            ignore::Error::Io(error) => Error::from(bare(error)),
            error => Error::new(ErrorKind::Io, error.to_string()),
        };
        self.errors.push(match path {
            Some(path) => error.with_path(path),
            None => error,
        });
    }

    /// Sorts the files, and separates those that are the same as another.
    fn sort(&mut self) {
        // The file itself before links to it, and the nearest root first.
        self.files.sort_by(|a, b| {
            let rank = |file: &FoundFile| {
                let linked = !file
                    .canonical
                    .ends_with(file.path.strip_prefix(".").unwrap_or(&file.path));
                (linked, usize::MAX - file.depth)
            };
            rank(a).cmp(&rank(b)).then_with(|| a.path.cmp(&b.path))
        });
        let mut seen: BTreeMap<PathBuf, PathBuf> = BTreeMap::new();
        let files = std::mem::take(&mut self.files);
        for mut file in files {
            let canonical = std::mem::take(&mut file.canonical);
            match seen.get(&canonical) {
                // The same file, found from two roots.
                Some(first) if same_path(first, &file.path) => {}
                Some(first) => {
                    let first = first.clone();
                    self.same.push((file.path, first));
                }
                None => {
                    seen.insert(canonical, file.path.clone());
                    self.files.push(file);
                }
            }
        }
        self.files.sort_by(|a, b| a.path.cmp(&b.path));
        self.same.sort();
        self.same.dedup();
    }
}

/// Whether both are the same path, without `.`.
fn same_path(a: &Path, b: &Path) -> bool {
    let plain = |path: &Path| -> PathBuf {
        path.components()
            .filter(|part| *part != std::path::Component::CurDir)
            .collect()
    };
    plain(a) == plain(b)
}

/// Whether the file name itself, and not only a folder, names another language.
fn names_other(relative: &str) -> bool {
    let name = relative.rsplit('/').next().unwrap_or_default();
    lang_in_path(name) != LangInPath::None
}

/// The error of the system alone: it comes wrapped in one that repeats the path.
fn bare(error: io::Error) -> io::Error {
    let inner = error.get_ref().and_then(|wrapped| wrapped.source());
    match inner.map(ToString::to_string) {
        Some(reason) => io::Error::new(error.kind(), reason),
        None => error,
    }
}

fn is_read(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| read::is_known(ending) || lang_of_tag(ending).is_some())
}

/// With `/` between folders on every system.
pub(super) fn slashed(path: &Path) -> String {
    path_text(path).replace(std::path::MAIN_SEPARATOR, "/")
}
