//! Finds which documents belong together by content, among those that paths and keys do not decide.
//!
//! For each document, sketches find the nearest ones in the other languages. If two documents are
//! each other's nearest, their texts are aligned, and if most of the text aligns they belong
//! together. If others are nearly as near, those are aligned too, and if they align as well nothing
//! is decided.

use std::collections::BTreeMap;

use crate::lang::Lang;
use crate::normalize::Folder;
use crate::parallel::map;
use crate::sets::Sets;
use crate::tree::comparer::Comparer;
use crate::tree::documents::{Candidate, FoundBy};
use crate::tree::scan::Doc;
use crate::tree::sketch::{Frequencies, Sketch};

/// Documents, at most one for each language, that are paired as one.
#[derive(Debug, Clone)]
pub(super) struct Node {
    /// By number, in rising order.
    pub(super) members: Vec<usize>,
    pub(super) found_by: Option<FoundBy>,
    pub(super) score: f64,
}

/// The result of comparing contents.
#[derive(Debug, Default)]
pub(super) struct ByContent {
    /// The given nodes, joined if they belong together.
    pub(super) nodes: Vec<Node>,
    /// Documents with the same content, so that pairing them would be a guess.
    pub(super) conflicts: Vec<Vec<usize>>,
    /// For documents without a partner, those nearest to them: the number and how near, the nearest
    /// first.
    pub(super) nearest: BTreeMap<usize, Vec<(usize, f64)>>,
}

/// Documents less alike than this do not belong together, whatever aligns: the layout and phrases
/// of a site are much the same.
const LEAST: f64 = 0.13;

/// Documents at least this alike belong together if no other is near, even if less aligns.
const ALIKE: f64 = 0.2;
const ALIGNED_IF_ALIKE: f64 = 0.44;

/// If another is this near, as a share of the nearest, only documents that alike belong together.
const VERY_NEAR: f64 = 0.9;

/// Documents that align almost fully, but have a smaller share of their names in common than this,
/// have the same layout but different subjects.
const LEAST_NAMES: f64 = 0.3;
const CALLED_ALIKE: f64 = 0.9;
const NEARLY_ALL: f64 = 0.75;

/// The nearest is clear if the second nearest is at most this near, as a share of the nearest.
const PLAIN: f64 = 0.75;

/// At least this share of two documents must align.
const ALIGNED: f64 = 0.5;

/// Another document is as good if its nearness times its aligned share is this share of the best.
const AS_GOOD: f64 = 0.88;

/// How many nearest documents of each language are kept for each.
const NEAREST: usize = 6;

/// After this many rounds only copies of the same text are left to try.
const ROUNDS: usize = 12;

/// How often a node is tried again after its nearest did not align.
const TRIES: usize = 2;

/// Joins nodes. `sketches` are those of the members of nodes, and `apart` says which documents must
/// not be joined.
pub(super) fn by_content(
    docs: &[Doc],
    nodes: Vec<Node>,
    frequencies: &Frequencies,
    comparer: &Comparer,
    apart: impl Fn(usize, usize) -> bool,
) -> ByContent {
    let mut numbers: Vec<usize> = nodes.iter().flat_map(|node| node.members.clone()).collect();
    numbers.sort_unstable();
    let sketches = map(&numbers, |_, &doc| comparer.reader.sketch(&docs[doc].file));
    let sketches: BTreeMap<usize, Sketch> = numbers.iter().copied().zip(sketches).collect();
    let names = numbers.iter().map(|&doc| (doc, folded_name(&docs[doc])));
    let space = Space {
        docs,
        comparer,
        frequencies,
        neighbours: neighbours(docs, &sketches, frequencies),
        names: names.collect(),
        sketches,
    };
    let mut search = Search {
        space: &space,
        nodes,
        refused: Vec::new(),
        found: ByContent::default(),
    };
    for _ in 0..ROUNDS {
        if !search.round(&apart) {
            break;
        }
    }
    search.finish()
}

/// The evidence about the documents.
struct Space<'a> {
    docs: &'a [Doc],
    comparer: &'a Comparer,
    frequencies: &'a Frequencies,
    sketches: BTreeMap<usize, Sketch>,
    names: BTreeMap<usize, String>,
    /// For each, the nearest of the other languages, the nearest first within each language.
    neighbours: BTreeMap<usize, Vec<usize>>,
}

