//! What the scorer knows of a unit: a sparse vector of weighted words and character n-grams, and a
//! few facts.
//!
//! Words are folded first (see `normalize`), so that related spellings of the three languages meet.
//! A feature weighs the more the fewer units have it (inverse document frequency over all the
//! documents aligned together), and counts once a unit.

use std::ops::Range;

use crate::document::BlockKind;
use crate::hash::{SEED, hash_bytes, mix};
use crate::lang::Lang;
use crate::normalize::{Lexicon, numbers};
use crate::segment::Segment;
use crate::span::floor_boundary;

use super::math::ln;
use super::postings::Postings;
use super::vocabulary::{Numbering, Speller, WORD};
use super::words::Words;

/// How much of a very long unit is read, in bytes. The rest would not help to distinguish units.
const LOOK_BYTES: usize = 1 << 15;

/// Units of at most this many words keep their folded spelling, for comparing letter by letter.
const SHORT_WORDS: usize = 4;

/// The profiles of all documents that are aligned together.
#[derive(Clone)]
pub(crate) struct Profiles {
    pub(crate) sides: Vec<SideProfile>,
}

/// The profiles of one document's units.
#[derive(Clone)]
pub(crate) struct SideProfile {
    pub(crate) units: Vec<UnitProfile>,
    /// Where the features of each unit begin in `features`, and after them where the last ones end.
    starts: Vec<usize>,
    features: Vec<(u32, f32)>,
    /// The units' words, one by one.
    pub(crate) words: Words,
    /// Which units have each feature.
    pub(crate) postings: Postings,
    /// What each unit shares with the [`NEIGHBOURS`] units after it.
    shared: Vec<[f32; NEIGHBOURS]>,
    /// Whether each unit does not follow the one before it in the document; empty if all do.
    seams: Vec<bool>,
}

/// Beads join at most one unit more than this.
pub(crate) const NEIGHBOURS: usize = 4;

/// What is known of one unit besides its features.
#[derive(Debug, Clone)]
pub(crate) struct UnitProfile {
    /// Letters and digits.
    pub(crate) letters: u32,
    /// Sentences, by their full stops, question and exclamation marks; at least 1.
    pub(crate) sentences: u32,
    /// The length of its feature vector.
    pub(crate) norm: f32,
    /// Hashes of its numbers, sorted, each once.
    pub(crate) numbers: Vec<u64>,
    /// Whether it holds no letters at all.
    pub(crate) wordless: bool,
    /// The folded words run together, for units of few words.
    pub(crate) spelling: Option<Box<[u8]>>,
    /// A hash of the folded words, in order.
    pub(crate) hash: u64,
    pub(crate) ending: Ending,
    pub(crate) kind: BlockKind,
    pub(crate) level: usize,
    /// The list number or bullet.
    pub(crate) marker: Option<Box<str>>,
}

/// How a unit ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    Sentence,
    Question,
    Colon,
    Comma,
    Open,
}

impl Profiles {
    pub(crate) fn new(sides: &[(Lang, &[Segment])], lexicon: &Lexicon) -> Self {
        let mut counter = Counter::new(lexicon);
        let mut sides: Vec<SideProfile> = sides
            .iter()
            .map(|&(lang, units)| counter.side(lang, units))
            .collect();
        let weights = counter.weights();
        let features = counter.numbering.count();
        for side in &mut sides {
            side.weigh(&counter, &weights);
            side.share(features);
            side.postings = side.post(features);
        }
        Profiles { sides }
    }
}

impl SideProfile {
    /// The same units in another order, given by their numbers; some may occur twice.
    pub(crate) fn reordered(&self, order: &[usize]) -> SideProfile {
        let mut side = SideProfile {
            units: order.iter().map(|&i| self.units[i].clone()).collect(),
            starts: vec![0],
            features: Vec::new(),
            words: self.words.select(order),
            postings: Postings::default(),
            shared: Vec::new(),
            seams: vec![false; order.len()],
        };
        for &i in order {
            side.features.extend_from_slice(self.features(i));
            side.starts.push(side.features.len());
        }
        for k in 1..order.len() {
            side.seams[k] = order[k] != order[k - 1] + 1;
        }
        let features = self.postings.features();
        side.share(features);
        side.postings = side.post(features);
        side
    }

    /// Whether `units` follow one another in the document.
    pub(crate) fn is_run(&self, units: Range<usize>) -> bool {
        self.seams.is_empty() || !self.seams[units].iter().skip(1).any(|&seam| seam)
    }

