//! Learns the patterns that [`identify`](super::identify) uses, from texts whose language is known.
//!
//! Multinomial logistic regression over pieces of words, by stochastic gradient descent with steps
//! that shorten where a weight has moved much (AdaGrad, Duchi, Hazan and Singer 2011) and a pull
//! towards zero: first over every piece that is frequent enough, then over those whose weights did
//! most. The same texts in the same order give the same patterns. `examples/learn_identifier.rs` is
//! the program that does it for folders of texts.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;

use crate::score::math::{exp, ln};

use super::patterns::UNIT;
use super::words::each_word;
use super::{CLASSES, Language, PARTS, parts};

/// A text whose language is known.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Text {
    /// The languages it may be in: more than one for a word list that holds two languages mixed.
    languages: Vec<Language>,
    /// Its lines.
    lines: Vec<String>,
    /// Whether it is a list of words, and not running text.
    is_list: bool,
}

impl Text {
    /// Running text in one of `languages`, of which each line is a unit; or, if `is_list`, words.
    /// Lines that begin with `#` are comments.
    pub fn new(languages: Vec<Language>, text: &str, is_list: bool) -> Self {
        Text {
            languages,
            lines: text
                .lines()
                .filter(|line| !line.starts_with('#'))
                .map(str::to_owned)
                .collect(),
            is_list,
        }
    }
}

/// How to learn.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct PatternSettings {
    /// How many stretches of text to look at, in each of the two rounds.
    pub examples: usize,
    /// How many patterns to keep.
    pub patterns: usize,
    /// The length of the first steps.
    pub rate: f64,
    /// How strongly weights are pulled towards zero.
    pub pull: f64,
}

impl Default for PatternSettings {
    fn default() -> Self {
        PatternSettings {
            examples: 1_500_000,
            patterns: 16_000,
            rate: 0.1,
            pull: 1e-6,
        }
    }
}

/// A piece must occur in this many words of the texts to become a pattern.
const FREQUENT: u32 = 6;

/// The longest stretch, in words.
const STRETCH: usize = 16;

/// Two languages use a word about as often if neither uses it so many times as often as the other.
const ALIKE: f64 = 1.5;

/// After how many stretches progress is reported.
const REPORTED: usize = 100_000;

/// The longest stretch of a list, in words, which are not from one sentence.
const LIST_STRETCH: usize = 8;

/// Of all stretches, the share of each of [`CLASSES`], in hundredths.
const SHARES: [usize; CLASSES.len()] = [20, 24, 22, 11, 8, 15];

/// A word as the numbers of its pieces, each with the parts of its weight that count.
type Pieces = Vec<(u32, i32)>;

/// A prepared text: its lines as words.
struct Prepared {
    allowed: [bool; CLASSES.len()],
    lines: Vec<Vec<Pieces>>,
    /// How often stretches are taken from it, relative to others of its language.
    share: f64,
    is_list: bool,
}

/// Learns patterns from `texts`, and returns them as the lines of a table. `report` is called with
/// the progress.
pub fn learn(texts: &[Text], settings: PatternSettings, mut report: impl FnMut(&str)) -> String {
    let mut texts = texts.to_vec();
    texts.extend(shared(&texts));
    let texts = texts.as_slice();
    let names = frequent(texts);
    report(&format!("{} pieces", names.len()));
    let all = prepared(texts, &names);
    let weights = descended(&all, names.len(), settings, &mut report);
    let kept = strongest(&weights.weights, &weights.seen, settings.patterns);
    let kept: Vec<String> = names
        .into_iter()
        .filter(|(_, number)| kept.binary_search(number).is_ok())
        .map(|(name, _)| name)
        .collect();
    let names: BTreeMap<String, u32> = kept.into_iter().zip(0..).collect();
    report(&format!("{} patterns", names.len()));
    let all = prepared(texts, &names);
    let weights = descended(&all, names.len(), settings, &mut report);
    spelled(&names, &weights.weights)
}

/// For Bokmål and each of its neighbours the words that both use about as often, as a list for each
/// of the two: so it is learned that these words do not distinguish them, whatever pieces they
/// have.
fn shared(texts: &[Text]) -> Vec<Text> {
    let ours = usage(texts, Language::Nb);
    let alike = |share: f64, other: f64| share < other * ALIKE && other < share * ALIKE;
    let mut lists = Vec::new();
    for neighbour in [Language::Da, Language::Nn] {
        let theirs = usage(texts, neighbour);
        let both: Vec<&str> = ours
            .iter()
            .filter(|&(word, &share)| theirs.get(word).is_some_and(|&other| alike(share, other)))
            .map(|(word, _)| word.as_str())
            .collect();
        let both = both.join(" ");
        lists.extend(
            [Language::Nb, neighbour].map(|language| Text::new(vec![language], &both, true)),
        );
    }
    lists
}

