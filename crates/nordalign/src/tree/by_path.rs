//! Finds which documents belong together by their paths and the keys in their front matter.

use std::collections::{BTreeMap, BTreeSet};

use crate::lang::Lang;
use crate::tree::documents::{Conflict, ConflictKind, FoundBy};
use crate::tree::scan::Doc;

/// Documents that belong together, by number.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Group {
    /// In rising order; at most one for each language.
    pub(super) members: Vec<usize>,
    pub(super) found_by: FoundBy,
    pub(super) score: f64,
}

impl Group {
    fn new(members: Vec<usize>, found_by: FoundBy) -> Self {
        Group {
            members,
            found_by,
            score: 1.0,
        }
    }

    pub(super) fn has(&self, lang: Lang, docs: &[Doc]) -> bool {
        self.members.iter().any(|&doc| docs[doc].file.lang == lang)
    }
}

/// The result of comparing paths and keys.
#[derive(Debug, Default)]
pub(super) struct ByPath {
    pub(super) groups: Vec<Group>,
    pub(super) conflicts: Vec<Conflict>,
    /// Documents that have the same key as others in their language, and no partner at their path:
    /// their contents may decide.
    pub(super) undecided: Vec<Vec<usize>>,
    /// For each document, whether it is in a group, or in a conflict that keeps it out of one.
    pub(super) settled: Vec<bool>,
    /// For each document, whether it is in such a conflict.
    pub(super) blocked: Vec<bool>,
    /// For each document, its group.
    group_of: Vec<Option<usize>>,
}

/// Groups the documents with the same key in their front matter, and then those with the same path.
pub(super) fn by_path(docs: &[Doc]) -> ByPath {
    let mut pairing = ByPath {
        settled: vec![false; docs.len()],
        blocked: vec![false; docs.len()],
        group_of: vec![None; docs.len()],
        ..ByPath::default()
    };
    let paths = grouped(docs, |doc| Some(&doc.file.key));
    for members in grouped(docs, |doc| doc.file.translation_key.as_deref()).into_values() {
        pairing.key(docs, members, &paths);
    }
    for members in paths.values() {
        pairing.path(docs, members);
    }
    pairing
}

/// Documents by their path without the language.
type Paths<'a> = BTreeMap<&'a str, Vec<usize>>;

/// The documents by the value of `key`.
fn grouped<'a>(
    docs: &'a [Doc],
    key: impl Fn(&'a Doc) -> Option<&'a str>,
) -> BTreeMap<&'a str, Vec<usize>> {
    let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (number, doc) in docs.iter().enumerate() {
        if let Some(key) = key(doc) {
            groups.entry(key).or_default().push(number);
        }
    }
    groups
}

/// Documents that have the key of `members` or their paths, each with those that have the same path
/// and no other key.
fn units(docs: &[Doc], members: &[usize], paths: &Paths) -> Vec<Vec<usize>> {
    let of = |doc: usize| docs[doc].file.key.as_str();
    let key = members
        .first()
        .and_then(|&doc| docs[doc].file.translation_key.as_ref());
    let at: BTreeSet<&str> = members.iter().map(|&doc| of(doc)).collect();
    let fits = |doc: &&usize| {
        docs[**doc]
            .file
            .translation_key
            .as_ref()
            .is_none_or(|k| Some(k) == key)
    };
    let at_paths = at.iter().filter_map(|path| paths.get(path));
    at_paths
        .map(|docs| docs.iter().filter(fits).copied().collect())
        .collect()
}

pub(super) fn langs(docs: &[Doc], members: &[usize]) -> Vec<Lang> {
    let mut langs: Vec<Lang> = members.iter().map(|&doc| docs[doc].file.lang).collect();
    langs.sort_unstable();
    langs
}

/// Whether no language occurs twice.
fn are_one_a_language(langs: &[Lang]) -> bool {
    langs.windows(2).all(|pair| pair[0] != pair[1])
}

pub(super) fn conflict(kind: ConflictKind, docs: &[Doc], members: &[usize]) -> Conflict {
    let mut files: Vec<_> = members.iter().map(|&doc| docs[doc].file.clone()).collect();
    files.sort_by(|a, b| (a.lang, &a.path).cmp(&(b.lang, &b.path)));
    files.dedup();
    Conflict { kind, files }
}