    /// The features of unit `i` with their weights.
    pub(crate) fn features(&self, i: usize) -> &[(u32, f32)] {
        let range = self.starts[i]..self.starts[i + 1];
        &self.features[range]
    }

    /// The squared length of the features of a few neighbouring units together.
    pub(crate) fn square(&self, units: Range<usize>) -> f32 {
        let own = |i: usize| self.units[i].norm * self.units[i].norm;
        let crossed = |i: usize| -> f32 { (i + 1..units.end).map(|j| self.shared(i, j)).sum() };
        units.clone().map(|i| own(i) + 2.0 * crossed(i)).sum()
    }

    /// The dot product of two units near each other; 0 if they are not.
    pub(crate) fn shared(&self, i: usize, j: usize) -> f32 {
        let (i, j) = (i.min(j), i.max(j));
        let near = (j - i).checked_sub(1).filter(|_| self.is_run(i..j + 1));
        near.and_then(|near| self.shared[i].get(near))
            .copied()
            .unwrap_or(0.0)
    }

    fn post(&self, features: usize) -> Postings {
        Postings::new(self.units.len(), features, |i| self.features(i))
    }

    fn share(&mut self, features: usize) {
        let mut weights = vec![(0u32, 0f32); features];
        self.shared = vec![[0.0; NEIGHBOURS]; self.units.len()];
        for i in 0..self.units.len() {
            let mark = i as u32 + 1;
            for &(feature, weight) in self.features(i) {
                weights[feature as usize] = (mark, weight);
            }
            for near in 0..NEIGHBOURS.min(self.units.len() - i - 1) {
                let products = self
                    .features(i + 1 + near)
                    .iter()
                    .map(|&(feature, weight)| {
                        let (owner, own) = weights[feature as usize];
                        if owner == mark { own * weight } else { 0.0 }
                    });
                self.shared[i][near] = products.sum();
            }
        }
    }

    fn weigh(&mut self, counter: &Counter, weights: &[f32]) {
        let mut kept = 0;
        for (i, unit) in self.units.iter_mut().enumerate() {
            let (from, to) = (self.starts[i], self.starts[i + 1]);
            self.starts[i] = kept;
            let mut norm = 0.0;
            for k in from..to {
                let (feature, share) = self.features[k];
                let count = counter.counts[feature as usize].units as usize;
                let weight = share * weights[count];
                norm += weight * weight;
                // A feature of one unit only finds no partner: it counts in the length alone.
                if count > 1 {
                    self.features[kept] = (feature, weight);
                    kept += 1;
                }
            }
            unit.norm = norm.sqrt().max(1e-6);
        }
        self.words
            .weigh(|feature| weights[counter.counts[feature as usize].units as usize]);
        let units = self.units.len();
        self.starts[units] = kept;
        self.features.truncate(kept);
    }
}

/// Counts in how many units each feature occurs.
struct Counter<'a> {
    lexicon: &'a Lexicon,
    numbering: Numbering,
    counts: Vec<Count>,
    /// The number of units so far; marks the features that the current unit has met.
    units: u32,
    /// The words of the current unit.
    words: Vec<u32>,
}

/// The bounds of what a feature weighs. A feature of one in 160 units weighs as much as one of one
/// in 10,000: otherwise the rarest words of a long document, which mostly have no partner, would
/// outweigh all others.
const LEAST_WEIGHT: f64 = 0.05;
const MOST_WEIGHT: f64 = 4.0;

#[derive(Clone, Copy, Default)]
struct Count {
    units: u32,
    last: u32,
}

impl<'a> Counter<'a> {
    fn new(lexicon: &'a Lexicon) -> Self {
        Counter {
            lexicon,
            numbering: Numbering::default(),
            counts: Vec::new(),
            units: 0,
            words: Vec::new(),
        }
    }

    fn side(&mut self, lang: Lang, units: &'a [Segment]) -> SideProfile {
        let mut speller = Speller::new(self.lexicon, lang);
        let mut words = Words::default();
        let mut side = SideProfile {
            units: Vec::with_capacity(units.len()),
            starts: vec![0],
            features: Vec::new(),
            words: Words::default(),
            postings: Postings::default(),
            shared: Vec::new(),
            seams: Vec::new(),
        };
        for unit in units {
            let profile = self.unit(unit, &mut speller, &mut side.features);
            words.push(&self.words);
            side.units.push(profile);
            side.starts.push(side.features.len());
        }
        side.words = words.of(speller.vocabulary());
        side
    }

