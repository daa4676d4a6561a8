//! From roots and patterns to the documents that belong together.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::error::Error;
use crate::format::Format;
use crate::lang::Lang;
use crate::parallel::map;
use crate::tree::Tree;
use crate::tree::alike::{Alike, Comparer};
use crate::tree::by_content::{ByContent, Node, by_content, candidates};
use crate::tree::by_path::{ByPath, Group, by_path, conflict};
use crate::tree::fault::caught;
use crate::tree::path_lang::path_lang;
use crate::tree::pattern::Pattern;
use crate::tree::place::{Conflict, ConflictKind, DocumentSet, Found, Place, Reason, Unpaired};
use crate::tree::scan::{Doc, Reader, scan};
use crate::tree::sketch::{Frequencies, Sketch};
use crate::tree::walk::{self, Root, Walk, slashed, walk};

/// Says where documents are to be found, and finds them: see [`Tree`].
#[derive(Debug, Clone, Default)]
pub struct TreeBuilder {
    roots: Vec<(PathBuf, Option<Lang>)>,
    patterns: Vec<(String, Option<Lang>)>,
    keep: Keep,
    source: Option<Lang>,
    by_path_alone: bool,
    reader: Reader,
}

impl TreeBuilder {
    /// Looks in the folder `root`, whose documents are in the language that it is called by (`docs/sv`), or say it themselves
    /// (`page.nb.md`, `nb/page.md`).
    ///
    /// Files that `.gitignore` or `.ignore` name, hidden ones and those in formats that are not read are left out. Links are followed, but
    /// not in circles.
    #[must_use]
    pub fn root(mut self, root: impl Into<PathBuf>) -> Self {
        self.roots.push((root.into(), None));
        self
    }

    /// Looks in the folder `root`, whose documents are in `lang` unless they themselves say otherwise.
    #[must_use]
    pub fn root_in(mut self, lang: Lang, root: impl Into<PathBuf>) -> Self {
        self.roots.push((root.into(), Some(lang)));
        self
    }

    /// Looks for files whose paths match `pattern`: `{lang}` is the language (`nb`, `nb-NO`, `nb_NO`), `*` and `?` are anything within a
    /// name, `**` any folders, `{md,txt}` one of these. Documents belong together whose paths differ by `{lang}` alone.
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

    /// Looks for files in `lang` whose paths match `pattern`, which is as for [`pattern`](TreeBuilder::pattern) but without `{lang}`.
    /// Documents belong together whose paths are the same below the part of each pattern that has no `*`, `?` or brace.
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

    /// Leaves out every file of which `keep` says no; it is asked with the path under the root as that was given.
    ///
    /// ```
    /// use nordalign::tree::Tree;
    /// let builder = Tree::builder().root("docs/sv").keep(|path| !path.ends_with("README.md"));
    /// ```
    #[must_use]
    pub fn keep<F>(mut self, keep: F) -> Self
    where
        F: Fn(&Path) -> bool + Send + Sync + 'static,
    {
        self.keep = Keep(Arc::new(keep));
        self
    }

    /// The source language: its documents come first in every set, and what says no language (`index.md` beside `index.nb.md`) is in it.
    /// Not set, the first language of a set is its source, and what says no language is told of.
    #[must_use]
    pub fn source(mut self, source: Lang) -> Self {
        self.source = Some(source);
        self
    }

    /// Whether documents are also paired by what they say, where paths and keys don't tell, and whether pairs by path that seem not to be
    /// translations are parted; so, if not set.
    #[must_use]
    pub fn content(mut self, content: bool) -> Self {
        self.by_path_alone = !content;
        self
    }

    /// How the decoded text of a document is read; by [`Document::read`](crate::Document::read)'s rules, if not set. It is called several
    /// times for a document, from any thread, with the language that its place says.
    #[must_use]
    pub fn text<F>(mut self, read: F) -> Self
    where
        F: Fn(Lang, &Path) -> Result<String, Error> + Send + Sync + 'static,
    {
        self.reader.text = Arc::new(read);
        self
    }

    /// The format of all documents; detected for each, if not set.
    #[must_use]
    pub fn format(mut self, format: Format) -> Self {
        self.reader.format = Some(format);
        self
    }

