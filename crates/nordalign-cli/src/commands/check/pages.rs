//! Which pages there are, and where those should be that are not there.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use nordalign::read::path_text;
use nordalign::tree::{DocumentSet, Tree, is_tag, path_lang};
use nordalign::{Document, Lang};

use crate::commands::plan::inputs;
use crate::commands::tree::guard_documents;
use crate::config::{NAME, Settings};
use crate::failure::Failure;
use crate::input::{split_lang, text_of};
use crate::message;
use crate::output::Guard;
use crate::progress;

/// The pages of a check.
pub(super) enum Pages {
    /// Named one by one, the source first.
    Documents(Vec<Document>),
    /// Found.
    Site(Box<Site>),
}

/// Pages that were found in folders or by patterns.
pub(super) struct Site {
    pub(super) tree: Tree,
    pub(super) source: Lang,
    /// The languages that it is translated to.
    pub(super) targets: Vec<Lang>,
    places: Places,
}

/// How the pages of each language are called.
#[derive(Default)]
struct Places {
    /// The folders of the languages.
    roots: Vec<(Lang, PathBuf)>,
    /// The tags in the paths of the documents: the language, whether it is in the name, and the
    /// tag.
    tags: BTreeSet<(Lang, bool, String)>,
}

impl Pages {
    /// Finds them, and has `guard` know of them.
    pub(super) fn find(settings: &Settings, guard: &mut Guard) -> Result<Self, Failure> {
        if settings.paths.is_empty() && settings.patterns.is_empty() {
            return Err(nothing_named(settings));
        }
        let path = |argument: &OsString| -> Result<PathBuf, Failure> {
            Ok(PathBuf::from(split_lang(argument)?.1))
        };
        let paths = settings.paths.iter().map(path);
        let paths = paths.collect::<Result<Vec<_>, _>>()?;
        let folders = paths.iter().filter(|path| path.is_dir()).count();
        if folders == paths.len() {
            let site = Site::find(settings)?;
            guard_documents(&site.tree, guard)?;
            return Ok(Pages::Site(Box::new(site)));
        }
        let is_there = |path: &&PathBuf| path.as_os_str() == "-" || path.exists();
        if let Some(gone) = paths.iter().find(|path| !is_there(path)) {
            let message = format!("{}: there is no such file or folder", gone.display());
            return Err(Failure::usage(message));
        }
        if folders > 0 || !settings.patterns.is_empty() {
            let message = "the paths are partly folders and partly files";
            return Err(Failure::usage(message).with_hint("name folders only, or files only"));
        }
        documents(settings, guard).map(Pages::Documents)
    }
}

fn nothing_named(settings: &Settings) -> Failure {
    match &settings.config {
        Some(config) => {
            let message = format!("{} names no pages", config.display());
            Failure::usage(message)
                .with_hint("add to it, say, patterns = [\"docs/{lang}/**\"] and source = \"sv\"")
        }
        None => {
            let message = format!("nothing is named to check, and there is no {NAME}");
            Failure::usage(message).with_hint(
                "name the folders, the source first: nordalign check docs/sv docs/nb docs/da",
            )
        }
    }
}

/// Documents that are named one by one, the source first.
fn documents(settings: &Settings, guard: &mut Guard) -> Result<Vec<Document>, Failure> {
    let inputs = inputs(&settings.paths, settings.source)?;
    inputs.iter().try_for_each(|input| input.guard(guard))?;
    let read = || {
        let documents = inputs.iter().map(|input| input.read(&settings.reading));
        documents.collect::<Result<Vec<Document>, Failure>>()
    };
    let mut documents = progress::during("reading", read)?;
    if let Some(source) = settings.source {
        documents.sort_by_key(|document| document.lang() != source);
    }
    Ok(documents)
}

