//! Trees of documents: whole sites and folders in two or three languages, paired and aligned
//! document by document.
//!
//! [`Tree::builder`] takes folders and patterns; [`TreeBuilder::build`] walks them and reports
//! which documents belong together, which have no partner and why, and what is contradictory.
//! Nothing is guessed silently. [`Tree::align`] then returns the alignments one after the other,
//! working ahead on all threads.
//!
//! ```no_run
//! use nordalign::{Aligner, tree::Tree};
//!
//! let tree = Tree::builder().root("docs/sv").root("docs/nb").root("docs/da").build()?;
//! for document in tree.align(&Aligner::new()) {
//!     if let Some(alignment) = document.alignment {
//!         let path = document.set.files[0].path.display();
//!         println!("{path}: {} beads", alignment.beads().len());
//!     }
//! }
//! for unpaired in tree.unpaired() {
//!     println!("{}: {:?}", unpaired.path.display(), unpaired.reason);
//! }
//! # Ok::<(), nordalign::Error>(())
//! ```
//!
//! # How documents find their partners
//!
//! 1. By a key in their front matter: Hugo's `translationKey`, and, together with `lang`, Jekyll's
//!    `ref`, `lang-ref` and `page_id`. If several documents of a language have the same key, their
//!    paths decide, and the rest belong together where there is one for each language.
//! 2. By their paths, which are the same except for the language and the ending: `page.sv.md` and
//!    `page.nb.md`, `sv/page.md` and `nb/page.md`, `about.md` and `about/index.md`. Docusaurus'
//!    folders are known: `docs/page.md` and
//!    `i18n/nb/docusaurus-plugin-content-docs/current/page.md`. If two such
//!    documents seem to say different things, for example because every language numbers its pages
//!    independently, they are aligned, and separated if hardly anything aligns.
//! 3. By content. A sketch of a document is a sample of its features: folded words and their
//!    beginnings, numbers, addresses, file names. The cosine of two sketches, in which rare
//!    features weigh more, finds the nearest documents in each other language, with names and
//!    lengths as weak evidence. Two documents that are each other's nearest belong together if at
//!    least half of their text aligns, and if no other is about as near and aligns about as well.

mod aligned;
mod builder;
mod by_content;
mod by_path;
mod comparer;
mod documents;
mod panics;
mod path_key;
mod path_lang;
mod pattern;
mod places;
mod scan;
mod sketch;
#[cfg(test)]
mod tests;
mod walk;

use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use aligned::{Aligned, AlignedSet};
use builder::FileFilter;
pub use builder::TreeBuilder;
pub use documents::{
    Candidate, Conflict, ConflictKind, DocumentSet, FoundBy, Overlap, Reason, TreeFile, Unpaired,
};
pub(crate) use panics::catching_panics;
pub use path_lang::{is_tag, path_lang};
pub(crate) use path_lang::{is_tag_of, lang_at_end};
pub use pattern::check_pattern;

use crate::aligner::Aligner;
use crate::document::Document;
use crate::error::Error;
use crate::lang::Lang;
use scan::DocumentReader;

/// A folder whose documents are in one language.
#[derive(Debug, Clone)]
pub(crate) struct LangFolder {
    pub(crate) lang: Lang,
    pub(crate) path: PathBuf,
    /// The same number for folders that hold the same documents.
    pub(crate) answers_to: usize,
}

/// The documents of a tree: which belong together, and which have no partner.
///
/// It holds the paths and languages of the documents, but not their texts.
#[derive(Debug)]
pub struct Tree {
    sets: Arc<[DocumentSet]>,
    unpaired: Vec<Unpaired>,
    conflicts: Vec<Conflict>,
    errors: Vec<Error>,
    langs: Vec<Lang>,
    other_formats: usize,
    other_languages: usize,
    unmatched: Vec<String>,
    overlaps: Vec<Overlap>,
    folders: Vec<LangFolder>,
    passed_over: Vec<String>,
    filter: FileFilter,
    reader: DocumentReader,
}

impl Tree {
    fn new(reader: DocumentReader) -> Self {
        Tree {
            sets: Arc::new([]),
            unpaired: Vec::new(),
            conflicts: Vec::new(),
            errors: Vec::new(),
            langs: Vec::new(),
            other_formats: 0,
            other_languages: 0,
            unmatched: Vec::new(),
            overlaps: Vec::new(),
            folders: Vec::new(),
            passed_over: Vec::new(),
            filter: FileFilter::default(),
            reader,
        }
    }