impl ByPath {
    /// Documents with the same key in their front matter.
    fn key(&mut self, docs: &[Doc], members: Vec<usize>, paths: &Paths) {
        let of_all = langs(docs, &members);
        if of_all.first() == of_all.last() {
            // A single document, or a field with another meaning.
            return;
        }
        if are_one_a_language(&of_all) {
            let path = |doc: &usize| docs[*doc].file.key.as_str();
            let same = members
                .windows(2)
                .all(|pair| path(&pair[0]) == path(&pair[1]));
            self.settle(members, if same { FoundBy::Path } else { FoundBy::Key });
            return;
        }
        self.conflicts
            .push(conflict(ConflictKind::RepeatedKey, docs, &members));
        // What no other lacks a language for stays as its path has it.
        let units = units(docs, &members, paths);
        let langs_of_units: BTreeSet<Vec<Lang>> =
            units.iter().map(|unit| langs(docs, unit)).collect();
        let can_join = |unit: &Vec<usize>| {
            let langs = langs(docs, unit);
            let is_apart = |other: &Vec<Lang>| !other.iter().any(|lang| langs.contains(lang));
            langs_of_units.iter().any(is_apart)
        };
        let rest: Vec<Vec<usize>> = units.into_iter().filter(can_join).collect();
        let mut joined = rest.concat();
        joined.sort_unstable();
        if joined.is_empty() {
            return;
        }
        if are_one_a_language(&langs(docs, &joined)) {
            self.settle(joined, FoundBy::Key);
        } else {
            let alone = rest.into_iter().filter(|unit| unit.len() == 1);
            self.undecided.push(alone.flatten().collect());
        }
    }

    /// Documents with the same path.
    fn path(&mut self, docs: &[Doc], members: &[usize]) {
        let free: Vec<usize> = members
            .iter()
            .copied()
            .filter(|&doc| !self.settled[doc])
            .collect();
        if free.is_empty() {
            return;
        }
        // Groups made by key that this path leads to.
        let mut keyed: Vec<usize> = members
            .iter()
            .filter_map(|&doc| self.group_of[doc])
            .collect();
        keyed.sort_unstable();
        keyed.dedup();
        match keyed.as_slice() {
            [] => self.free(docs, &free),
            &[group] => self.join(docs, group, &free),
            _ => {
                // The keys separate documents with the same path, so it is unclear where this one
                // belongs.
                let langs = langs(docs, &free);
                if free.len() > 1 && are_one_a_language(&langs) {
                    self.free(docs, &free);
                } else {
                    self.block(ConflictKind::KeyAgainstPath, docs, members);
                }
            }
        }
    }

    /// Documents with the same path, none of them in a group made by key.
    fn free(&mut self, docs: &[Doc], free: &[usize]) {
        let langs = langs(docs, free);
        if langs.first() == langs.last() {
            return;
        }
        let mut keys: Vec<&str> = free
            .iter()
            .filter_map(|&doc| docs[doc].file.translation_key.as_deref())
            .collect();
        keys.dedup();
        if keys.len() > 1 {
            self.block(ConflictKind::KeysDiffer, docs, free);
        } else if are_one_a_language(&langs) {
            self.settle(free.to_vec(), FoundBy::Path);
        } else if let Some(strict) = by_strict_path(docs, free) {
            for members in strict {
                self.settle(members, FoundBy::Path);
            }
        } else {
            self.block(ConflictKind::SamePath, docs, free);
        }
    }

    /// Documents with the path of a group made by key: they belong to it if it lacks their
    /// languages.
    fn join(&mut self, docs: &[Doc], group: usize, free: &[usize]) {
        let langs = langs(docs, free);
        let key = |doc: usize| docs[doc].file.translation_key.as_deref();
        let of_group = self.groups[group].members.iter().find_map(|&doc| key(doc));
        let fits = |&doc: &usize| {
            let same_key = key(doc).is_none_or(|key| Some(key) == of_group);
            same_key && !self.groups[group].has(docs[doc].file.lang, docs)
        };
        if are_one_a_language(&langs) && free.iter().all(fits) {
            let joined = &mut self.groups[group];
            joined.members.extend(free);
            joined.members.sort_unstable();
            for &doc in free {
                self.settled[doc] = true;
                self.group_of[doc] = Some(group);
            }
        } else {
            let all: Vec<usize> = self.groups[group]
                .members
                .iter()
                .chain(free)
                .copied()
                .collect();
            self.conflicts
                .push(conflict(ConflictKind::KeyAgainstPath, docs, &all));
            for &doc in free {
                self.settled[doc] = true;
                self.blocked[doc] = true;
            }
        }
    }