impl Space<'_> {
    fn lang(&self, doc: usize) -> Lang {
        self.docs[doc].file.lang
    }

    /// How alike two documents are by their words.
    fn similarity(&self, a: usize, b: usize) -> f64 {
        match (self.sketches.get(&a), self.sketches.get(&b)) {
            (Some(a), Some(b)) => a.similarity(b, self.frequencies),
            _ => 0.0,
        }
    }

    /// The same with names and lengths as weak evidence, used to rank the nearest.
    fn nearness(&self, a: usize, b: usize) -> f64 {
        let (Some(one), Some(other)) = (self.sketches.get(&a), self.sketches.get(&b)) else {
            return 0.0;
        };
        let names = self.called_alike(a, b);
        let folders = self.docs[a].file.folder() == self.docs[b].file.folder();
        let evidence = 1.0 + 0.75 * (names - 0.8).max(0.0) + 0.03 * f64::from(u8::from(folders));
        self.similarity(a, b) * evidence * one.length_fit(other)
    }

    /// How alike the file names are.
    fn called_alike(&self, a: usize, b: usize) -> f64 {
        match (self.names.get(&a), self.names.get(&b)) {
            (Some(a), Some(b)) if !a.is_empty() && !b.is_empty() => strsim::jaro_winkler(a, b),
            _ => 0.0,
        }
    }

    /// The mean over the documents of two nodes.
    fn between(&self, a: &Node, b: &Node, near: impl Fn(usize, usize) -> f64) -> f64 {
        let pairs = a
            .members
            .iter()
            .flat_map(|&a| b.members.iter().map(move |&b| (a, b)));
        let values: Vec<f64> = pairs.map(|(a, b)| near(a, b)).collect();
        values.iter().sum::<f64>() / values.len().max(1) as f64
    }

    /// Whether no two documents of two nodes have too few names in common. Similar file names make
    /// up for it.
    fn names_fit(&self, a: &Node, b: &Node) -> bool {
        let shared = |a: usize, b: usize| {
            let sketches = self.sketches.get(&a).zip(self.sketches.get(&b));
            sketches.and_then(|(a, b)| a.shared_names(b))
        };
        let mut pairs = a
            .members
            .iter()
            .flat_map(|&a| b.members.iter().map(move |&b| (a, b)));
        pairs.all(|(a, b)| {
            shared(a, b).is_none_or(|share| share >= LEAST_NAMES)
                || self.called_alike(a, b) >= CALLED_ALIKE
        })
    }

    /// How much of two nodes aligns: the minimum over their documents.
    fn alike(&self, a: &Node, b: &Node) -> f64 {
        let pairs = a
            .members
            .iter()
            .flat_map(|&a| b.members.iter().map(move |&b| (a, b)));
        let alike = |(a, b): (usize, usize)| {
            let [a, b] = [a, b].map(|doc| &self.docs[doc].file);
            self.comparer.alike(a, b).of_both
        };
        pairs.map(alike).fold(1.0, f64::min)
    }
}

/// The name as it is compared; a number alone is no evidence.
fn folded_name(doc: &Doc) -> String {
    let mut folder = Folder::default();
    let folded = folder.fold(doc.file.name());
    let letters = folded.iter().filter(|byte| !byte.is_ascii_digit());
    let letters: Vec<u8> = letters.copied().collect();
    let name = String::from_utf8_lossy(&letters).into_owned();
    if name.chars().filter(|c| c.is_alphabetic()).count() < 3 {
        return String::new();
    }
    name
}

