//! A summary of a document in a few hundred numbers, by which its translation is found among
//! documents with other names.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::hash::seeded_hash;
use crate::lang::Lang;
use crate::normalize::{Folder, Lexicon, numbers};
use crate::score::math::ln;
use crate::score::words_of;

/// A sample of the features of a document, in rising order.
///
/// Each is a number: a hash in the high bits, then the [`Class`] and how often it occurs. If a
/// document has more features than fit, those with the lowest hashes are kept: the choice is the
/// same in every document, so two samples can be compared.
#[derive(Debug, Clone, Default)]
pub(super) struct Sketch {
    features: Box<[u32]>,
    /// Whether features were left out.
    cut: bool,
    /// How long the text is, in bytes.
    length: u32,
}

/// How many features are kept to look for a partner, and to check a partner found by path.
pub(super) const FULL: usize = 400;
pub(super) const SHORT: usize = 64;

/// A sketch with fewer features is no evidence against anything.
const LEAST: usize = 24;

/// Fewer names are no evidence.
const LEAST_NAMES: usize = 8;

const COUNT_BITS: u32 = 3;
const CLASS_BITS: u32 = 3;
const HASH_SHIFT: u32 = COUNT_BITS + CLASS_BITS;

/// The expected share of documents with a feature, in per cent, before any is read, by its class:
/// words of up to four letters, five, six or seven, eight or more, numbers of up to two digits,
/// longer ones, and addresses, file names and the like.
const EXPECTED: [f64; 7] = [40.0, 25.0, 15.0, 8.0, 40.0, 12.0, 8.0];

/// The expectation weighs as much as this many documents.
const PRIOR: f64 = 12.0;

const WORD: u32 = 0;
const NUMBER: u32 = 4;
const NAME: u32 = 6;

impl Sketch {
    /// The sketch of `text`, of at most `size` features.
    pub(super) fn new(lang: Lang, text: &str, lexicon: &Lexicon, size: usize) -> Self {
        let mut features = Features {
            lang,
            lexicon,
            folder: Folder::default(),
            found: Vec::new(),
        };
        features.text(text);
        let length = u32::try_from(text.len()).unwrap_or(u32::MAX);
        Sketch {
            length,
            ..features.sketch(size)
        }
    }

    /// Whether it has enough features to contradict other evidence.
    pub(super) fn is_telling(&self) -> bool {
        self.features.len() >= LEAST
    }

    /// How well the lengths fit translations of each other: 1 if they differ by at most a half, and
    /// less the more they differ.
    pub(super) fn length_fit(&self, other: &Sketch) -> f64 {
        let lengths = [self.length, other.length].map(|length| f64::from(length.max(1)));
        let ratio = lengths[0].max(lengths[1]) / lengths[0].min(lengths[1]);
        (1.5 / ratio).clamp(0.25, 1.0)
    }

