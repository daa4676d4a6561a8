//! From roots and patterns to the documents that belong together.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::error::Error;
use crate::format::Format;
use crate::lang::Lang;
use crate::parallel::map;
use crate::read::{self, FrontMatterField};
use crate::tree::by_content::{ByContent, Node, by_content, candidates};
use crate::tree::by_path::{self, ByPath, Group, by_path, conflict};
use crate::tree::comparer::{AlignedShare, Comparer};
use crate::tree::documents::{Conflict, ConflictKind, DocumentSet, Reason, TreeFile, Unpaired};
use crate::tree::panics::catching_panics;
use crate::tree::path_lang::path_lang;
use crate::tree::pattern::Pattern;
use crate::tree::places::{Place, answers};
use crate::tree::scan::{Doc, DocumentReader, Scanned, scan};
use crate::tree::sketch::{Frequencies, Sketch};
use crate::tree::walk::{self, Root, Walk, slashed, walk};
use crate::tree::{LangFolder, Tree};

/// Collects the places where documents are, and then finds and pairs them: see [`Tree`].
#[derive(Debug, Clone, Default)]
pub struct TreeBuilder {
    roots: Vec<(PathBuf, Option<Lang>)>,
    patterns: Vec<(String, Option<Lang>)>,
    filter: FileFilter,
    source: Option<Lang>,
    by_path_alone: bool,
    trust_paths: bool,
    reader: DocumentReader,
}

impl TreeBuilder {
    /// Looks in the folder `root`, whose documents are in the language named by the folder
    /// (`docs/sv`) or by their own paths (`page.nb.md`, `nb/page.md`).
    ///
    /// Files listed in `.gitignore` or `.ignore`, hidden files and files in unsupported formats are
    /// left out. Links are followed, but not in circles.
    #[must_use]
    pub fn root(mut self, root: impl Into<PathBuf>) -> Self {
        self.roots.push((root.into(), None));
        self
    }

    /// Looks in the folder `root`, whose documents are in `lang` unless their own paths or front
    /// matter say otherwise. If there are several folders of a language, each belongs to that of
    /// the source with the same path but for the language, and else the nth to the nth.
    #[must_use]
    pub fn root_in(mut self, lang: Lang, root: impl Into<PathBuf>) -> Self {
        self.roots.push((root.into(), Some(lang)));
        self
    }

    /// Looks for files whose paths match `pattern`: `{lang}` is the language (`nb`, `nb-NO`,
    /// `nb_NO`), `*` and `?` match anything within a name, `**` any folders, `{md,txt}` one of the
    /// alternatives. Documents whose paths differ only in `{lang}` belong together.
    ///
    /// ```
    /// use nordalign::tree::Tree;
    /// let builder = Tree::builder().pattern("docs/{lang}/**/*.md");
    /// ```
    #[must_use]
    pub fn pattern(mut self, pattern: impl Into<String>) -> Self {
        self.patterns.push((pattern.into(), None));
        self
    }

    /// Looks for files in `lang` whose paths match `pattern`, written as for
    /// [`pattern`](TreeBuilder::pattern) but without `{lang}`. Documents belong together if their
    /// paths are the same below the first folder of the pattern that has a `*`, `?` or brace. The
    /// nth pattern of a language belongs to the nth of the source, and so does the nth with `{lang}`
    /// that finds no document in the source language. If patterns of several languages match a
    /// file, the more exact one counts: see [`Tree::overlaps`].
    ///
    /// ```
    /// use nordalign::{Lang, tree::Tree};
    /// let builder = Tree::builder()
    ///     .pattern_in(Lang::Sv, "texter/**/*.md")
    ///     .pattern_in(Lang::Da, "tekster/**/*.md");
    /// ```
    #[must_use]
    pub fn pattern_in(mut self, lang: Lang, pattern: impl Into<String>) -> Self {
        self.patterns.push((pattern.into(), Some(lang)));
        self
    }

    /// Leaves out every file for which `filter` returns false; it is called with the path of the
    /// file, which begins with the root as it was given.
    ///
    /// ```
    /// use nordalign::tree::Tree;
    /// let builder = Tree::builder().root("docs/sv").filter(|path| !path.ends_with("README.md"));
    /// ```
    #[must_use]
    pub fn filter<F>(mut self, filter: F) -> Self
    where
        F: Fn(&Path) -> bool + Send + Sync + 'static,
    {
        self.filter = FileFilter(Arc::new(filter));
        self
    }