/// How often the running texts in `language` use each word that they use at least a few times,
/// relative to all their words.
fn usage(texts: &[Text], language: Language) -> BTreeMap<String, f64> {
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    let running = texts
        .iter()
        .filter(|text| !text.is_list && text.languages == [language]);
    for line in running.flat_map(|text| &text.lines) {
        each_word(line, |word| {
            *counts.entry(word.letters().to_owned()).or_default() += 1
        });
    }
    let total: u32 = counts.values().sum();
    let frequent = counts.into_iter().filter(|&(_, count)| count >= FREQUENT);
    frequent
        .map(|(word, count)| (word, f64::from(count) / f64::from(total)))
        .collect()
}

/// The pieces that occur in enough words, numbered.
fn frequent(texts: &[Text]) -> BTreeMap<String, u32> {
    let mut counts: HashMap<String, u32> = HashMap::new();
    for line in texts.iter().flat_map(|text| &text.lines) {
        each_word(line, |word| {
            for piece in word.pieces() {
                match counts.get_mut(piece) {
                    Some(count) => *count += 1,
                    None => {
                        counts.insert(piece.to_owned(), 1);
                    }
                }
            }
        });
    }
    let sorted: BTreeMap<String, u32> =
        counts.into_iter().filter(|&(_, n)| n >= FREQUENT).collect();
    sorted.into_keys().zip(0..).collect()
}

/// The texts with the pieces of their words numbered as in `names`.
fn prepared(texts: &[Text], names: &BTreeMap<String, u32>) -> Vec<Prepared> {
    let names: HashMap<&str, u32> = names
        .iter()
        .map(|(name, &number)| (name.as_str(), number))
        .collect();
    texts
        .iter()
        .map(|text| {
            let lines: Vec<Vec<Pieces>> = text
                .lines
                .iter()
                .map(|line| {
                    let mut words = Vec::new();
                    each_word(line, |word| {
                        let pieces = word.pieces();
                        let numbered = pieces.filter_map(|piece| {
                            names.get(piece).map(|&number| (number, parts(word, piece)))
                        });
                        words.push(numbered.collect());
                    });
                    words
                })
                .filter(|words: &Vec<Pieces>| !words.is_empty())
                .flat_map(|words| {
                    if text.is_list {
                        words.into_iter().map(|word| vec![word]).collect()
                    } else {
                        vec![words]
                    }
                })
                .collect();
            let size: usize = lines.iter().map(Vec::len).sum();
            Prepared {
                allowed: CLASSES.map(|class| text.languages.contains(&class)),
                lines,
                share: (size as f64).cbrt(),
                is_list: text.is_list,
            }
        })
        .collect()
}

/// Weights as they are learned.
struct Descent {
    weights: Vec<[f32; CLASSES.len()]>,
    moved: Vec<[f32; CLASSES.len()]>,
    seen: Vec<u32>,
    /// What the weights are above their mean over the second half of all steps.
    late: Vec<[f32; CLASSES.len()]>,
}

/// The weights of `pieces` pieces, learned from stretches of `texts`.
fn descended(
    texts: &[Prepared],
    pieces: usize,
    settings: PatternSettings,
    report: &mut impl FnMut(&str),
) -> Descent {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let mut descent = Descent {
        weights: vec![[0.0; CLASSES.len()]; pieces],
        moved: vec![[1e-3; CLASSES.len()]; pieces],
        seen: vec![0; pieces],
        late: vec![[0.0; CLASSES.len()]; pieces],
    };
    let of_class: Vec<Vec<&Prepared>> = (0..CLASSES.len())
        .map(|class| {
            texts
                .iter()
                .filter(|text| text.allowed[class] && !text.lines.is_empty())
                .collect()
        })
        .collect();
    let (mut likelihood_sum, mut wrong) = (0.0, 0);
    let mut stretch: Vec<(u32, f32)> = Vec::new();
    for example in 1..=settings.examples {
        let class = drawn(&SHARES, random.below(SHARES.iter().sum()));
        let Some(text) = random.text(&of_class[class]) else {
            continue;
        };
        stretch.clear();
        random.stretch(text, &mut stretch);
        let late = (2.0 * example as f32 / settings.examples as f32 - 1.0).max(0.0);
        let (right, likelihood) = descent.step(&stretch, &text.allowed, settings, late);
        likelihood_sum += likelihood;
        wrong += u32::from(!right);
        if example % REPORTED == 0 {
            let mean = |sum: f64| sum / REPORTED as f64;
            report(&format!(
                "{example} stretches: mean log-likelihood {:.4}, wrong {:.4}",
                mean(likelihood_sum),
                mean(f64::from(wrong))
            ));
            (likelihood_sum, wrong) = (0.0, 0);
        }
    }
    // The mean swings less than the last weights.
    for (weights, late) in descent.weights.iter_mut().zip(&descent.late) {
        for (weight, late) in weights.iter_mut().zip(late) {
            *weight -= late;
        }
    }
    descent
}

/// The place in `shares` where their sum passes `at`.
fn drawn(shares: &[usize], mut at: usize) -> usize {
    for (place, &share) in shares.iter().enumerate() {
        if at < share {
            return place;
        }
        at -= share;
    }
    0
}