    /// The hashes of the features.
    pub(super) fn hashes(&self) -> impl Iterator<Item = u32> + '_ {
        self.features.iter().map(|&feature| hash_of(feature))
    }

    /// The hash up to which all features were kept.
    fn limit(&self) -> u32 {
        match self.features.last() {
            Some(&last) if self.cut => hash_of(last),
            _ => u32::MAX,
        }
    }

    /// How alike two documents are, 0..1: the cosine of their features, rare ones weighing more.
    pub(super) fn similarity(&self, other: &Sketch, frequencies: &Frequencies) -> f64 {
        let limit = self.limit().min(other.limit());
        let (mut both, mut norms) = (0.0, [0.0f64; 2]);
        let sides = [&self.features, &other.features];
        let mut at = [0, 0];
        loop {
            let next = [0, 1].map(|side| {
                let feature = sides[side].get(at[side]).copied();
                feature.filter(|&feature| hash_of(feature) <= limit)
            });
            let hashes = next.map(|feature| feature.map_or(u32::MAX, hash_of));
            let hash = hashes[0].min(hashes[1]);
            if next == [None, None] {
                break;
            }
            let mut weights = [0.0; 2];
            for side in 0..2 {
                if let (Some(feature), true) = (next[side], hashes[side] == hash) {
                    weights[side] = frequencies.weight(feature);
                    norms[side] += weights[side] * weights[side];
                    at[side] += 1;
                }
            }
            both += weights[0] * weights[1];
        }
        let norm = norms[0] * norms[1];
        if norm > 0.0 { both / norm.sqrt() } else { 0.0 }
    }

    /// The share of the addresses, file names and code words of two documents that both have, 0..1;
    /// `None` if there are too few to judge by. They are the same in translations, and distinguish
    /// pages that share a form.
    pub(super) fn shared_names(&self, other: &Sketch) -> Option<f64> {
        let limit = self.limit().min(other.limit());
        let names = |sketch: &Sketch| -> BTreeSet<u32> {
            let is_name =
                |&feature: &u32| hash_of(feature) <= limit && class_of(feature) == NAME as usize;
            sketch
                .features
                .iter()
                .copied()
                .filter(is_name)
                .map(hash_of)
                .collect()
        };
        let (own, others) = (names(self), names(other));
        let all = own.union(&others).count();
        (all >= LEAST_NAMES).then(|| own.intersection(&others).count() as f64 / all as f64)
    }

    /// The same with fewer features.
    pub(super) fn shortened(&self, size: usize) -> Self {
        let kept = self.features.len().min(size);
        Sketch {
            features: self.features[..kept].into(),
            cut: self.cut || kept < self.features.len(),
            length: self.length,
        }
    }
}

fn hash_of(feature: u32) -> u32 {
    feature >> HASH_SHIFT
}

fn class_of(feature: u32) -> usize {
    (feature >> COUNT_BITS & ((1 << CLASS_BITS) - 1)) as usize
}

/// Collects the features of a text.
struct Features<'a> {
    lang: Lang,
    lexicon: &'a Lexicon,
    folder: Folder,
    /// The hash and the class of each occurrence.
    found: Vec<u32>,
}

impl Features<'_> {
    fn text(&mut self, text: &str) {
        let outer = |c: char| c.is_whitespace() || "()[]<>{}\"'`|,;!?*".contains(c);
        for token in text.split(outer) {
            let token = token.trim_matches(|c: char| !c.is_alphanumeric());
            if token.is_empty() {
                continue;
            }
            if is_name(token) {
                self.name(token);
            }
            for number in numbers(token) {
                let class = NUMBER + u32::from(number.len() > 2);
                self.add(class, number.as_bytes());
            }
            for word in words_of(token) {
                if word.len() > 2 && !word.bytes().any(|b| b.is_ascii_digit()) {
                    self.word(word);
                }
            }
        }
    }

    /// Adds a word by its spelling and by its beginning, which inflection leaves alone; or by its
    /// concept.
    fn word(&mut self, word: &str) {
        let known = {
            let folded = self.folder.fold(word);
            self.lexicon.find(self.lang, folded)
        };
        if let Some(known) = known {
            if !known.function {
                let class = length_class(word.len());
                self.push(class, seeded_hash(&known.concept.to_le_bytes(), CONCEPT));
            }
            return;
        }
        let folded = self.folder.fold(word);
        let length = folded.len();
        let class = length_class(length);
        let whole = seeded_hash(folded, WORD);
        let start = (length > STEM + 1).then(|| seeded_hash(&folded[..STEM], STEM as u32));
        if length > 2 {
            self.push(class, whole);
        }
        if let Some(start) = start {
            self.push(WORD + 1, start);
        }
    }

    /// Adds an address, a path, a file name or a code word: the same in all languages, except for a
    /// language named in it.
    fn name(&mut self, token: &str) {
        let lower = token.to_lowercase();
        let parts = lower.split(['/', '.', '-', '_']);
        let kept: Vec<&str> = parts
            .filter(|part| !matches!(*part, "sv" | "nb" | "no" | "da" | "se" | "dk"))
            .collect();
        self.add(NAME, kept.join("/").as_bytes());
    }

    fn add(&mut self, class: u32, bytes: &[u8]) {
        self.push(class, seeded_hash(bytes, class));
    }

    fn push(&mut self, class: u32, hash: u64) {
        let high = (hash >> 32) as u32 >> HASH_SHIFT << CLASS_BITS;
        self.found.push(high | class);
    }

    fn sketch(mut self, size: usize) -> Sketch {
        self.found.sort_unstable();
        let runs = self
            .found
            .chunk_by(|a, b| a >> CLASS_BITS == b >> CLASS_BITS);
        let mut features: Vec<u32> = runs
            .filter_map(|run| {
                let count = (run.len().ilog2()).min((1 << COUNT_BITS) - 1);
                Some(run.first()? << COUNT_BITS | count)
            })
            .collect();
        let cut = features.len() > size;
        features.truncate(size);
        Sketch {
            features: features.into(),
            cut,
            length: 0,
        }
    }
}