    /// The source language: its documents come first in every set, and documents whose paths name
    /// no language (`index.md` beside `index.nb.md`) are in it. By default the first language of a
    /// set is its source, and the text of documents that name no language decides, if it is clear.
    #[must_use]
    pub fn source(mut self, source: Lang) -> Self {
        self.source = Some(source);
        self
    }

    /// Whether documents are also paired by content if paths and keys do not decide, and whether
    /// documents paired by path are separated if they do not look like translations; true by
    /// default.
    #[must_use]
    pub fn content(mut self, content: bool) -> Self {
        self.by_path_alone = !content;
        self
    }

    /// Whether documents with the same path belong together whatever they say; false if not set.
    /// Then only documents without a partner are paired by content. This is for checks, which report
    /// a page that says something else than its source.
    #[must_use]
    pub fn trust_paths(mut self, trust_paths: bool) -> Self {
        self.trust_paths = trust_paths;
        self
    }

    /// How the decoded text of a document is read; as [`Document::read`](crate::Document::read)
    /// does by default. The function is called several times for a document, from any thread, with
    /// the language that its path names.
    #[must_use]
    pub fn text<F>(mut self, read: F) -> Self
    where
        F: Fn(Lang, &Path) -> Result<String, Error> + Send + Sync + 'static,
    {
        self.reader.text = Arc::new(read);
        self
    }

    /// The format of all documents; detected for each by default.
    #[must_use]
    pub fn format(mut self, format: Format) -> Self {
        self.reader.format = Some(format);
        self
    }

    /// What of the front matter of documents is text, besides the fields whose names say so.
    #[must_use]
    pub fn front_matter(mut self, fields: Vec<FrontMatterField>) -> Self {
        self.reader.fields = fields;
        self
    }

    /// Walks the folders, reads every document, and pairs them.
    ///
    /// # Errors
    /// If a root cannot be read or is not a folder, if a pattern is not valid, or if it names files of a format that is not read ([`Format::detect`]).
    /// Problems with single documents are in the result.
    pub fn build(self) -> Result<Tree, Error> {
        let patterns = self.patterns.iter();
        let patterns = patterns.map(|(text, lang)| Pattern::parse(text, *lang));
        let patterns = patterns.collect::<Result<Vec<_>, _>>()?;
        let roots = self.roots.iter().map(|(path, lang)| {
            let named = root_lang(path);
            Root {
                path: path.clone(),
                named: named.is_some(),
                lang: lang.or(named),
            }
        });
        let roots: Vec<Root> = roots.collect();
        let walk = walk(&roots, &patterns, self.source, &*self.filter.0)?;
        self.check_endings(&walk)?;
        let folders = self.lang_folders(&roots, &walk.places);
        let mut tree = self.pair(walk);
        tree.folders = folders;
        Ok(tree)
    }

    /// Refuses files in formats that are not read: a pattern names their ending.
    fn check_endings(&self, walk: &Walk) -> Result<(), Error> {
        if self.reader.format.is_some() {
            return Ok(());
        }
        let check = |path| read::unread::check_ending(path).map_err(|e| e.with_path(path));
        walk.files.iter().try_for_each(|file| check(&file.path))
    }

    /// The roots and the folders of patterns whose language is known; `places` are of both.
    fn lang_folders(&self, roots: &[Root], places: &[Place]) -> Vec<LangFolder> {
        let paths = roots.iter().map(|root| root.path.clone());
        let patterns = self.patterns.iter().map(|(pattern, _)| {
            let plain = pattern.split(['*', '?', '{']).next().unwrap_or_default();
            let folder = plain.rfind('/').and_then(|end| plain.get(..end));
            PathBuf::from(folder.unwrap_or_default())
        });
        let answers = answers(places, self.source);
        let folders = places.iter().zip(answers).zip(paths.chain(patterns));
        folders
            .filter_map(|((place, answers_to), path)| {
                Some(LangFolder {
                    lang: place.lang?,
                    path,
                    answers_to,
                })
            })
            .collect()
    }

