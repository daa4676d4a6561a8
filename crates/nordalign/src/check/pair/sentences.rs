//! Sentences that are missing inside a unit, or extra in it.
//!
//! The sentences of units that belong together are aligned, in order, by the letter trigrams that
//! they share, rare ones counting more. A sentence is left out if joining it to others gains
//! nothing, if no sentence of the other side is left over too, which may say the same in quite
//! different words, if its side has more sentences and is so much longer that the lengths fit
//! better without it, and if no sentence beside it is as much longer than its counterpart, into
//! which it may have been joined. All calculations are in whole numbers.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::check::pair::documents::{Aligned, Pair};
use crate::check::pair::left_out::{LeftOut, LeftOutSentences};
use crate::check::pair::spelling::{Trigram, rarity, shared, trigrams};
use crate::check::pair::units::Units;
use crate::check::text::words;
use crate::normalize::Folder;
use crate::score::{head, letters, words_of};
use crate::segment::sentences;

/// A sentence with fewer words than this is never reported as left out.
const FEWEST: usize = 4;

/// Units with more sentences than this on a side are skipped. This limits the work.
const MOST: usize = 64;

/// The share of its trigrams, in per cent, that a sentence must have in common with others for a
/// gain. Translations share 30 to 60.
const SHARED: usize = 12;

/// A sentence that is longer than its counterpart by one part in so many may have taken up another
/// one, if what it has more is at least half as long.
const SURPLUS: usize = 4;

/// How many letters words have in common that may be translations of each other, in their
/// comparison form.
const STEM: usize = 5;

/// How many sentences of each side can be joined.
const BEADS: [(usize, usize); 6] = [(1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1)];

/// Statistics of two documents for comparing their sentences.
pub(crate) struct Sentences<'p, 'a> {
    pair: &'p Pair<'a>,
    /// In how many units of both documents each trigram occurs.
    holders: BTreeMap<Trigram, usize>,
    /// The length of the target for a thousand letters of the source.
    usual: usize,
}

/// A sentence of units that belong together.
struct Sentence {
    unit: usize,
    range: Range<usize>,
    /// Its trigrams and their weights.
    trigrams: Vec<(Trigram, usize)>,
    /// How many letters it has, or should have in the target.
    letters: usize,
    words: usize,
}

/// Sentences of the source and of the target that belong together; one of them may be empty.
type Bead = [Range<usize>; 2];

impl<'p, 'a> Sentences<'p, 'a> {
    pub(crate) fn new(pair: &'p Pair<'a>) -> Self {
        let mut holders = BTreeMap::new();
        for unit in pair.source.units.iter().chain(pair.target.units) {
            for trigram in trigrams(&unit.text) {
                *holders.entry(trigram).or_default() += 1;
            }
        }
        Sentences {
            pair,
            holders,
            usual: usual_length(pair),
        }
    }

    /// Adds to `found` the sentences of `source` that are missing in `target`, and the other way
    /// round; the units belong together.
    pub(super) fn look_in(&self, source: &[usize], target: &[usize], found: &mut LeftOutSentences) {
        let sides = [self.cut(0, source), self.cut(1, target)];
        let lengths = sides.each_ref().map(|side| total(side));
        let side = usize::from(lengths[1] > lengths[0]);
        let [longer, shorter] = [&sides[side], &sides[1 - side]];
        let beyond = lengths[side] - lengths[1 - side];
        let explained = |lost: usize| 2 * beyond > lost;
        let long = |sentence: &&Sentence| sentence.words >= FEWEST;
        let shortest = longer.iter().filter(long).map(|one| one.letters).min();
        if shorter.is_empty()
            || longer.len() <= shorter.len()
            || longer.len() > MOST
            || !shortest.is_some_and(explained)
        {
            return;
        }
        let path = path(&sides);
        let answers = path.iter().filter(|bead| bead[side].is_empty());
        let mut answers = answers.flat_map(|bead| shorter.get(bead[1 - side].clone()));
        let lost = lost(&path, &sides, side);
        let letters = lost.iter().map(|bead| total(part(longer, &bead[side])));
        let letters: usize = letters.sum();
        if answers.any(|sentences| sentences.iter().any(|one| one.words > 1)) || !explained(letters)
        {
            return;
        }
        let as_much_shorter = 4 * beyond > 3 * letters;
        let left_out = lost.iter().flat_map(|bead| {
            let sentences = part(longer, &bead[side]).iter().filter(long);
            sentences.map(|sentence| LeftOut {
                unit: sentence.unit,
                range: sentence.range.clone(),
                place: self.place(1 - side, shorter, bead[1 - side].start),
                is_sure: as_much_shorter && !self.is_partly_there(side, longer, sentence, shorter),
            })
        });
        match side {
            0 => found.missing.extend(left_out),
            _ => found.extra.extend(left_out),
        }
    }