/// How many bytes of a folded word are taken for its stem.
const STEM: usize = 5;

const CONCEPT: u32 = 7;

fn length_class(bytes: usize) -> u32 {
    match bytes {
        0..=4 => WORD,
        5 => WORD + 1,
        6..=7 => WORD + 2,
        _ => WORD + 3,
    }
}

/// Whether `token` looks like an address, a path, a file name or a code word, which translation
/// leaves alone; not prose with a slash or a number in it (`luft/vatten`, `5-tumsskärm`, `f.eks`).
fn is_name(token: &str) -> bool {
    let parts = |divider: char| token.split(divider);
    let dotted = || token.contains('.') && parts('.').all(|part| part.len() > 1 && part.is_ascii());
    let numbered =
        || token.bytes().any(|b| b.is_ascii_digit()) && !token.contains(char::is_lowercase);
    token.len() > 3
        && token.bytes().any(|b| b.is_ascii_alphabetic())
        && (token.contains(['_', '=', '@', '#'])
            || token.contains("::")
            || token.contains("//")
            || parts('/').count() > 2
            || dotted()
            || numbered())
}

/// In how many documents features occur. Memory use does not depend on the number of documents:
/// features share counters, which makes some seem more frequent than they are.
pub(super) struct Frequencies {
    counts: Vec<AtomicU32>,
    documents: AtomicU32,
}

const COUNTER_BITS: u32 = 18;

impl Frequencies {
    pub(super) fn new() -> Self {
        Frequencies {
            counts: (0..1 << COUNTER_BITS).map(|_| AtomicU32::new(0)).collect(),
            documents: AtomicU32::new(0),
        }
    }

    /// Counts a document; in any order, from any thread.
    pub(super) fn count(&self, sketch: &Sketch) {
        self.documents.fetch_add(1, Ordering::Relaxed);
        for hash in sketch.hashes() {
            if let Some(count) = self.counts.get(counter(hash)) {
                count.fetch_add(1, Ordering::Relaxed);
            }
        }
    }

    /// In how many of the counted documents a feature with this hash occurs.
    pub(super) fn of(&self, hash: u32) -> u32 {
        let count = self.counts.get(counter(hash));
        count.map_or(0, |count| count.load(Ordering::Relaxed))
    }

    /// How much a feature counts as evidence.
    fn weight(&self, feature: u32) -> f64 {
        let expected = EXPECTED.get(class_of(feature)).copied().unwrap_or(8.0) / 100.0;
        let documents = f64::from(self.documents.load(Ordering::Relaxed)) + PRIOR;
        let with = f64::from(self.of(hash_of(feature))) + PRIOR * expected;
        let often = f64::from(feature & ((1 << COUNT_BITS) - 1));
        // A feature that all documents have is no evidence.
        ln((documents / with).max(1.0)) * (1.0 + 0.5 * often)
    }
}

/// A limit on the hash cuts off the high ones, so the low bits are taken.
fn counter(hash: u32) -> usize {
    (hash & ((1 << COUNTER_BITS) - 1)) as usize
}