    /// Starts a builder, which takes the places where the documents are.
    pub fn builder() -> TreeBuilder {
        TreeBuilder::default()
    }

    /// The documents that belong together, sorted by the path of the source, or else of the first
    /// language.
    pub fn sets(&self) -> &[DocumentSet] {
        &self.sets
    }

    /// The documents without a partner, sorted by path.
    pub fn unpaired(&self) -> &[Unpaired] {
        &self.unpaired
    }

    /// The documents that could not be paired without guessing, or were paired despite contrary
    /// evidence, sorted by path.
    pub fn conflicts(&self) -> &[Conflict] {
        &self.conflicts
    }

    /// The folders and files that could not be read.
    pub fn errors(&self) -> &[Error] {
        &self.errors
    }

    /// The languages that have documents: the source first.
    pub fn langs(&self) -> &[Lang] {
        &self.langs
    }

    /// The number of files in formats that are not supported.
    pub fn other_formats(&self) -> usize {
        self.other_formats
    }

    /// The number of documents whose paths name other languages.
    pub fn other_languages(&self) -> usize {
        self.other_languages
    }

    /// The patterns that match no file, as they were given.
    pub fn unmatched(&self) -> &[String] {
        &self.unmatched
    }

    /// The files that patterns of different languages match, by pairs of patterns.
    pub fn overlaps(&self) -> &[Overlap] {
        &self.overlaps
    }

    /// The folders whose names, or the caller, say what language their documents are in.
    pub(crate) fn folders(&self) -> &[LangFolder] {
        &self.folders
    }

    /// The fields of front matter that hold sentences in some document but are not read as text:
    /// their paths, with `*` for the numbers of list items, each once and sorted.
    pub fn passed_over(&self) -> &[String] {
        &self.passed_over
    }

    /// Whether the [filter](TreeBuilder::filter) does not leave out a file at `path`.
    pub(crate) fn is_wanted(&self, path: &Path) -> bool {
        (self.filter.0)(path)
    }

    /// Reads a document as those of the tree are read.
    pub(crate) fn read(&self, lang: Lang, path: &Path) -> Result<Document, Error> {
        self.reader.document(lang, path)
    }

    /// Reads and aligns all sets, in order. Works ahead on the threads of the caller's rayon pool,
    /// by a bounded number of documents, so memory use does not grow with the number of sets.
    ///
    /// A panic while a set is aligned, in the library or in the caller's
    /// [`Similarity`](crate::Similarity), becomes an error of that set, of the kind
    /// [`Fault`](crate::ErrorKind::Fault); the other sets are still aligned.
    pub fn align(&self, aligner: &Aligner) -> Aligned {
        self.align_sets(self.sets.clone(), aligner, |set| set)
    }

    /// Reads and aligns `sets`, some or all of [`sets`](Self::sets), as [`align`](Self::align)
    /// does, and calls `then` with each on the thread that aligned it. If `then` panics, the
    /// iterator passes the panic on to the caller.
    ///
    /// ```no_run
    /// use nordalign::{Aligner, tree::Tree};
    ///
    /// let tree = Tree::builder().root("docs/sv").root("docs/nb").build()?;
    /// let is_news = |set: &&nordalign::tree::DocumentSet| set.files[0].key.starts_with("news/");
    /// let news: Vec<_> = tree.sets().iter().filter(is_news).cloned().collect();
    /// let beads = tree.align_sets(news, &Aligner::new(), |set| {
    ///     set.alignment.map_or(0, |alignment| alignment.beads().len())
    /// });
    /// println!("{} beads", beads.sum::<usize>());
    /// # Ok::<(), nordalign::Error>(())
    /// ```
    pub fn align_sets<T: Send + 'static>(
        &self,
        sets: impl Into<Arc<[DocumentSet]>>,
        aligner: &Aligner,
        then: impl Fn(AlignedSet) -> T + Send + Sync + 'static,
    ) -> Aligned<T> {
        Aligned::new(sets.into(), aligner, self.reader.clone(), then)
    }
}