    /// Whether a long word of a sentence is found on the other side, and in no other sentence of
    /// its own.
    fn is_partly_there(
        &self,
        side: usize,
        own: &[Sentence],
        sentence: &Sentence,
        others: &[Sentence],
    ) -> bool {
        let stems = |side: usize, sentences: &mut dyn Iterator<Item = &Sentence>| {
            let mut found = BTreeSet::new();
            sentences.for_each(|one| stems(self.text(side, one), &mut found));
            found
        };
        let mut rest = own.iter().filter(|one| !std::ptr::eq(*one, sentence));
        let rest = stems(side, &mut rest);
        let others = stems(1 - side, &mut others.iter());
        let own = stems(side, &mut std::iter::once(sentence));
        own.difference(&rest).any(|stem| others.contains(stem))
    }

    fn text(&self, side: usize, sentence: &Sentence) -> &str {
        self.side(side).part(sentence.unit, &sentence.range)
    }

    fn side(&self, side: usize) -> &'p Units<'a> {
        match side {
            0 => &self.pair.source,
            _ => &self.pair.target,
        }
    }

    /// The sentences of `units`.
    fn cut(&self, side: usize, units: &[usize]) -> Vec<Sentence> {
        let usual = [self.usual, 1000];
        let side_of = self.side(side);
        let mut found = Vec::new();
        for &number in units {
            let Some(unit) = side_of.units.get(number) else {
                continue;
            };
            found.extend(
                sentences(side_of.lang, &unit.text)
                    .into_iter()
                    .map(|range| {
                        let text = unit.text.get(range.clone()).unwrap_or_default();
                        Sentence {
                            unit: number,
                            trigrams: self.weighed(trigrams(text)),
                            letters: letters(text) * usual[side] / 1000,
                            words: words(text),
                            range,
                        }
                    }),
            );
        }
        found
    }

    /// Trigrams with their weights.
    fn weighed(&self, trigrams: Vec<Trigram>) -> Vec<(Trigram, usize)> {
        let units = self.pair.source.units.len() + self.pair.target.units.len();
        let weight = |trigram: &Trigram| {
            let holders = self.holders.get(trigram).copied().unwrap_or(1);
            1 + rarity(holders, units)
        };
        trigrams
            .into_iter()
            .map(|trigram| (trigram, weight(&trigram)))
            .collect()
    }

    /// The place in the source of the document after the first `before` of `sentences`.
    fn place(&self, side: usize, sentences: &[Sentence], before: usize) -> usize {
        let span = |sentence: &Sentence| self.side(side).span(sentence.unit, &sentence.range);
        match before.checked_sub(1).and_then(|last| sentences.get(last)) {
            Some(last) => span(last).end,
            None => sentences.first().map_or(0, |first| span(first).start),
        }
    }
}

fn total(sentences: &[Sentence]) -> usize {
    sentences.iter().map(|sentence| sentence.letters).sum()
}

fn part<'s>(sentences: &'s [Sentence], range: &Range<usize>) -> &'s [Sentence] {
    sentences.get(range.clone()).unwrap_or_default()
}

/// Adds the first letters of the long words of `text`, in their comparison form.
pub(super) fn stems(text: &str, found: &mut BTreeSet<Vec<u8>>) {
    let mut folder = Folder::default();
    for word in words_of(head(text)) {
        if let Some(stem) = folder.fold(word).get(..STEM) {
            found.insert(stem.to_vec());
        }
    }
}

/// The beads of a path with sentences of one `side` alone, unless a bead beside them has taken up
/// what they say.
fn lost<'b>(path: &'b [Bead], sides: &[Vec<Sentence>; 2], side: usize) -> Vec<&'b Bead> {
    let letters = |bead: &Bead, side: usize| total(part(&sides[side], &bead[side]));
    let surplus = |bead: &Bead| {
        let own = letters(bead, side);
        let surplus = letters(bead, 1 - side).saturating_sub(own);
        if own > 0 && SURPLUS * surplus >= own {
            surplus
        } else {
            0
        }
    };
    let mut lost = Vec::new();
    let mut before = 0;
    let mut runs = path
        .chunk_by(|a, b| a[1 - side].is_empty() && b[1 - side].is_empty())
        .peekable();
    while let Some(run) = runs.next() {
        if run.iter().all(|bead| bead[1 - side].is_empty()) {
            let after = runs.peek().and_then(|next| next.first()).map_or(0, surplus);
            let all: usize = run.iter().map(|bead| letters(bead, side)).sum();
            if 2 * before.max(after) < all {
                lost.extend(run);
            }
        }
        before = run.last().map_or(0, surplus);
    }
    lost
}

