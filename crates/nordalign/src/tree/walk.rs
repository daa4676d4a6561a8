//! Finds the files of the roots and patterns, each once, and what their paths say.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use crate::error::{Error, ErrorKind};
use crate::lang::Lang;
use crate::path_text::path_text;
use crate::read;
use crate::tree::documents::Overlap;
use crate::tree::path_key::{LangInPath, keys, lang_in_path, stem_of};
use crate::tree::path_lang::{lang_of_tag, may_end_in_other};
use crate::tree::pattern::Pattern;
use crate::tree::places::{Names, Place, prefix};

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
    /// The language of its root, if that has one.
    pub(super) root_lang: Option<Lang>,
    /// The real path, with links resolved.
    canonical: PathBuf,
    /// The root or pattern by which it was found.
    place: usize,
    /// How exactly that says where the file is. If several find it, the most exact one counts.
    exactness: Exactness,
}

/// Patterns before roots. Of roots the nearest, of patterns that with the longest fixed part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Exactness {
    Root(usize),
    Pattern(usize, usize),
}

impl FoundFile {
    /// Whether the end of its name may say that it is in another language: `README-en.md`.
    pub(super) fn may_be_other(&self) -> bool {
        self.lang == LangInPath::None && may_end_in_other(stem_of(&self.relative))
    }

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
    /// Files that patterns of different languages match.
    pub(super) overlaps: Vec<Overlap>,
    /// The roots and patterns, in their order.
    pub(super) places: Vec<Place>,
}

/// Whether a file is wanted.
pub(super) type Wanted = dyn Fn(&Path) -> bool + Send + Sync;

/// Finds the files of `roots` and `patterns`; `source` is the language of files that name none.
///
/// # Errors
/// If a root is not a folder.
pub(super) fn walk(
    roots: &[Root],
    patterns: &[Pattern],
    source: Option<Lang>,
    wanted: &Wanted,
) -> Result<Walk, Error> {
    let mut walk = Walk {
        places: places(roots, patterns),
        ..Walk::default()
    };
    for (place, root) in roots.iter().enumerate() {
        if !root
            .path
            .metadata()
            .map_err(|e| Error::from(e).with_path(&root.path))?
            .is_dir()
        {
            let error = Error::new(ErrorKind::Invalid, "this is not a folder");
            return Err(error.with_path(&root.path));
        }
        walk.root(place, root, wanted);
    }
    let mut bases: Vec<&str> = patterns
        .iter()
        .map(|pattern| pattern.base.as_str())
        .collect();
    bases.sort_unstable();
    bases.dedup();
    for base in bases {
        walk.patterns(base, roots.len(), patterns, wanted);
    }
    walk.sort(roots.len(), patterns);
    walk.name_files(source);
    Ok(walk)
}

/// The places of `roots`, then those of `patterns`.
fn places(roots: &[Root], patterns: &[Pattern]) -> Vec<Place> {
    let place = |lang: Option<Lang>, folder: String, of_all| Place {
        lang,
        folder,
        of_all,
        langs: lang.into_iter().collect(),
    };
    let roots = roots
        .iter()
        .map(|root| place(root.lang, slashed(&root.path), false));
    let patterns = patterns.iter().map(|pattern| {
        let lang = pattern.lang();
        place(lang, pattern.folder.clone(), lang.is_none())
    });
    roots.chain(patterns).collect()
}

impl Walk {
    fn root(&mut self, place: usize, root: &Root, wanted: &Wanted) {
        let exactness = Exactness::Root(root.path.components().count());
        for path in self.entries(&root.path, wanted) {
            let relative = slashed(path.strip_prefix(&root.path).unwrap_or(&path));
            if !is_read(&path) {
                self.other_formats += 1;
                continue;
            }
            let lang = match (lang_in_path(&relative), root.lang) {
                // Its text decides whether `README-en.md` is in another language.
                (LangInPath::None, Some(_))
                    if !root.named && may_end_in_other(stem_of(&relative)) =>
                {
                    LangInPath::None
                }
                (LangInPath::None, Some(lang)) => LangInPath::Lang(lang),
                // For example, `sv/svar-da.md`.
                (LangInPath::AtEnd(_), Some(lang)) if root.named => LangInPath::Lang(lang),
                // For example, a folder `it` of the IT department.
                (LangInPath::Other | LangInPath::Norwegian, Some(lang))
                    if root.named && !names_other(&relative) =>
                {
                    LangInPath::Lang(lang)
                }
                (lang, _) => lang,
            };
            self.add(path, relative, lang, place, exactness);
        }
    }