    /// Walks the folders, looks into every document, and pairs them.
    ///
    /// # Errors
    /// Where a root can't be read or is no folder, is called `no`, or a pattern is not valid. What goes wrong with single documents is in the
    /// result.
    pub fn find(self) -> Result<Tree, Error> {
        let patterns = self.patterns.iter();
        let patterns = patterns.map(|(text, lang)| Pattern::parse(text, *lang));
        let patterns = patterns.collect::<Result<Vec<_>, _>>()?;
        let roots = self.roots.iter().map(|(path, lang)| {
            let named = root_lang(path);
            Ok(Root {
                path: path.clone(),
                named: matches!(&named, Ok(Some(_))),
                lang: match lang {
                    Some(lang) => Some(*lang),
                    None => named?,
                },
            })
        });
        let roots = roots.collect::<Result<Vec<_>, Error>>()?;
        let walk = walk(&roots, &patterns, &*self.keep.0)?;
        Ok(self.pair(walk))
    }

    fn pair(self, walk: Walk) -> Tree {
        let mut tree = Tree {
            errors: walk.errors,
            other_formats: walk.other_formats,
            other_languages: walk.other_languages,
            unmatched: walk.unmatched,
            ..Tree::new(self.reader.clone())
        };
        for (link, path) in walk.same {
            tree.unpaired.push(Unpaired {
                lang: None,
                path: link,
                reason: Reason::SameFile { path },
            });
        }
        let frequencies = Frequencies::new();
        let scanned = map(&walk.files, |_, file| {
            let look = || Ok(scan(file, self.source, &self.reader, &frequencies));
            caught(&[&file.path], look).unwrap_or_else(|error| Err(Reason::unreadable(&error)))
        });
        let mut docs = Vec::new();
        for (file, scanned) in walk.files.into_iter().zip(scanned) {
            match scanned {
                Ok(doc) => docs.push(doc),
                Err(reason) => tree.unpaired.push(Unpaired {
                    path: file.path,
                    lang: None,
                    reason,
                }),
            }
        }
        tree.langs = langs(&docs, self.source);
        let mut pairing = Pairing::new(docs, self.reader);
        if !self.by_path_alone {
            pairing.verify(&frequencies);
            pairing.content(&frequencies);
        }
        pairing.finish(&mut tree, self.source);
        tree
    }
}

/// Which files are wanted: all, if nothing else is set.
#[derive(Clone)]
struct Keep(Arc<walk::Keep>);

impl Default for Keep {
    fn default() -> Self {
        Keep(Arc::new(|_| true))
    }
}

impl std::fmt::Debug for Keep {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keep")
    }
}

/// The language that a root is called by. Of an absolute path only the last two names count: what lies above them is not of the tree.
fn root_lang(path: &Path) -> Result<Option<Lang>, Error> {
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
    let mut langs: Vec<Lang> = docs.iter().map(|doc| doc.place.lang).collect();
    langs.sort_unstable();
    langs.dedup();
    langs.sort_by_key(|&lang| (Some(lang) != source, lang));
    langs
}

/// Pairs that are this much less alike than most of the tree are looked at closely.
const SUSPECT: f64 = 0.5;

/// With fewer pairs to compare with than this, those are that are less alike than [`SUSPECT_ALONE`].
const SUSPECT_PAIRS: usize = 10;
const SUSPECT_ALONE: f64 = 0.2;

/// Documents of the same path stay together if so much of one of them aligns with the other.
const KEPT: f64 = 0.65;

/// And if so much does, where neither finds another partner.
const KEPT_ALONE: f64 = 0.4;

/// The documents on their way to their sets.
struct Pairing {
    docs: Vec<Doc>,
    comparer: Comparer,
    by_path: ByPath,
    /// What was parted though the paths are the same, and how much of one document aligns with another at least.
    parted: Vec<(Group, f64)>,
    by_content: ByContent,
}

impl Pairing {
    fn new(docs: Vec<Doc>, reader: Reader) -> Self {
        Pairing {
            by_path: by_path(&docs),
            docs,
            comparer: Comparer::new(reader),
            parted: Vec::new(),
            by_content: ByContent::default(),
        }
    }