/// For each document, the nearest ones of each other language.
fn neighbours(
    docs: &[Doc],
    sketches: &BTreeMap<usize, Sketch>,
    frequencies: &Frequencies,
) -> BTreeMap<usize, Vec<usize>> {
    let numbers: Vec<usize> = sketches.keys().copied().collect();
    let sketches: Vec<&Sketch> = sketches.values().collect();
    let mut postings: Vec<(u32, u32)> = Vec::new();
    for (at, sketch) in sketches.iter().enumerate() {
        postings.extend(sketch.hashes().map(|hash| (hash, at as u32)));
    }
    postings.sort_unstable();
    // A feature that very many documents have costs much and says little.
    let most = 64 + numbers.len() / 16;
    let of_one = |at: usize, _: &usize| {
        let mut shared = vec![0.0f32; numbers.len()];
        for hash in sketches[at].hashes() {
            let from = postings.partition_point(|&(other, _)| other < hash);
            let run = postings[from..]
                .iter()
                .take_while(|&&(other, _)| other == hash);
            let run: Vec<usize> = run.take(most + 1).map(|&(_, doc)| doc as usize).collect();
            if run.len() <= most {
                let weight = 1.0 / (1.0 + frequencies.of(hash) as f32);
                run.into_iter().for_each(|doc| shared[doc] += weight);
            }
        }
        let own = docs[numbers[at]].file.lang;
        let mut nearest = Vec::new();
        for &lang in Lang::ALL.iter().filter(|&&lang| lang != own) {
            let mut of_lang: Vec<usize> = (0..numbers.len())
                .filter(|&other| shared[other] > 0.0 && docs[numbers[other]].file.lang == lang)
                .collect();
            of_lang.sort_by(|&a, &b| shared[b].total_cmp(&shared[a]).then(a.cmp(&b)));
            of_lang.truncate(4 * NEAREST);
            let similarity = |other: usize| sketches[at].similarity(sketches[other], frequencies);
            let mut of_lang: Vec<(usize, f64)> = of_lang
                .into_iter()
                .map(|other| (other, similarity(other)))
                .collect();
            of_lang.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            nearest.extend(
                of_lang
                    .into_iter()
                    .take(NEAREST)
                    .map(|(other, _)| numbers[other]),
            );
        }
        nearest
    };
    let nearest = map(&numbers, of_one);
    numbers.iter().copied().zip(nearest).collect()
}

/// The search for documents that belong together, round by round.
struct Search<'a> {
    space: &'a Space<'a>,
    nodes: Vec<Node>,
    /// First members of nodes that were found not to belong together, in both orders.
    refused: Vec<(usize, usize)>,
    found: ByContent,
}

/// Two nodes that may belong together, and others that are nearly as near to either, by number.
struct Proposal {
    pair: [usize; 2],
    /// Each with one of the pair, and how near they are as a share of the nearness of the pair.
    rivals: Vec<([usize; 2], f64)>,
}

/// The result of aligning a proposal.
enum Verdict {
    Together(f64),
    Apart,
    /// These documents align about as well.
    Undecided(Vec<usize>),
}

