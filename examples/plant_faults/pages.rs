//! Pages in three languages, read from folders and aligned.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use nordalign::tree::Tree;
use nordalign::{Aligner, Alignment, Document, Lang, Segment, Segmentation, segments};

use crate::Outcome;

/// A page in three languages, aligned.
#[derive(Clone)]
pub struct Page {
    pub name: String,
    pub documents: BTreeMap<Lang, Document>,
    pub alignment: Alignment,
    sentences: BTreeMap<Lang, Vec<Segment>>,
}

impl Page {
    pub fn new(name: &str, documents: BTreeMap<Lang, Document>) -> Outcome<Self> {
        let all: Vec<Document> = documents.values().cloned().collect();
        let sentences = |document| segments(document, Segmentation::Sentence);
        let sentences = documents
            .iter()
            .map(|(&lang, document)| (lang, sentences(document)));
        Ok(Page {
            name: name.to_owned(),
            sentences: sentences.collect(),
            alignment: Aligner::builder().source(Lang::Sv).build().align(&all)?,
            documents,
        })
    }

    pub fn units(&self, lang: Lang) -> &[Segment] {
        self.alignment.side(lang).map_or(&[], |side| &side.units)
    }

    /// The sentences of a paragraph in `lang`.
    pub fn sentences(&self, lang: Lang, paragraph: usize) -> &[Segment] {
        let all = &self.sentences[&lang];
        let start = all.partition_point(|sentence| sentence.paragraph < paragraph);
        let count = all[start..].partition_point(|sentence| sentence.paragraph == paragraph);
        &all[start..start + count]
    }

    /// The unit of the source that alone answers to `unit` of `lang` alone, and how sure that is.
    pub fn source_of(&self, lang: Lang, unit: usize) -> Option<(usize, f64)> {
        self.partner([Lang::Sv, lang], unit)
    }

    pub fn partner(&self, [from, lang]: [Lang; 2], unit: usize) -> Option<(usize, f64)> {
        let mut beads = self.alignment.pair_beads([from, lang]);
        let bead = beads.find(|bead| {
            let at = usize::from(bead.langs[1] == lang);
            bead.units[at] == [unit]
        })?;
        let at = usize::from(bead.langs[1] == from);
        match bead.units[at][..] {
            [unit] if !bead.moved => Some((unit, bead.confidence)),
            _ => None,
        }
    }
}

/// The pages in `folder`, those that are there in all three languages.
pub fn read(folder: &Path) -> Outcome<Vec<Page>> {
    let found = match site(folder)? {
        Some(found) => found,
        None => named(folder)?,
    };
    let pages = found.into_iter().filter(|(_, paths)| paths.len() == 3);
    pages
        .map(|(name, paths)| {
            let documents = paths
                .into_iter()
                .map(|(lang, path)| Ok((lang, Document::read(lang, path)?)));
            Page::new(&name, documents.collect::<Result<_, nordalign::Error>>()?)
        })
        .collect()
}

/// The files of each page, by its name.
type Found = BTreeMap<String, BTreeMap<Lang, PathBuf>>;

/// The pages of a site with a folder for each language, in which they may have names of their own.
fn site(folder: &Path) -> Outcome<Option<Found>> {
    let roots: Vec<PathBuf> = Lang::ALL
        .iter()
        .map(|lang| folder.join(lang.to_string()))
        .collect();
    if !roots.iter().all(|root| root.is_dir()) {
        return Ok(None);
    }
    let tree = Tree::builder().source(Lang::Sv);
    let tree = roots
        .iter()
        .fold(tree, |tree, root| tree.root(root))
        .build()?;
    let pages = tree.sets().iter().map(|set| {
        let paths = set.files.iter().map(|at| (at.lang, at.path.clone()));
        let name = set.file(Lang::Sv).map_or("", |place| &place.key);
        (name.to_owned(), paths.collect())
    });
    Ok(Some(pages.collect()))
}

/// Pages that are told by the names of their files or folders.
fn named(folder: &Path) -> Outcome<Found> {
    let mut found = Found::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        for &lang in Lang::ALL {
            let inner = path.join(format!("{lang}.md"));
            if inner.is_file() {
                found.entry(name.clone()).or_default().insert(lang, inner);
            }
            if let Some((stem, _)) = name.split_once(&format!(".{lang}.")) {
                found
                    .entry(stem.to_owned())
                    .or_default()
                    .insert(lang, path.clone());
            }
        }
    }
    Ok(found)
}