/// The path with the highest gain.
fn path(sides: &[Vec<Sentence>; 2]) -> Vec<Bead> {
    let [n, m] = sides.each_ref().map(Vec::len);
    // For each number of sentences done on each side, the gain so far, and how many the last bead
    // holds.
    let mut best = BTreeMap::from([((0, 0), (0, (0, 0)))]);
    for i in 0..=n {
        for j in 0..=m {
            let bead = |(a, b): (usize, usize)| {
                let (from, to) = (i.checked_sub(a)?, j.checked_sub(b)?);
                let (before, _) = best.get(&(from, to))?;
                let gain = gain(sides[0].get(from..i)?, sides[1].get(to..j)?);
                Some((before + gain, (a, b)))
            };
            let beads = BEADS.into_iter().chain([(1, 0), (0, 1)]).filter_map(bead);
            if let Some(top) = beads.max_by_key(|(gain, _)| *gain) {
                best.insert((i, j), top);
            }
        }
    }
    let mut path = Vec::new();
    let (mut i, mut j) = (n, m);
    while let Some(&(_, (a, b))) = best.get(&(i, j)).filter(|_| i + j > 0) {
        path.push([i - a..i, j - b..j]);
        (i, j) = (i - a, j - b);
    }
    path.reverse();
    path
}

/// The gain of joining sentences: how much their shared trigrams weigh above the minimum.
fn gain(source: &[Sentence], target: &[Sentence]) -> i64 {
    if source.is_empty() || target.is_empty() {
        return 0;
    }
    let [a, b] = [source, target].map(|sentences| {
        let trigrams = sentences.iter().flat_map(|sentence| &sentence.trigrams);
        let mut trigrams: Vec<(Trigram, usize)> = trigrams.copied().collect();
        trigrams.sort_unstable();
        trigrams.dedup();
        trigrams
    });
    let all: usize = a.iter().chain(&b).map(|(_, weight)| weight).sum();
    let shared: usize = shared(&a, &b).map(|(_, weight)| weight).sum();
    let gain = 100 * shared as i64 - (SHARED * all) as i64;
    match (source, target) {
        // They may say the same in different words, which is better than leaving out both.
        ([a], [b]) if a.letters.max(b.letters) <= 2 * a.letters.min(b.letters) => gain.max(1),
        _ => gain,
    }
}

/// Units with fewer letters than this say too little about the length of translations, and so do
/// fewer units than [`ENOUGH`].
const LONG: usize = 40;
const ENOUGH: usize = 5;