    /// Parts groups by path whose documents are not translations of each other: sites number their pages in every language for itself.
    fn verify(&mut self, frequencies: &Frequencies) {
        let suspects = self.suspects(frequencies);
        let alike = map(&suspects, |_, &(_, [a, b])| {
            self.comparer
                .alike(&self.docs[a].place, &self.docs[b].place)
        });
        let mut bad: BTreeMap<usize, Vec<([usize; 2], Alike)>> = BTreeMap::new();
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

    /// The pairs of the groups by path that are so little alike that they must be looked at.
    fn suspects(&self, frequencies: &Frequencies) -> Vec<(usize, [usize; 2])> {
        let mut pairs = Vec::new();
        for (number, group) in self.by_path.groups.iter().enumerate() {
            for (i, &a) in group.members.iter().enumerate() {
                for &b in &group.members[i + 1..] {
                    let [one, other] = [a, b].map(|doc| &self.docs[doc]);
                    let key = &one.place.translation_key;
                    let keyed = key.is_some() && *key == other.place.translation_key;
                    if !keyed && one.sketch.tells() && other.sketch.tells() {
                        let similarity = one.sketch.similarity(&other.sketch, frequencies);
                        pairs.push((number, [a, b], similarity));
                    }
                }
            }
        }
        let langs = |pair: &[usize; 2]| {
            let mut langs = pair.map(|doc| self.docs[doc].place.lang);
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

    /// Parts `group` where the `bad` pairs demand it. A document stays with the others if it fits most of them.
    fn part(&mut self, group: usize, bad: &[([usize; 2], Alike)]) {
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
        // Of three documents one may be odd; where two of three pairs fit, the third pair is given the benefit.
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

    /// Pairs by content what is alone, and finds the languages that sets lack.
    fn content(&mut self, frequencies: &Frequencies) {
        let alone = |doc: &usize| !self.by_path.settled[*doc];
        let readable = |doc: &usize| self.docs[*doc].unreadable.is_none();
        let alone: Vec<usize> = (0..self.docs.len())
            .filter(alone)
            .filter(readable)
            .collect();
        let langs: Vec<Lang> = alone.iter().map(|&doc| self.docs[doc].place.lang).collect();
        let mut nodes: Vec<Node> = alone
            .iter()
            .map(|&doc| Node {
                members: vec![doc],
                found: None,
                score: 1.0,
            })
            .collect();
        // Sketches of the documents that found their partners are not needed any more.
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
            found: Some(group.found),
            score: group.score,
        }));
        if alone.is_empty() || nodes.len() < 2 {
            self.by_content.nodes = nodes;
            return;
        }
        let key = |doc: usize| docs[doc].place.translation_key.as_ref();
        let apart = |a: usize, b: usize| key(a).zip(key(b)).is_some_and(|(a, b)| a != b);
        self.by_content = by_content(docs, nodes, frequencies, &self.comparer, apart);
    }

    /// Gives everything to `tree`.
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
            if let (Some(found), true) = (node.found, node.members.len() > 1) {
                groups.push(Group {
                    members: node.members,
                    found,
                    score: node.score,
                });
            }
        }
        let mut in_set = vec![false; docs.len()];
        for &doc in groups.iter().flat_map(|group| &group.members) {
            in_set[doc] = true;
        }
        // Paths come first: they hold where contents have nothing better, unless hardly anything aligns.
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
        let parted = parted
            .iter()
            .map(|(group, _)| (ConflictKind::ContentAgainstPath, &group.members));
        let contents = by_content
            .conflicts
            .iter()
            .map(|docs| (ConflictKind::SameContent, docs));
        for (kind, members) in parted.chain(contents) {
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
                path: doc.place.path.clone(),
                lang: Some(doc.place.lang),
                reason,
            });
        }
        let places: Vec<Place> = docs.into_iter().map(|doc| doc.place).collect();
        let mut sets: Vec<_> = groups
            .into_iter()
            .map(|group| set(group, &places, source))
            .collect();
        sets.sort_by_cached_key(|set| set.places.first().map(|place| place.path.clone()));
        tree.errors.extend(comparer.into_faults());
        tree.sets = sets.into();
        tree.conflicts = conflicts;
        sort(tree);
    }
}

fn set(group: Group, places: &[Place], source: Option<Lang>) -> DocumentSet {
    let mut places: Vec<Place> = group
        .members
        .iter()
        .filter_map(|&doc| places.get(doc).cloned())
        .collect();
    places.sort_by_key(|place| (Some(place.lang) != source, place.lang));
    let found: Found = group.found;
    DocumentSet {
        places,
        found,
        score: group.score,
    }
}

/// In the order of the sources' paths, whatever order they were found in.
fn sort(tree: &mut Tree) {
    tree.unpaired.sort_by(|a, b| a.path.cmp(&b.path));
    tree.conflicts.sort_by(|a: &Conflict, b| {
        let first = |conflict: &Conflict| conflict.places.first().map(|place| place.path.clone());
        first(a).cmp(&first(b)).then(a.kind.cmp(&b.kind))
    });
}