impl Site {
    fn find(settings: &Settings) -> Result<Self, Failure> {
        let roots = settings.paths.iter().map(|path| root(path));
        let roots = roots.collect::<Result<Vec<(Option<Lang>, PathBuf)>, _>>()?;
        let first = roots.first().and_then(|(lang, _)| *lang);
        let source = settings.source.or(first).ok_or_else(|| {
            Failure::usage("which language is the source?")
                .with_hint("add --source sv, or name its folder first: sv=docs/svenska")
        })?;
        let look = || find(settings, &roots, source);
        let tree = progress::during("looking at the documents", look)?;
        if let Some(pattern) = tree.unmatched().first() {
            return Err(Failure::usage(format!(
                "no file fits the pattern `{pattern}`"
            )));
        }
        let named = roots.iter().filter_map(|(lang, _)| *lang);
        // A folder with no page in it yet lacks all of them.
        let langs: BTreeSet<Lang> = named.chain(tree.langs().iter().copied()).collect();
        let targets: Vec<Lang> = langs.into_iter().filter(|&lang| lang != source).collect();
        if targets.is_empty() || !tree.langs().contains(&source) {
            let message = format!(
                "there are no documents in {} and another language here",
                source.name()
            );
            for error in tree.errors() {
                message::warning(&error.to_string());
            }
            let hint = "name the source's folder first, then those of the translations";
            let failure = Failure::usage(message).with_hint(hint);
            return Err(failure.if_unread(tree.errors().len()));
        }
        let places = Places::new(&roots, settings, &tree);
        Ok(Site {
            tree,
            source,
            targets,
            places,
        })
    }

    /// The paths of pages that belong together under different names: a link to them differs, too.
    pub(super) fn renamed(&self) -> impl Iterator<Item = Vec<String>> {
        let renamed = |set: &&DocumentSet| {
            let mut keys = set.files.windows(2);
            keys.any(|pair| pair[0].key != pair[1].key)
        };
        let sets = self.tree.sets().iter().filter(renamed);
        sets.map(|set| {
            let paths = set.files.iter().map(|place| path_text(&place.path));
            paths.map(Into::into).collect()
        })
    }

    /// The sources and translations that are there.
    pub(super) fn pages(&self) -> impl Iterator<Item = [String; 2]> {
        self.tree.sets().iter().flat_map(|set| {
            let source = set.file(self.source);
            let translations = set.files.iter();
            translations
                .filter(|place| place.lang != self.source)
                .filter_map(move |place| {
                    Some([source?, place].map(|place| path_text(&place.path).into_owned()))
                })
        })
    }

    /// Where the page in `lang` should be that belongs to the one at `path`, in language `of`.
    pub(super) fn place_of(&self, path: &str, of: Lang, lang: Lang) -> Option<String> {
        self.places.of(path, of, lang)
    }
}

/// A folder, and the language it is called by.
fn root(path: &OsStr) -> Result<(Option<Lang>, PathBuf), Failure> {
    let (said, folder) = split_lang(path)?;
    let name = folder.to_string_lossy();
    let lang = match (said, path_lang(name.trim_end_matches(['/', '\\']))) {
        (Some(lang), _) => Some(lang),
        (None, Ok(lang)) => lang,
        (None, Err(_)) => {
            let question = format!("is {name} in Bokmål? Its name says only `no`, Norwegian");
            return Err(Failure::usage(question).with_hint(format!("write nb={name} if it is")));
        }
    };
    Ok((lang, PathBuf::from(folder)))
}

/// Finds the documents, and pairs them by path and key alone: a page that says little of what its
/// source says is what is checked for.
fn find(
    settings: &Settings,
    roots: &[(Option<Lang>, PathBuf)],
    source: Lang,
) -> Result<Tree, Failure> {
    let mut builder = Tree::builder().content(false).source(source);
    for (lang, path) in roots {
        builder = match lang {
            Some(lang) => builder.root_in(*lang, path),
            None => builder.root(path),
        };
    }
    for (lang, pattern) in &settings.patterns {
        builder = match lang {
            Some(lang) => builder.pattern_in(*lang, pattern),
            None => builder.pattern(pattern),
        };
    }
    if let Some(format) = settings.reading.format() {
        builder = builder.format(format);
    }
    let how = settings.reading.clone();
    builder = builder.text(move |lang, path| text_of(lang, path, &how));
    let ignore = settings.ignore.clone();
    builder = builder.filter(move |path| !ignore.is_match(&path_text(path)));
    builder.build().map_err(|error| match error.kind() {
        nordalign::ErrorKind::Invalid => Failure::usage(error.to_string()),
        _ => error.into(),
    })
}

impl Places {
    fn new(roots: &[(Option<Lang>, PathBuf)], settings: &Settings, tree: &Tree) -> Self {
        let mut places = Places::default();
        for (lang, path) in roots {
            places.roots.extend(lang.map(|lang| (lang, path.clone())));
        }
        for (lang, pattern) in &settings.patterns {
            let plain = pattern.split(['*', '?', '{']).next().unwrap_or_default();
            let folder = plain.rfind('/').and_then(|end| plain.get(..end));
            let folder = PathBuf::from(folder.unwrap_or_default());
            places.roots.extend(lang.map(|lang| (lang, folder)));
        }
        let paired = tree.sets().iter().flat_map(|set| &set.files);
        let paired = paired.map(|place| (place.lang, place.path.as_path()));
        let alone = tree.unpaired().iter();
        let alone = alone.filter_map(|page| Some((page.lang?, page.path.as_path())));
        for (lang, path) in paired.chain(alone) {
            places.add(lang, path);
        }
        places
    }