impl Descent {
    /// A step towards finding one of the `allowed` classes in a stretch, taken when the share
    /// `late` of the second half of all steps is done. Returns whether such a class was found
    /// before the step, and its log-likelihood.
    fn step(
        &mut self,
        stretch: &[(u32, f32)],
        allowed: &[bool; CLASSES.len()],
        settings: PatternSettings,
        late: f32,
    ) -> (bool, f64) {
        let mut sums = [0f64; CLASSES.len()];
        for &(piece, count) in stretch {
            for (sum, weight) in sums.iter_mut().zip(self.weights[piece as usize]) {
                *sum += f64::from(weight * count);
            }
        }
        let best = sums.iter().copied().fold(f64::MIN, f64::max);
        let odds = sums.map(|sum| exp(sum - best));
        let total: f64 = odds.iter().sum();
        let good: f64 = odds
            .iter()
            .zip(allowed)
            .filter(|&(_, &allowed)| allowed)
            .map(|(odds, _)| odds)
            .sum();
        let gradient: [f32; CLASSES.len()] = std::array::from_fn(|class| {
            let target = if allowed[class] {
                odds[class] / good.max(1e-300)
            } else {
                0.0
            };
            (odds[class] / total - target) as f32
        });
        for &(piece, count) in stretch {
            let piece = piece as usize;
            self.seen[piece] += 1;
            let weights = self.weights[piece].iter_mut().zip(&mut self.moved[piece]);
            let slopes = gradient.iter().zip(&mut self.late[piece]);
            for ((weight, moved), (gradient, above)) in weights.zip(slopes) {
                let slope = gradient * count + settings.pull as f32 * *weight;
                *moved += slope * slope;
                let change = settings.rate as f32 * slope / moved.sqrt();
                *weight -= change;
                // The mean has less of a change the later it comes.
                *above -= late * change;
            }
        }
        let right = sums
            .iter()
            .zip(allowed)
            .any(|(&sum, &allowed)| allowed && sum >= best);
        (right, ln((good / total).max(1e-12)))
    }
}

/// The numbers of the `count` pieces that did most, in rising order.
fn strongest(weights: &[[f32; CLASSES.len()]], seen: &[u32], count: usize) -> Vec<u32> {
    let mut order: Vec<(f32, u32)> = weights
        .iter()
        .zip(seen)
        .map(|(weights, &seen)| {
            let mean = weights.iter().sum::<f32>() / weights.len() as f32;
            let spread: f32 = weights.iter().map(|w| (w - mean) * (w - mean)).sum();
            spread.sqrt() * (seen as f32).sqrt()
        })
        .zip(0..)
        .collect();
    order.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut kept: Vec<u32> = order
        .into_iter()
        .take(count)
        .map(|(_, number)| number)
        .collect();
    kept.sort_unstable();
    kept
}

/// The table of `names` and their weights, as text; weights are taken relative to their mean, which
/// changes nothing.
fn spelled(names: &BTreeMap<String, u32>, weights: &[[f32; CLASSES.len()]]) -> String {
    let mut text = String::new();
    for (name, &number) in names {
        let weights = weights[number as usize];
        let mean = weights.iter().sum::<f32>() / weights.len() as f32;
        let units = weights.map(|weight| ((weight - mean) * UNIT as f32).round() as i32);
        if units.iter().any(|&unit| unit != 0) {
            text.push_str(name);
            for unit in units {
                let _ = write!(text, " {unit}");
            }
            text.push('\n');
        }
    }
    text
}

/// Pseudo-random numbers (xorshift64*, Vigna 2016), always the same.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    /// A number below `end`.
    fn below(&mut self, end: usize) -> usize {
        ((self.next() >> 33) as usize) % end.max(1)
    }

    /// One of `texts`, by their shares.
    fn text<'a>(&mut self, texts: &[&'a Prepared]) -> Option<&'a Prepared> {
        let total: f64 = texts.iter().map(|text| text.share).sum();
        let mut at = (self.next() >> 11) as f64 / (1u64 << 53) as f64 * total;
        for text in texts {
            at -= text.share;
            if at <= 0.0 {
                return Some(text);
            }
        }
        texts.last().copied()
    }

    /// The pieces of some words that follow each other in `text`, or of some of its words if it is
    /// a list.
    fn stretch(&mut self, text: &Prepared, pieces: &mut Vec<(u32, f32)>) {
        let length = 1 + self.below(STRETCH);
        let mut add = |word: &Pieces| {
            pieces.extend(
                word.iter()
                    .map(|&(piece, parts)| (piece, parts as f32 / PARTS as f32)),
            );
        };
        if text.is_list {
            for _ in 0..length.min(LIST_STRETCH) {
                text.lines[self.below(text.lines.len())]
                    .iter()
                    .for_each(&mut add);
            }
        } else {
            let line = &text.lines[self.below(text.lines.len())];
            let from = self.below(line.len().saturating_sub(length) + 1);
            line[from..].iter().take(length).for_each(&mut add);
        }
    }
}