impl Search<'_> {
    /// Joins what is certain; returns whether anything changed.
    fn round(&mut self, apart: &impl Fn(usize, usize) -> bool) -> bool {
        let near = self.near(apart);
        let proposals = self.proposals(&near);
        let verdicts = map(&proposals, |_, proposal| self.judge(proposal));
        let mut joined = vec![false; self.nodes.len()];
        let mut changed = false;
        let mut order: Vec<(usize, f64)> = Vec::new();
        for (at, verdict) in verdicts.iter().enumerate() {
            match verdict {
                Verdict::Together(share) => order.push((at, *share)),
                Verdict::Apart => {
                    self.refuse(proposals[at].pair);
                    changed = true;
                }
                Verdict::Undecided(docs) => {
                    self.undecided(docs, &proposals[at]);
                    changed = true;
                }
            }
        }
        order.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        for (at, share) in order {
            let [a, b] = proposals[at].pair;
            // The other pairs of these nodes are tried again in the next round.
            if !joined[a] && !joined[b] {
                joined[a] = true;
                joined[b] = true;
                let second = std::mem::take(&mut self.nodes[b].members);
                let other = self.nodes[b].score;
                let node = &mut self.nodes[a];
                node.members.extend(second);
                node.members.sort_unstable();
                node.found_by = Some(FoundBy::Content);
                node.score = node.score.min(other).min(share);
                changed = true;
            }
        }
        self.nodes.retain(|node| !node.members.is_empty());
        changed
    }

    /// For each node, the nodes that may belong to it and how near they are, the nearest first.
    fn near(&self, apart: &impl Fn(usize, usize) -> bool) -> Vec<Vec<(usize, f64)>> {
        let mut node_of: BTreeMap<usize, usize> = BTreeMap::new();
        for (number, node) in self.nodes.iter().enumerate() {
            node_of.extend(node.members.iter().map(|&doc| (doc, number)));
        }
        let of_node = |number: usize| {
            let node = &self.nodes[number];
            let neighbours = node
                .members
                .iter()
                .filter_map(|doc| self.space.neighbours.get(doc));
            let mut others: Vec<usize> = neighbours
                .flatten()
                .filter_map(|doc| node_of.get(doc).copied())
                .collect();
            others.sort_unstable();
            others.dedup();
            others.retain(|&other| other != number && self.may_join(number, other, apart));
            others
        };
        let mut near: Vec<Vec<(usize, f64)>> = vec![Vec::new(); self.nodes.len()];
        for (number, node) in self.nodes.iter().enumerate() {
            for other in of_node(number) {
                let [a, b] = [node, &self.nodes[other]];
                let similarity = self.space.between(a, b, |a, b| self.space.similarity(a, b));
                if similarity < LEAST {
                    continue;
                }
                let nearness = self.space.between(a, b, |a, b| self.space.nearness(a, b));
                // Recorded for both nodes, whichever of them found the other.
                near[number].push((other, nearness));
                near[other].push((number, nearness));
            }
        }
        for of_one in &mut near {
            of_one.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            of_one.dedup_by_key(|(other, _)| *other);
        }
        near
    }

    fn may_join(&self, a: usize, b: usize, apart: &impl Fn(usize, usize) -> bool) -> bool {
        let [a, b] = [a, b].map(|at| &self.nodes[at].members);
        let mut pairs = a.iter().flat_map(|&a| b.iter().map(move |&b| (a, b)));
        pairs.all(|(a, b)| {
            self.space.lang(a) != self.space.lang(b) && !apart(a, b) && !self.is_refused(a, b)
        })
    }

    fn is_refused(&self, a: usize, b: usize) -> bool {
        self.refused.binary_search(&(a, b)).is_ok()
    }

    /// The pairs of nodes that are each other's nearest in some language.
    fn proposals(&self, near: &[Vec<(usize, f64)>]) -> Vec<Proposal> {
        // The nearest of `number` that share a language with `like`, including `like` itself.
        let rivals = |number: usize, like: usize| {
            let of_number = near[number].iter();
            let shares = move |other: usize| {
                self.nodes[other].members.iter().any(|&doc| {
                    let lang = self.space.lang(doc);
                    self.nodes[like]
                        .members
                        .iter()
                        .any(|&doc| self.space.lang(doc) == lang)
                })
            };
            of_number.copied().filter(move |&(other, _)| shares(other))
        };
        let mut proposals = Vec::new();
        for (number, of_number) in near.iter().enumerate() {
            for &(other, nearness) in of_number.iter().filter(|(other, _)| *other > number) {
                let is_nearest = |a: usize, b: usize| rivals(a, b).next().is_some_and(|r| r.0 == b);
                if !is_nearest(number, other) || !is_nearest(other, number) {
                    continue;
                }
                let close = |a: usize, b: usize| {
                    rivals(a, b)
                        .skip(1)
                        .take(3)
                        .filter(|&(_, n)| n > PLAIN * nearness)
                        .map(move |(rival, n)| ([a, rival], n / nearness))
                        .collect::<Vec<_>>()
                };
                let mut rivals = close(number, other);
                rivals.extend(close(other, number));
                proposals.push(Proposal {
                    pair: [number, other],
                    rivals,
                });
            }
        }
        proposals
    }

    fn judge(&self, proposal: &Proposal) -> Verdict {
        let alike = |[a, b]: [usize; 2]| self.space.alike(&self.nodes[a], &self.nodes[b]);
        let [a, b] = proposal.pair.map(|at| &self.nodes[at]);
        let similarity = self.space.between(a, b, |a, b| self.space.similarity(a, b));
        let rival = proposal
            .rivals
            .iter()
            .map(|rival| rival.1)
            .fold(0.0, f64::max);
        if rival > VERY_NEAR && similarity < ALIKE {
            return Verdict::Apart;
        }
        let plainly = similarity >= ALIKE && rival == 0.0;
        let share = alike(proposal.pair);
        let least = if plainly { ALIGNED_IF_ALIKE } else { ALIGNED };
        if share < least || share > NEARLY_ALL && !self.space.names_fit(a, b) {
            return Verdict::Apart;
        }
        let as_good = |(rival, near): &&([usize; 2], f64)| alike(*rival) * near > AS_GOOD * share;
        let rivals = proposal.rivals.iter().filter(as_good);
        let rivals: Vec<usize> = rivals.map(|&([_, rival], _)| rival).collect();
        if rivals.is_empty() {
            return Verdict::Together(share);
        }
        let nodes = proposal.pair.into_iter().chain(rivals);
        Verdict::Undecided(
            nodes
                .flat_map(|node| self.nodes[node].members.clone())
                .collect(),
        )
    }

    /// Marks that the nodes of `pair` must not be joined.
    fn refuse(&mut self, pair: [usize; 2]) {
        let [a, b] = pair.map(|at| self.nodes[at].members.clone());
        for &a in &a {
            for &b in &b {
                self.refused.extend([(a, b), (b, a)]);
            }
        }
        self.refused.sort_unstable();
        self.refused.dedup();
        for doc in a.into_iter().chain(b) {
            let from = self.refused.partition_point(|&(first, _)| first < doc);
            let tries = self.refused[from..]
                .iter()
                .take_while(|pair| pair.0 == doc)
                .count();
            if tries > TRIES * 2 {
                // If nothing near is its translation, nothing farther away is.
                self.isolate(doc);
            }
        }
    }

    fn isolate(&mut self, doc: usize) {
        let neighbours = self.space.neighbours.get(&doc).into_iter().flatten();
        let pairs: Vec<(usize, usize)> = neighbours
            .flat_map(|&other| [(doc, other), (other, doc)])
            .collect();
        self.refused.extend(pairs);
        self.refused.sort_unstable();
        self.refused.dedup();
    }

    /// Documents that cannot be told apart: they are reported, and not compared again.
    fn undecided(&mut self, docs: &[usize], proposal: &Proposal) {
        let mut docs = docs.to_vec();
        docs.sort_unstable();
        docs.dedup();
        let pairs = proposal.rivals.iter().map(|(pair, _)| pair);
        for &[a, b] in pairs.chain([&proposal.pair]) {
            let [a, b] = [a, b].map(|at| self.nodes[at].members.clone());
            if a.iter().chain(&b).all(|doc| docs.contains(doc)) {
                for &a in &a {
                    self.refused
                        .extend(b.iter().flat_map(|&b| [(a, b), (b, a)]));
                }
            }
        }
        self.refused.sort_unstable();
        self.refused.dedup();
        self.found.conflicts.push(docs);
    }

    fn finish(mut self) -> ByContent {
        let alone = self.nodes.iter().filter(|node| node.members.len() == 1);
        for &doc in alone.flat_map(|node| &node.members) {
            let neighbours = self.space.neighbours.get(&doc).into_iter().flatten();
            let mut nearest: Vec<(usize, f64)> = neighbours
                .map(|&other| (other, self.space.similarity(doc, other)))
                .filter(|&(_, similarity)| similarity >= LEAST)
                .collect();
            nearest.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            nearest.truncate(3);
            self.found.nearest.insert(doc, nearest);
        }
        self.found.nodes = self.nodes;
        self.found.conflicts = joined(
            std::mem::take(&mut self.found.conflicts),
            self.space.docs.len(),
        );
        self.found
    }
}

/// Merges conflicts that share documents.
fn joined(conflicts: Vec<Vec<usize>>, docs: usize) -> Vec<Vec<usize>> {
    let mut sets = Sets::new(docs);
    for conflict in &conflicts {
        conflict
            .windows(2)
            .for_each(|pair| sets.join(pair[0], pair[1]));
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut all: Vec<usize> = conflicts.into_iter().flatten().collect();
    all.sort_unstable();
    all.dedup();
    for doc in all {
        groups.entry(sets.root(doc)).or_default().push(doc);
    }
    groups.into_values().collect()
}

/// `nearest` in the form that is reported.
pub(super) fn candidates(docs: &[Doc], nearest: &[(usize, f64)]) -> Vec<Candidate> {
    let candidate = |&(doc, similarity): &(usize, f64)| Candidate {
        path: docs[doc].file.path.clone(),
        similarity: (similarity * 100.0).round() / 100.0,
    };
    nearest.iter().map(candidate).collect()
}