    /// Notes the tags in the path of a document.
    fn add(&mut self, lang: Lang, path: &Path) {
        let path = path_text(path).replace('\\', "/");
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", &path));
        for tag in folder.split('/').filter(|part| says(part, lang)) {
            self.tags.insert((lang, false, tag.to_owned()));
        }
        for tag in name.split('.').filter(|part| says(part, lang)) {
            self.tags.insert((lang, true, tag.to_owned()));
        }
    }

    /// The page in `lang` that belongs to the one at `path`: under the other folder, or by another
    /// tag in its path.
    fn of(&self, path: &str, of: Lang, lang: Lang) -> Option<String> {
        let roots = |wanted: Lang| self.roots.iter().filter(move |(root, _)| *root == wanted);
        let below = roots(of).find_map(|(_, root)| Path::new(path).strip_prefix(root).ok());
        if let (Some(below), Some((_, root))) = (below, roots(lang).next()) {
            let below = below.to_string_lossy().replace('\\', "/");
            let below = self.retagged(&below, of, lang).unwrap_or(below);
            return Some(root.join(below).to_string_lossy().into_owned());
        }
        self.retagged(&path.replace('\\', "/"), of, lang)
    }

    /// `path` with the tags of another language; with one in its name where it has none and others
    /// have.
    fn retagged(&self, path: &str, of: Lang, lang: Lang) -> Option<String> {
        let (folder, name) = match path.rsplit_once('/') {
            Some((folder, name)) => (Some(folder), name),
            None => (None, path),
        };
        let tag = |in_name: bool| {
            let mut tags = self.tags.iter();
            tags.find(|(l, i, _)| (*l, *i) == (lang, in_name))
                .map(|(_, _, tag)| tag.as_str())
        };
        let other = |text: &str, at: char, in_name: bool| {
            let parts = text.split(at).map(|part| match says(part, of) {
                true => tag(in_name).unwrap_or(lang.code()),
                false => part,
            });
            parts.collect::<Vec<_>>().join(&at.to_string())
        };
        let mut renamed = other(name, '.', true);
        let refolded = folder.map(|folder| other(folder, '/', false));
        if renamed == name && refolded.as_deref() == folder {
            let untagged = || {
                let (_, _, tag) = self.tags.iter().find(|(l, i, _)| (*l, *i) == (of, true))?;
                name.contains(&format!(".{tag}.")).then_some(())
            };
            let (stem, ending) = name.rsplit_once('.')?;
            match (tag(true), untagged()) {
                (Some(tag), None) => renamed = format!("{stem}.{tag}.{ending}"),
                _ => return None,
            }
        }
        Some(refolded.map_or(renamed.clone(), |folder| format!("{folder}/{renamed}")))
    }
}

/// Whether a part of a path is a tag of `lang`.
fn says(part: &str, lang: Lang) -> bool {
    is_tag(part) && part.parse().is_ok_and(|said: Lang| said == lang)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where the page in Bokmål should be that belongs to the one at `path`, in Swedish, beside
    /// other `pages`.
    fn place(path: &str, pages: &[(Lang, &str)]) -> Option<String> {
        let mut places = Places::default();
        for (lang, path) in pages {
            places.add(*lang, Path::new(path));
        }
        places.of(path, Lang::Sv, Lang::Nb)
    }

    #[test]
    fn a_page_should_be_where_others_of_its_language_are() {
        use Lang::{Da, Nb, Sv};
        let place = |path: &str, pages: &[(Lang, &str)]| place(path, pages).unwrap_or_default();
        assert_eq!(
            place("docs/sv-SE/ny/b.md", &[(Nb, "docs/nb-NO/a.md")]),
            "docs/nb-NO/ny/b.md"
        );
        assert_eq!(
            place("b/c.sv.md", &[(Nb, "a.nb.md"), (Sv, "a.sv.md")]),
            "b/c.nb.md"
        );
        assert_eq!(
            place("b/index.md", &[(Nb, "a.nb.md"), (Sv, "a.md")]),
            "b/index.nb.md"
        );
        assert_eq!(place("sv/a.md", &[(Da, "da/a.md")]), "nb/a.md");
        assert_eq!(place("a.md", &[(Da, "da/a.md")]), "");
    }
}