/// The median length of the translation of a unit whose source has a thousand letters.
fn usual_length(pair: &Pair) -> usize {
    let length = |one: &Aligned| {
        let ([source], [target]) = (&one.source[..], &one.target[..]) else {
            return None;
        };
        let source = letters(&pair.source.units.get(*source)?.text);
        let target = letters(&pair.target.units.get(*target)?.text);
        (source >= LONG).then(|| target * 1000 / source)
    };
    let mut lengths: Vec<usize> = pair.aligned.iter().filter_map(length).collect();
    lengths.sort_unstable();
    let median = lengths.get(lengths.len() / 2).copied();
    median.filter(|_| lengths.len() >= ENOUGH).unwrap_or(1000)
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{check, rules};
    use crate::check::{Rule, Severity, State};

    const SV: &str = "Vi öppnar den 3 maj.\n\nFärjan går varje timme från klockan 7 till klockan 22. \
        Cyklar får tas med utan kostnad. På helgdagar går den sista turen redan klockan 18.\n\n\
        Biljetter köps ombord eller i hamnen.\n";
    const NB: &str = "Vi åpner 3. mai.\n\nFerga går hver time fra klokken 7 til klokken 22. \
        Sykler kan tas med uten kostnad. På helligdager går den siste turen allerede klokken 18.\n\n\
        Billetter kjøpes om bord eller i havna.\n";

    #[test]
    fn a_sentence_missing_in_a_paragraph_is_reported_at_its_place() {
        let nb = NB.replace("Sykler kan tas med uten kostnad. ", "");
        let checked = check(SV, &nb);
        assert_eq!(rules(&checked), [Rule::Missing]);
        let finding = &checked.findings[0];
        assert_eq!(
            finding.message,
            "a sentence is not translated: “Cyklar får tas med utan kostnad.”"
        );
        assert_eq!(finding.line, 3);
        assert_eq!(finding.source.as_ref().map(|source| source.line), Some(3));
    }

    #[cfg(feature = "markdown")]
    #[test]
    fn a_missing_sentence_is_reported_at_its_line_in_a_wrapped_paragraph() {
        use crate::check::Checker;
        use crate::format::Format;
        use crate::{Aligner, Document, Lang};
        let read = |lang, text: &str| {
            let wrapped = text.replace(" fr", "\nfr").replace(" uten", "\nuten");
            Document::parse(lang, wrapped, Format::Markdown).unwrap()
        };
        let nb = NB.replace(
            " På helligdager går den siste turen allerede klokken 18.",
            "",
        );
        let [sv, nb] = [read(Lang::Sv, SV), read(Lang::Nb, &nb)];
        let alignment = Aligner::new().align(&[sv.clone(), nb.clone()]).unwrap();
        let checked = Checker::new().check(&sv, &nb, &alignment);
        assert_eq!(rules(&checked), [Rule::Missing]);
        let finding = &checked.findings[0];
        // The last line of the paragraph, and the second of the source's two.
        assert_eq!(finding.line, 5);
        assert_eq!(finding.source.as_ref().map(|source| source.line), Some(4));
    }

    #[test]
    fn the_words_of_a_missing_sentence_are_missing_and_its_paragraph_is_translated() {
        let whole = check(SV, NB).coverage;
        assert_eq!(whole.percent(), [100.0, 100.0]);
        let nb = NB.replace("Sykler kan tas med uten kostnad. ", "");
        let checked = check(SV, &nb);
        let coverage = checked.coverage;
        assert_eq!(checked.states, [State::Translated; 3]);
        assert_eq!((coverage.missing.segments, coverage.missing.words), (0, 6));
        assert_eq!(coverage.total(), whole.total());
    }

    #[test]
    fn a_sentence_that_is_not_in_the_source_is_a_warning_at_its_column() {
        let sv = SV.replace("Cyklar får tas med utan kostnad. ", "");
        let checked = check(&sv, NB);
        assert_eq!(rules(&checked), [Rule::Extra]);
        let finding = &checked.findings[0];
        assert_eq!(finding.severity, Severity::Warning);
        assert_eq!((finding.line, finding.column), (3, Some(51)));
        assert_eq!(checked.coverage.extra.words, 6);
    }

    #[test]
    fn the_numbers_of_a_missing_sentence_are_not_reported_as_well() {
        let nb = NB.replace(
            " På helligdager går den siste turen allerede klokken 18.",
            "",
        );
        assert_eq!(rules(&check(SV, &nb)), [Rule::Missing]);
    }

    #[test]
    fn two_sentences_that_became_one_are_not_reported() {
        let nb = NB.replace("22. Sykler kan", "22, og sykler kan");
        assert_eq!(check(SV, &nb).findings, []);
    }

    #[test]
    fn a_sentence_that_became_part_of_one_beside_it_is_not_reported() {
        let sv = "Vi öppnar den 3 maj.\n\nKommunen har stängt badhuset. Skälet är att vattnet blivit \
            för smutsigt. Det öppnar igen i augusti.\n\nBiljetter köps ombord eller i hamnen.\n";
        let nb = "Vi åpner 3. mai.\n\nKommunen har stengt badet, fordi prøvene viste så mye bakterier \
            i bassenget. Det åpner igjen i august.\n\nBilletter kjøpes om bord eller i havna.\n";
        assert_eq!(check(sv, nb).findings, []);
    }

    #[test]
    fn a_missing_sentence_of_which_a_word_is_found_is_doubtful() {
        let sv = SV.replace("Cyklar får", "Cyklar och barnvagnar får");
        let nb = NB
            .replace("Sykler kan tas med uten kostnad. ", "")
            .replace("hver time", "hver time (barnevogner gratis)");
        let checked = check(&sv, &nb);
        assert_eq!(rules(&checked), [Rule::Doubtful]);
        let finding = &checked.findings[0];
        assert_eq!(
            finding.message,
            "a sentence may not be translated: “Cyklar och barnvagnar får tas med utan kostnad.”"
        );
        assert_eq!(checked.coverage.doubtful.words, 8);
    }

    #[test]
    fn a_sentence_in_quite_different_words_is_not_reported() {
        let nb = NB.replace(
            "Sykler kan tas med uten kostnad.",
            "Det koster ingenting å ha sykkel med seg.",
        );
        assert_eq!(check(SV, &nb).findings, []);
    }
}
