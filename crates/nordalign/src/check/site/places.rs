//! Where the translation of a page should be.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::lang::Lang;
use crate::path_text::path_text;
use crate::tree::{DocumentSet, FoundBy, LangFolder, Tree, TreeFile, is_tag_of, lang_at_end};

/// How the pages of each language are named.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// The folders of the languages.
    folders: Vec<LangFolder>,
    /// The tags in the paths of the documents: the language, whether the tag is in the file's name,
    /// and the tag.
    tags: BTreeSet<(Lang, bool, String)>,
    /// The ends of file names that say their language, `-nb` for `README-nb.md`.
    ends: BTreeSet<(Lang, String)>,
    /// By two languages and a folder of the first, that of the other in which documents with the
    /// same paths were found.
    found: BTreeMap<(Lang, Lang, String), String>,
}

impl Places {
    pub(super) fn new(tree: &Tree) -> Self {
        let mut places = Places {
            folders: tree.folders().to_vec(),
            ..Places::default()
        };
        let paired = tree.sets().iter().flat_map(|set| &set.files);
        let paired = paired.map(|file| (file.lang, file.path.as_path()));
        let alone = tree.unpaired().iter();
        let alone = alone.filter_map(|page| Some((page.lang?, page.path.as_path())));
        for (lang, path) in paired.chain(alone) {
            places.add(lang, path);
        }
        let by_path = |set: &&DocumentSet| set.found_by == FoundBy::Path;
        for set in tree.sets().iter().filter(by_path) {
            for one in &set.files {
                let others = set.files.iter().filter(|other| other.lang != one.lang);
                others.for_each(|other| places.add_pair(one, other));
            }
        }
        places
    }

    /// Notes in what folders two documents are that have the same path below them.
    fn add_pair(&mut self, one: &TreeFile, other: &TreeFile) {
        let [a, b] = [one, other].map(|file| path_text(&file.path).replace('\\', "/"));
        let parts = |path: &str| path.split('/').map(str::to_owned).collect::<Vec<String>>();
        let (a, b) = (parts(&a), parts(&b));
        let same = a.iter().rev().zip(b.iter().rev());
        let same = same.take_while(|(a, b)| a == b).count();
        if same > 0 {
            let folder = |parts: &[String]| parts[..parts.len() - same].join("/");
            let known = (one.lang, other.lang, folder(&a));
            self.found.entry(known).or_insert_with(|| folder(&b));
        }
    }

    /// `path` in the folder of `lang` where other documents of its folder have their partners.
    fn beside_others(&self, path: &str, of: Lang, lang: Lang) -> Option<String> {
        let ends = path.match_indices('/').map(|(at, _)| at).rev();
        ends.chain([0]).find_map(|end| {
            let folder = path.get(..end)?;
            let other = self.found.get(&(of, lang, folder.to_owned()))?;
            let below = path.get(end..)?.trim_start_matches('/');
            Some(match other.as_str() {
                "" => below.to_owned(),
                other => format!("{other}/{below}"),
            })
        })
    }

    /// Notes the tags in the path of a document.
    fn add(&mut self, lang: Lang, path: &Path) {
        let path = path_text(path).replace('\\', "/");
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", &path));
        for tag in folder.split('/').filter(|part| is_tag_of(part, lang)) {
            self.tags.insert((lang, false, tag.to_owned()));
        }
        for tag in name.split('.').filter(|part| is_tag_of(part, lang)) {
            self.tags.insert((lang, true, tag.to_owned()));
        }
        let (stem, _) = name.rsplit_once('.').unwrap_or((name, ""));
        if let Some((before, _)) = lang_at_end(stem).filter(|(_, said)| *said == lang) {
            let end = stem.get(before.len()..).unwrap_or_default();
            self.ends.insert((lang, end.to_owned()));
        }
    }

    /// `path` with the end that names of files in `lang` have, instead of that of `of`.
    fn with_end(&self, path: &str, of: Lang, lang: Lang) -> Option<String> {
        let (_, end) = self.ends.iter().find(|(said, _)| *said == lang)?;
        let (stem, ending) = path.rsplit_once('.')?;
        let name = stem.rfind('/').map_or(0, |slash| slash + 1);
        let said = lang_at_end(stem.get(name..)?).filter(|(_, said)| *said == of);
        let before = said.map_or(stem.len(), |(before, _)| name + before.len());
        Some(format!("{}{end}.{ending}", stem.get(..before)?))
    }

    /// The page in `lang` that belongs to the one at `path`, in language `of`: in the other folder,
    /// or with another tag in its path.
    pub(super) fn place_of(&self, path: &str, of: Lang, lang: Lang) -> Option<String> {
        let of_source = self.folders.iter().filter(|folder| folder.lang == of);
        let below = of_source.filter_map(|folder| {
            let below = Path::new(path).strip_prefix(&folder.path).ok()?;
            Some((folder.answers_to, below))
        });
        // In the nearest folder.
        let below = below.min_by_key(|(_, below)| below.components().count());
        if let Some((answers_to, below)) = below {
            let mut folders = self.folders.iter();
            let fits = |other: &&LangFolder| other.lang == lang && other.answers_to == answers_to;
            if let Some(other) = folders.find(fits) {
                let below = below.to_string_lossy().replace('\\', "/");
                let below = self.retagged(&below, of, lang).unwrap_or(below);
                return Some(other.path.join(below).to_string_lossy().into_owned());
            }
        }
        let path = path.replace('\\', "/");
        self.retagged(&path, of, lang)
            .or_else(|| self.beside_others(&path, of, lang))
            .or_else(|| self.with_end(&path, of, lang))
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
            let parts = text.split(at).map(|part| match is_tag_of(part, of) {
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
        places.place_of(path, Lang::Sv, Lang::Nb)
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
        assert_eq!(place("b/a.md", &[(Nb, "c_nb.md")]), "b/a_nb.md");
        assert_eq!(place("b/a-sv.md", &[(Nb, "c-nb.md")]), "b/a-nb.md");
    }
}