    fn pair(self, walk: Walk) -> Tree {
        let mut tree = Tree {
            filter: self.filter.clone(),
            errors: walk.errors,
            other_formats: walk.other_formats,
            other_languages: walk.other_languages,
            unmatched: walk.unmatched,
            overlaps: walk.overlaps,
            ..Tree::new(self.reader.clone())
        };
        for (link, path) in walk.same {
            tree.unpaired.push(Unpaired {
                lang: None,
                key: None,
                path: link,
                reason: Reason::SameFile { path },
            });
        }
        let frequencies = Frequencies::new();
        let scanned = map(&walk.files, |_, file| {
            let look = || Ok(scan(file, self.source, &self.reader, &frequencies));
            catching_panics(&[&file.path], look)
                .unwrap_or_else(|error| Scanned::Unusable(Reason::unreadable(&error)))
        });
        let mut docs = Vec::new();
        for (file, scanned) in walk.files.into_iter().zip(scanned) {
            match scanned {
                Scanned::Doc(doc) => docs.push(*doc),
                Scanned::OtherLanguage => tree.other_languages += 1,
                Scanned::Unusable(reason) => tree.unpaired.push(Unpaired {
                    path: file.path,
                    lang: None,
                    key: None,
                    reason,
                }),
            }
        }
        tree.langs = langs(&docs, self.source);
        let passed_over = docs.iter().flat_map(|doc| doc.passed_over.iter().cloned());
        tree.passed_over = passed_over.collect::<BTreeSet<_>>().into_iter().collect();
        let mut pairing = Pairing::new(docs, self.reader);
        if !self.by_path_alone {
            if !self.trust_paths {
                pairing.verify(&frequencies);
            }
            pairing.content(&frequencies);
        }
        pairing.finish(&mut tree, self.source);
        tree
    }
}

/// Which files are wanted; all of them if no filter is set.
#[derive(Clone)]
pub(super) struct FileFilter(pub(super) Arc<walk::Wanted>);

impl Default for FileFilter {
    fn default() -> Self {
        FileFilter(Arc::new(|_| true))
    }
}

impl std::fmt::Debug for FileFilter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("FileFilter")
    }
}

/// The language that the name of a root says. In an absolute path only the last two names count:
/// the folders above are not part of the tree.
fn root_lang(path: &Path) -> Option<Lang> {
    let text = slashed(path);
    let text = text.trim_end_matches('/');
    if !path.is_absolute() {
        return path_lang(text);
    }
    let mut names: Vec<&str> = text.rsplit('/').take(2).collect();
    names.reverse();
    path_lang(&names.join("/"))
}

/// The languages of the documents: the source first.
fn langs(docs: &[Doc], source: Option<Lang>) -> Vec<Lang> {
    let mut langs: Vec<Lang> = docs.iter().map(|doc| doc.file.lang).collect();
    langs.sort_unstable();
    langs.dedup();
    langs.sort_by_key(|&lang| (Some(lang) != source, lang));
    langs
}

/// Pairs whose similarity is below this share of the tree's median are compared closely.
const SUSPECT: f64 = 0.5;

/// With fewer pairs than this the median cannot be trusted, and pairs less similar than
/// [`SUSPECT_ALONE`] are compared closely.
const SUSPECT_PAIRS: usize = 10;
const SUSPECT_ALONE: f64 = 0.2;

/// Documents with the same path stay together if at least this share of one of them aligns.
const KEPT: f64 = 0.65;

/// And if at least this share does, when neither finds another partner.
const KEPT_ALONE: f64 = 0.4;

/// The documents while they are being grouped into sets.
struct Pairing {
    docs: Vec<Doc>,
    comparer: Comparer,
    by_path: ByPath,
    /// Groups separated although their paths are the same, and the least share of one document that
    /// aligns with another.
    parted: Vec<(Group, f64)>,
    by_content: ByContent,
}

impl Pairing {
    fn new(docs: Vec<Doc>, reader: DocumentReader) -> Self {
        Pairing {
            by_path: by_path(&docs),
            docs,
            comparer: Comparer::new(reader),
            parted: Vec::new(),
            by_content: ByContent::default(),
        }
    }

    /// Splits groups made by path if their documents are not translations of each other: some sites
    /// number their pages independently in each language.
    fn verify(&mut self, frequencies: &Frequencies) {
        let suspects = self.suspects(frequencies);
        let alike = map(&suspects, |_, &(_, [a, b])| {
            self.comparer.alike(&self.docs[a].file, &self.docs[b].file)
        });
        let mut bad: BTreeMap<usize, Vec<([usize; 2], AlignedShare)>> = BTreeMap::new();
        for (&(group, pair), alike) in suspects.iter().zip(&alike) {
            let group_score = &mut self.by_path.groups[group].score;
            if alike.of_one < KEPT {
                bad.entry(group).or_default().push((pair, *alike));
            } else if alike.of_both < KEPT {
                *group_score = group_score.min(alike.of_both);
            }
        }
        for (&group, pairs) in bad.iter().rev() {
            self.part(group, pairs);
        }
    }