    fn unit(
        &mut self,
        unit: &'a Segment,
        speller: &mut Speller<'a>,
        features: &mut Vec<(u32, f32)>,
    ) -> UnitProfile {
        self.units += 1;
        self.words.clear();
        let text = head(&unit.text);
        let (mut letters, mut hash) = (0, SEED);
        let mut wordless = true;
        for word in words_of(text) {
            let number = speller.number(word, &mut self.numbering);
            self.words.push(number);
            let (look, of_word) = speller.word(number);
            letters += look.letters;
            wordless &= look.wordless;
            hash = mix(hash ^ look.hash);
            for &(feature, share) in of_word {
                self.add(feature, share, features);
            }
        }
        let spelling = || {
            let folded = self.words.iter().map(|&word| &*speller.word(word).0.folded);
            folded.collect::<Vec<_>>().concat().into()
        };
        let spelling = (self.words.len() <= SHORT_WORDS).then(spelling);
        let mut numbers: Vec<u64> = numbers(text)
            .iter()
            .map(|n| hash_bytes(n.as_bytes()))
            .collect();
        numbers.sort_unstable();
        numbers.dedup();
        for &number in &numbers {
            let feature = self.numbering.number(number ^ SEED);
            self.add(feature, WORD, features);
        }
        UnitProfile {
            letters,
            sentences: sentences(text),
            norm: 0.0,
            numbers,
            wordless,
            spelling,
            hash,
            ending: ending(text),
            kind: unit.kind,
            level: unit.level,
            marker: unit.marker.as_deref().map(Into::into),
        }
    }

    fn add(&mut self, feature: u32, share: f32, features: &mut Vec<(u32, f32)>) {
        if self.counts.len() <= feature as usize {
            self.counts.resize(self.numbering.count(), Count::default());
        }
        let count = &mut self.counts[feature as usize];
        if count.last != self.units {
            count.last = self.units;
            count.units += 1;
            features.push((feature, share));
        }
    }

    /// The weight of a feature by the number of units it occurs in.
    fn weights(&self) -> Vec<f32> {
        let all = f64::from(self.units.max(2));
        let most = self.counts.iter().map(|count| count.units).max();
        (0..=most.unwrap_or(0))
            .map(|count| {
                let rarity = ln(1.0 + all / f64::from(count.max(1))) - 1.1;
                rarity.clamp(LEAST_WEIGHT, MOST_WEIGHT) as f32
            })
            .collect()
    }
}

/// The first [`LOOK_BYTES`] of `text`, to a character boundary.
pub(crate) fn head(text: &str) -> &str {
    text.get(..floor_boundary(text, LOOK_BYTES))
        .unwrap_or_default()
}

/// The runs of letters and digits of `text`.
pub(crate) fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && !('\u{300}'..='\u{36f}').contains(&c))
        .filter(|word| !word.is_empty())
}

/// How many letters and digits `text` has.
pub(crate) fn letters(text: &str) -> usize {
    words_of(text).map(|word| word.chars().count()).sum()
}

/// A cheap count of sentences: the terminators that white space and no lower-case letter follows,
/// and an open end.
fn sentences(text: &str) -> u32 {
    let mut count = 0;
    let mut rest = text;
    while let Some(place) = rest.find(['.', '!', '?', '…']) {
        rest = rest[place..].trim_start_matches(['.', '!', '?', '…', '"', '”', '’', '»', '«', ')']);
        let next = rest.trim_start();
        let ends =
            next.is_empty() || (next.len() < rest.len() && !next.starts_with(char::is_lowercase));
        count += u32::from(ends);
    }
    (count + u32::from(!rest.trim().is_empty())).max(1)
}

fn ending(text: &str) -> Ending {
    let closing = |c: char| {
        c.is_whitespace() || matches!(c, '"' | '”' | '’' | '»' | '«' | ')' | '\'' | '*' | '_')
    };
    match text.trim_end_matches(closing).chars().next_back() {
        Some('.' | '!' | '…') => Ending::Sentence,
        Some('?') => Ending::Question,
        Some(':') => Ending::Colon,
        Some(',' | ';') => Ending::Comma,
        _ => Ending::Open,
    }
}