    fn settle(&mut self, members: Vec<usize>, found_by: FoundBy) {
        for &doc in &members {
            self.settled[doc] = true;
            self.group_of[doc] = Some(self.groups.len());
        }
        self.groups.push(Group::new(members, found_by));
    }

    fn block(&mut self, kind: ConflictKind, docs: &[Doc], members: &[usize]) {
        self.conflicts.push(conflict(kind, docs, members));
        for &doc in members {
            if !self.settled[doc] {
                self.settled[doc] = true;
                self.blocked[doc] = true;
            }
        }
    }
}

/// The documents by their exact paths, if that pairs every one of them with all the other
/// languages.
fn by_strict_path(docs: &[Doc], members: &[usize]) -> Option<Vec<Vec<usize>>> {
    let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for &doc in members {
        groups.entry(&docs[doc].strict).or_default().push(doc);
    }
    let groups: Vec<Vec<usize>> = groups.into_values().collect();
    let first = langs(docs, groups.first()?);
    let same = groups.iter().all(|group| langs(docs, group) == first);
    (same && are_one_a_language(&first)).then_some(groups)
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::tree::documents::TreeFile;
    use crate::tree::path_key::{LangInPath, keys, lang_in_path};
    use crate::tree::sketch::Sketch;

    fn docs(files: &[(&str, Option<&str>)]) -> Vec<Doc> {
        let doc = |&(path, translation_key): &(&str, Option<&str>)| {
            let LangInPath::Lang(lang) = lang_in_path(path) else {
                panic!("{path}");
            };
            let (key, strict) = keys(path, lang);
            Doc {
                file: TreeFile {
                    lang,
                    path: PathBuf::from(path),
                    key,
                    translation_key: translation_key.map(str::to_owned),
                    looks: None,
                    by_text: false,
                },
                strict,
                sketch: Sketch::default(),
                unreadable: None,
                passed_over: Vec::new(),
            }
        };
        files.iter().map(doc).collect()
    }

    fn sets(files: &[(&str, Option<&str>)]) -> (Vec<(String, FoundBy)>, Vec<ConflictKind>) {
        let docs = docs(files);
        let found = by_path(&docs);
        let name = |group: &Group| {
            let paths = group.members.iter().map(|&doc| files[doc].0);
            (paths.collect::<Vec<_>>().join(" "), group.found_by)
        };
        let kinds = found.conflicts.iter().map(|conflict| conflict.kind);
        (found.groups.iter().map(name).collect(), kinds.collect())
    }

    fn plain<'a>(paths: &[&'a str]) -> Vec<(&'a str, Option<&'a str>)> {
        paths.iter().map(|&path| (path, None)).collect()
    }

    #[test]
    fn a_page_and_an_index_of_the_same_name_belong_together() {
        let (sets, conflicts) = sets(&plain(&["sv/om.md", "nb/om/index.md", "da/om/_index.md"]));
        assert_eq!(
            sets,
            [(
                "sv/om.md nb/om/index.md da/om/_index.md".to_owned(),
                FoundBy::Path
            )]
        );
        assert!(conflicts.is_empty());
    }

    #[test]
    fn two_sources_for_one_target_are_a_conflict() {
        let (found, conflicts) = sets(&plain(&["sv/om.md", "sv/om/index.md", "nb/om.md"]));
        assert!(found.is_empty(), "{found:?}");
        assert_eq!(conflicts, [ConflictKind::SamePath]);
        let keyed = [
            ("sv/a.md", Some("k")),
            ("nb/a.md", Some("k")),
            ("nb/b.md", Some("k")),
        ];
        let (found, conflicts) = sets(&keyed);
        assert_eq!(found, [("sv/a.md nb/a.md".to_owned(), FoundBy::Path)]);
        assert_eq!(conflicts, [ConflictKind::RepeatedKey]);
    }

    #[test]
    fn the_path_decides_among_documents_with_one_key_and_the_rest_belong_together() {
        let key = Some("k");
        let (found, conflicts) = sets(&[
            ("sv/index.md", key),
            ("sv/start.md", key),
            ("nb/index.md", key),
            ("nb/begynn.md", key),
            ("da/index.md", None),
            ("da/begynd.md", key),
        ]);
        let expected = [
            (
                "sv/start.md nb/begynn.md da/begynd.md".to_owned(),
                FoundBy::Key,
            ),
            (
                "sv/index.md nb/index.md da/index.md".to_owned(),
                FoundBy::Path,
            ),
        ];
        assert_eq!(found, expected);
        assert_eq!(conflicts, [ConflictKind::RepeatedKey]);
    }

    #[test]
    fn the_rest_with_one_key_belongs_together_also_if_some_of_it_has_the_same_path() {
        let key = Some("k");
        let (found, _) = sets(&[
            ("sv/index.md", key),
            ("sv/hem.md", key),
            ("nb/index.md", key),
            ("nb/hjem.md", key),
            ("da/index.md", key),
            ("da/hjem.md", key),
        ]);
        let paths: Vec<&str> = found.iter().map(|(paths, _)| paths.as_str()).collect();
        assert_eq!(
            paths,
            [
                "sv/hem.md nb/hjem.md da/hjem.md",
                "sv/index.md nb/index.md da/index.md"
            ]
        );
    }

    #[test]
    fn the_rest_with_one_key_is_not_guessed_at_if_a_language_has_several() {
        let key = Some("k");
        let (found, conflicts) = sets(&[
            ("sv/a.md", key),
            ("sv/b.md", key),
            ("sv/c.md", key),
            ("nb/a.md", key),
            ("nb/d.md", key),
        ]);
        assert_eq!(found, [("sv/a.md nb/a.md".to_owned(), FoundBy::Path)]);
        assert_eq!(conflicts, [ConflictKind::RepeatedKey]);
    }

    #[test]
    fn pages_that_exist_twice_in_all_languages_are_paired_by_exact_path() {
        let (sets, conflicts) = sets(&plain(&[
            "sv/om.md",
            "sv/om/index.md",
            "nb/om.md",
            "nb/om/index.md",
        ]));
        assert_eq!(sets.len(), 2);
        assert_eq!(sets[1].0, "sv/om/index.md nb/om/index.md");
        assert!(conflicts.is_empty());
    }

    #[test]
    fn a_key_finds_partners_with_other_names_and_the_path_adds_the_third() {
        let (sets, conflicts) = sets(&[
            ("sv/om.md", Some("about")),
            ("nb/om-oss.md", Some("about")),
            ("da/om.md", None),
        ]);
        assert_eq!(
            sets,
            [("sv/om.md nb/om-oss.md da/om.md".to_owned(), FoundBy::Key)]
        );
        assert!(conflicts.is_empty());
    }

    #[test]
    fn a_key_that_contradicts_the_path_is_used_and_reported() {
        let (found, conflicts) = sets(&[
            ("sv/om.md", Some("about")),
            ("nb/om-oss.md", Some("about")),
            ("nb/om.md", None),
        ]);
        assert_eq!(found, [("sv/om.md nb/om-oss.md".to_owned(), FoundBy::Key)]);
        assert_eq!(conflicts, [ConflictKind::KeyAgainstPath]);
        let (found, conflicts) = sets(&[("sv/om.md", Some("a")), ("nb/om.md", Some("b"))]);
        assert!(found.is_empty());
        assert_eq!(conflicts, [ConflictKind::KeysDiffer]);
    }

    #[test]
    fn two_pages_whose_keys_are_swapped_are_paired_by_the_keys() {
        let (found, conflicts) = sets(&[
            ("sv/a.md", Some("1")),
            ("sv/b.md", Some("2")),
            ("nb/a.md", Some("2")),
            ("nb/b.md", Some("1")),
        ]);
        assert_eq!(found.len(), 2);
        assert!(found.iter().all(|(_, found)| *found == FoundBy::Key));
        assert!(conflicts.is_empty());
    }
}