    /// The pairs within groups made by path that are so unlike that they must be compared closely.
    fn suspects(&self, frequencies: &Frequencies) -> Vec<(usize, [usize; 2])> {
        let mut pairs = Vec::new();
        for (number, group) in self.by_path.groups.iter().enumerate() {
            for (i, &a) in group.members.iter().enumerate() {
                for &b in &group.members[i + 1..] {
                    let [one, other] = [a, b].map(|doc| &self.docs[doc]);
                    let key = &one.file.translation_key;
                    let keyed = key.is_some() && *key == other.file.translation_key;
                    if !keyed && one.sketch.is_telling() && other.sketch.is_telling() {
                        let similarity = one.sketch.similarity(&other.sketch, frequencies);
                        pairs.push((number, [a, b], similarity));
                    }
                }
            }
        }
        let langs = |pair: &[usize; 2]| {
            let mut langs = pair.map(|doc| self.docs[doc].file.lang);
            langs.sort_unstable();
            langs
        };
        let mut similarities: BTreeMap<[Lang; 2], Vec<f64>> = BTreeMap::new();
        for (_, pair, similarity) in &pairs {
            similarities
                .entry(langs(pair))
                .or_default()
                .push(*similarity);
        }
        for of_pair in similarities.values_mut() {
            of_pair.sort_by(f64::total_cmp);
        }
        let is_suspect = |(_, pair, similarity): &(usize, [usize; 2], f64)| {
            let known = similarities
                .get(&langs(pair))
                .map_or(&[][..], Vec::as_slice);
            let least = match known.get(known.len() / 2) {
                Some(median) if known.len() >= SUSPECT_PAIRS => median * SUSPECT,
                _ => SUSPECT_ALONE,
            };
            *similarity < least
        };
        let suspects = pairs.iter().filter(|pair| is_suspect(pair));
        suspects.map(|&(group, pair, _)| (group, pair)).collect()
    }

    /// Splits `group` if the `bad` pairs require it. A document stays with the others if it fits
    /// most of them.
    fn part(&mut self, group: usize, bad: &[([usize; 2], AlignedShare)]) {
        let whole = self.by_path.groups[group].clone();
        let fits = |a: usize, b: usize| {
            !bad.iter()
                .any(|(pair, _)| pair.contains(&a) && pair.contains(&b))
        };
        let misfits = |doc: usize| {
            whole
                .members
                .iter()
                .filter(|&&other| !fits(doc, other))
                .count()
        };
        // Of three documents one may be odd; if two of three pairs fit, the third is given the
        // benefit of the doubt.
        if whole.members.len() == 3 && bad.len() == 1 {
            return;
        }
        let worst = whole
            .members
            .iter()
            .map(|&doc| misfits(doc))
            .max()
            .unwrap_or(0);
        let (out, kept): (Vec<usize>, Vec<usize>) = whole
            .members
            .iter()
            .partition(|&&doc| misfits(doc) == worst);
        let out = if kept.len() < 2 {
            whole.members.clone()
        } else {
            out
        };
        for &doc in &out {
            self.by_path.settled[doc] = false;
        }
        self.by_path.groups[group]
            .members
            .retain(|doc| !out.contains(doc));
        let score = bad.iter().map(|pair| pair.1.of_both).fold(1.0, f64::min);
        let of_one = bad.iter().map(|pair| pair.1.of_one).fold(1.0, f64::min);
        self.parted.push((Group { score, ..whole }, of_one));
    }

    /// Pairs the remaining documents by content, and finds the languages that sets lack.
    fn content(&mut self, frequencies: &Frequencies) {
        let alone = |doc: &usize| !self.by_path.settled[*doc];
        let readable = |doc: &usize| self.docs[*doc].unreadable.is_none();
        let alone: Vec<usize> = (0..self.docs.len())
            .filter(alone)
            .filter(readable)
            .collect();
        let langs: Vec<Lang> = alone.iter().map(|&doc| self.docs[doc].file.lang).collect();
        let mut nodes: Vec<Node> = alone
            .iter()
            .map(|&doc| Node {
                members: vec![doc],
                found_by: None,
                score: 1.0,
            })
            .collect();
        // Sketches of documents with a partner are no longer needed.
        self.docs
            .iter_mut()
            .for_each(|doc| doc.sketch = Sketch::default());
        let (docs, groups) = (&self.docs, &mut self.by_path.groups);
        let lacks = |group: &Group| langs.iter().any(|&lang| !group.has(lang, docs));
        let (open, closed) = std::mem::take(groups)
            .into_iter()
            .filter(|group| !group.members.is_empty())
            .partition(|group| lacks(group));
        *groups = closed;
        let open: Vec<Group> = open;
        nodes.extend(open.into_iter().map(|group| Node {
            members: group.members,
            found_by: Some(group.found_by),
            score: group.score,
        }));
        if alone.is_empty() || nodes.len() < 2 {
            self.by_content.nodes = nodes;
            return;
        }
        let key = |doc: usize| docs[doc].file.translation_key.as_ref();
        let apart = |a: usize, b: usize| key(a).zip(key(b)).is_some_and(|(a, b)| a != b);
        self.by_content = by_content(docs, nodes, frequencies, &self.comparer, apart);
    }