    /// The files of those of `all` whose base is `base`; `first` is the place of the first of all.
    fn patterns(&mut self, base: &str, first: usize, all: &[Pattern], wanted: &Wanted) {
        let here = |(_, pattern): &(usize, &Pattern)| pattern.base == base;
        let patterns: Vec<(usize, &Pattern)> = all.iter().enumerate().filter(here).collect();
        let mut used = vec![false; patterns.len()];
        for path in self.entries(Path::new(base), wanted) {
            let path = path.strip_prefix(".").map_or(path.clone(), Path::to_owned);
            let text = slashed(&path);
            for (&(number, pattern), used) in patterns.iter().zip(&mut used) {
                let Some((lang, name)) = pattern.matches(&text) else {
                    continue;
                };
                *used = true;
                let is_open = pattern.any_ending && !is_read(&path);
                let is_unread = || read::unread::check_ending(&path).is_err();
                if is_open || pattern.text.ends_with('*') && is_unread() {
                    self.other_formats += 1;
                    continue;
                }
                let (folders, letters) = pattern.exactness;
                let exactness = Exactness::Pattern(folders, letters);
                self.add(path.clone(), name, lang, first + number, exactness);
            }
        }
        let unused = patterns.iter().zip(used).filter(|(_, used)| !used);
        self.unmatched
            .extend(unused.map(|((_, pattern), _)| pattern.text.clone()));
    }

    /// Adds a file, called `name` below its place.
    fn add(
        &mut self,
        path: PathBuf,
        name: String,
        lang: LangInPath,
        place: usize,
        exactness: Exactness,
    ) {
        let is_ours = lang != LangInPath::Other;
        if is_ours && path.metadata().is_ok_and(|found| !found.is_file()) {
            let what = "this is a pipe, a socket or a device, and is not read";
            let error = Error::new(ErrorKind::Io, what);
            self.errors.push(error.with_path(path));
            return;
        }
        let canonical = path.canonicalize().unwrap_or_else(|_| path.clone());
        self.files.push(FoundFile {
            path,
            relative: name,
            lang,
            root_lang: self.places.get(place).and_then(|place| place.lang),
            canonical,
            place,
            exactness,
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

    /// Sorts the files, and separates those that are the same as another and those in other
    /// languages. `first` is the place of the first of `patterns`.
    fn sort(&mut self, first: usize, patterns: &[Pattern]) {
        // The file itself before links to it, and the most exact place first.
        self.files.sort_by(|a, b| {
            let is_link = |file: &FoundFile| {
                !file
                    .canonical
                    .ends_with(file.path.strip_prefix(".").unwrap_or(&file.path))
            };
            let linked = is_link(a).cmp(&is_link(b));
            linked
                .then_with(|| b.exactness.cmp(&a.exactness))
                .then_with(|| a.path.cmp(&b.path))
        });
        let mut seen: BTreeMap<PathBuf, usize> = BTreeMap::new();
        let files = std::mem::take(&mut self.files);
        for mut file in files {
            let canonical = std::mem::take(&mut file.canonical);
            let Some(&kept) = seen.get(&canonical) else {
                seen.insert(canonical, self.files.len());
                self.files.push(file);
                continue;
            };
            let kept = &self.files[kept];
            if !same_path(&kept.path, &file.path) {
                self.same.push((file.path, kept.path.clone()));
                continue;
            }
            // The same file, found twice.
            let pattern = |place: usize| patterns.get(place.checked_sub(first)?);
            if let (Some(one), Some(other)) = (pattern(kept.place), pattern(file.place))
                && kept.lang != file.lang
            {
                let patterns = [one, other].map(|pattern| pattern.text.clone());
                let known = self.overlaps.iter_mut().find(|o| o.patterns == patterns);
                match known {
                    Some(overlap) => overlap.files += 1,
                    None => self.overlaps.push(Overlap {
                        patterns,
                        files: 1,
                        example: file.path,
                    }),
                }
            }
        }
        let found = self.files.len();
        self.files.retain(|file| file.lang != LangInPath::Other);
        self.other_languages += found - self.files.len();
        self.files.sort_by(|a, b| a.path.cmp(&b.path));
        self.same.sort();
        self.same.dedup();
    }

    /// Names the files so that those of different places can be compared.
    fn name_files(&mut self, source: Option<Lang>) {
        for file in &self.files {
            let lang = match file.lang {
                LangInPath::Lang(lang) | LangInPath::AtEnd(lang) => Some(lang),
                LangInPath::Norwegian => Some(Lang::Nb),
                LangInPath::Other | LangInPath::None => source,
            };
            self.places[file.place].langs.extend(lang);
        }
        let name = |file: &mut FoundFile| (file.place, std::mem::take(&mut file.relative));
        let mut names: Names = self.files.iter_mut().map(name).collect();
        prefix(&self.places, source, &mut names);
        for (file, (_, name)) in self.files.iter_mut().zip(names) {
            file.relative = name;
        }
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
    !matches!(lang_in_path(name), LangInPath::None | LangInPath::AtEnd(_))
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