    /// Puts the result into `tree`.
    fn finish(self, tree: &mut Tree, source: Option<Lang>) {
        let Pairing {
            docs,
            comparer,
            by_path,
            by_content,
            mut parted,
        } = self;
        let mut groups = by_path.groups;
        groups.retain(|group| !group.members.is_empty());
        for node in by_content.nodes {
            if let (Some(found_by), true) = (node.found_by, node.members.len() > 1) {
                groups.push(Group {
                    members: node.members,
                    found_by,
                    score: node.score,
                });
            }
        }
        let mut in_set = vec![false; docs.len()];
        for &doc in groups.iter().flat_map(|group| &group.members) {
            in_set[doc] = true;
        }
        // Paths take precedence if contents offer nothing better, unless hardly anything aligns.
        parted.retain(|(group, of_one)| {
            let keep = *of_one >= KEPT_ALONE && group.members.iter().all(|&doc| !in_set[doc]);
            if keep {
                group.members.iter().for_each(|&doc| in_set[doc] = true);
                groups.push(group.clone());
            }
            !keep
        });
        let mut blocked = by_path.blocked;
        let mut conflicts = by_path.conflicts;
        let undecided = by_path.undecided.into_iter().map(|members| {
            let left = members.into_iter().filter(|&doc| !in_set[doc]);
            left.collect::<Vec<usize>>()
        });
        // If only one language is left, its documents have no translation.
        let undecided: Vec<Vec<usize>> = undecided
            .filter(|left| {
                let langs = by_path::langs(&docs, left);
                langs.first() != langs.last()
            })
            .collect();
        let undecided = undecided
            .iter()
            .map(|members| (ConflictKind::SameKey, members));
        let parted = parted
            .iter()
            .map(|(group, _)| (ConflictKind::ContentAgainstPath, &group.members));
        let contents = by_content
            .conflicts
            .iter()
            .map(|docs| (ConflictKind::SameContent, docs));
        for (kind, members) in parted.chain(contents).chain(undecided) {
            members.iter().for_each(|&doc| blocked[doc] = true);
            conflicts.push(conflict(kind, &docs, members));
        }
        for (number, doc) in docs
            .iter()
            .enumerate()
            .filter(|(number, _)| !in_set[*number])
        {
            let nearest = by_content
                .nearest
                .get(&number)
                .map_or(&[][..], Vec::as_slice);
            let mut nearest = candidates(&docs, nearest);
            let reason = match &doc.unreadable {
                Some(error) => Reason::unreadable(error),
                None if blocked[number] => Reason::Conflict,
                None => Reason::NoPartner {
                    nearest: (!nearest.is_empty()).then(|| nearest.remove(0)),
                },
            };
            tree.unpaired.push(Unpaired {
                path: doc.file.path.clone(),
                lang: Some(doc.file.lang),
                key: Some(doc.file.key.clone()),
                reason,
            });
        }
        let files: Vec<TreeFile> = docs.into_iter().map(|doc| doc.file).collect();
        let mut sets: Vec<_> = groups
            .into_iter()
            .map(|group| set(group, &files, source))
            .collect();
        sets.sort_by_cached_key(|set| set.files.first().map(|file| file.path.clone()));
        tree.errors.extend(comparer.into_faults());
        tree.sets = sets.into();
        tree.conflicts = conflicts;
        sort(tree);
    }
}

fn set(group: Group, files: &[TreeFile], source: Option<Lang>) -> DocumentSet {
    let mut files: Vec<TreeFile> = group
        .members
        .iter()
        .filter_map(|&doc| files.get(doc).cloned())
        .collect();
    files.sort_by_key(|file| (Some(file.lang) != source, file.lang));
    DocumentSet {
        files,
        found_by: group.found_by,
        score: group.score,
    }
}

/// Sorted by the paths of the sources, whatever order they were found in.
fn sort(tree: &mut Tree) {
    tree.unpaired.sort_by(|a, b| a.path.cmp(&b.path));
    tree.conflicts.sort_by(|a: &Conflict, b| {
        let first = |conflict: &Conflict| conflict.files.first().map(|file| file.path.clone());
        first(a).cmp(&first(b)).then(a.kind.cmp(&b.kind))
    });
}
