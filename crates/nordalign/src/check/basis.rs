//! The versions that translations were made from, to find those that are older than their source.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hasher;

use crate::check::text::{fingerprint, normal, words};
use crate::document::Document;
use crate::hash::Fnv;
use crate::segment::{Segmentation, segments};

/// The version of the source that a translation last matched.
///
/// ```
/// use nordalign::check::{Basis, Checker, Rule};
/// use nordalign::{Aligner, Document, Lang};
///
/// let before = Document::from_units(Lang::Sv, ["Biblioteket har öppet till klockan 18.", "Välkommen in!"]);
/// let now = Document::from_units(Lang::Sv, ["Biblioteket har öppet från klockan 8.", "Välkommen in!"]);
/// let nb = Document::from_units(Lang::Nb, ["Biblioteket har åpent til klokken 18.", "Velkommen inn!"]);
/// let alignment = Aligner::new().align(&[now.clone(), nb.clone()])?;
/// let checked = Checker::new().check_since(&now, &nb, &alignment, &Basis::source(&before));
/// assert!(checked.findings.iter().any(|finding| finding.rule == Rule::Stale));
/// assert_eq!(checked.coverage.stale.segments, 1);
/// # Ok::<(), nordalign::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Basis(Kind);

#[derive(Debug, Clone, PartialEq)]
enum Kind {
    Source(Source),
    /// For the fingerprint of each translation, those of the source texts that it was made from.
    Pairs(BTreeMap<String, BTreeSet<String>>),
}

/// An earlier version of a source.
#[derive(Debug, Clone, PartialEq)]
struct Source {
    /// Its paragraphs as written.
    paragraphs: Vec<String>,
    /// Its paragraphs, sentences and lines, normalised.
    units: BTreeSet<String>,
    /// All of its words, for paragraphs that have been split or joined since.
    words: Vec<String>,
    /// Where the first words of a text may be among them.
    runs: BTreeMap<u64, Vec<usize>>,
    /// The paragraphs in which each word occurs.
    holders: BTreeMap<String, Vec<usize>>,
}

/// This many words in a row are not in a text by chance.
const FOUND_FROM: usize = 5;

/// A text is looked for at this many places, and compared with this many paragraphs, at most. This
/// limits the work.
const MOST: usize = 64;

/// Texts at least this much alike, 0..1, are an earlier and a later version.
const SAME: f64 = 0.5;

impl Basis {
    /// The source as it was when the whole translation matched it. White space, case and markup do
    /// not count; neither does the position of a paragraph, or that it was split in two.
    pub fn source(before: &Document) -> Self {
        let paragraphs = segments(before, Segmentation::Paragraph);
        let others = [Segmentation::Sentence, Segmentation::Line]
            .into_iter()
            .flat_map(|segmentation| segments(before, segmentation));
        let texts: Vec<String> = paragraphs.iter().map(|unit| normal(&unit.text)).collect();
        let all: Vec<String> = texts
            .iter()
            .flat_map(|text| text.split(' '))
            .map(str::to_owned)
            .collect();
        let mut runs: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
        for length in 1..=FOUND_FROM {
            // `a/b/c/d/e` is several words without spaces.
            let long = |run: &[String]| length == FOUND_FROM || words(&run.join(" ")) >= FOUND_FROM;
            for (at, run) in all.windows(length).enumerate().filter(|(_, run)| long(run)) {
                let places = runs.entry(hash(run)).or_default();
                if places.len() < MOST {
                    places.push(at);
                }
            }
        }
        let mut holders: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (number, text) in texts.iter().enumerate() {
            for word in text.split(' ').collect::<BTreeSet<_>>() {
                holders.entry(word.to_owned()).or_default().push(number);
            }
        }
        Basis(Kind::Source(Source {
            words: all,
            runs,
            holders,
            paragraphs: paragraphs.into_iter().map(|unit| unit.text).collect(),
            units: others.map(|unit| normal(&unit.text)).chain(texts).collect(),
        }))
    }

    /// The fingerprints of source and translation that matched, from
    /// [`Checked::pairs`](crate::check::Checked::pairs). A translation that is not among them has
    /// been made or changed since, and is up to date.
    pub fn pairs(pairs: impl IntoIterator<Item = [String; 2]>) -> Self {
        let mut by_translation: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for [source, translation] in pairs {
            by_translation
                .entry(translation)
                .or_default()
                .insert(source);
        }
        Basis(Kind::Pairs(by_translation))
    }

    /// Whether `source` differs from the text that its `translation` was made from.
    pub(super) fn is_left_behind(&self, source: &str, translation: &str) -> bool {
        match &self.0 {
            Kind::Source(before) => !before.says(&normal(source)),
            Kind::Pairs(pairs) => pairs
                .get(&fingerprint(translation))
                .is_some_and(|sources| !sources.contains(&fingerprint(source))),
        }
    }

    /// The words that were changed, before and now, if they are known.
    pub(super) fn change(&self, source: &str) -> Option<[String; 2]> {
        let Kind::Source(before) = &self.0 else {
            return None;
        };
        let alike = before
            .near(&normal(source))
            .into_iter()
            .filter_map(|number| before.paragraphs.get(number))
            .map(|paragraph| (strsim::sorensen_dice(paragraph, source), paragraph));
        let (likeness, before) = alike.max_by(|a, b| a.0.total_cmp(&b.0))?;
        (likeness >= SAME).then(|| changed_words(before, source))
    }
}

impl Source {
    fn says(&self, text: &str) -> bool {
        self.units.contains(text) || words(text) >= FOUND_FROM && self.has_in_a_row(text)
    }

    /// Whether the words of `text` occur in it one after the other.
    fn has_in_a_row(&self, text: &str) -> bool {
        let words: Vec<&str> = text.split(' ').collect();
        let run = words.get(..FOUND_FROM).unwrap_or(&words);
        let mut places = self.runs.get(&hash(run)).into_iter().flatten();
        places.any(|&at| {
            let here = self.words.get(at..at + words.len());
            here.is_some_and(|here| here.iter().eq(words.iter()))
        })
    }

    /// The paragraphs that have the rarest words of `text`; all of them, if they are few.
    fn near(&self, text: &str) -> BTreeSet<usize> {
        if self.paragraphs.len() <= MOST {
            return (0..self.paragraphs.len()).collect();
        }
        let words: BTreeSet<&str> = text.split(' ').collect();
        let mut holders: Vec<&Vec<usize>> = words
            .iter()
            .filter_map(|&word| self.holders.get(word))
            .collect();
        holders.sort_by_key(|holders| holders.len());
        let mut near = BTreeSet::new();
        for &paragraph in holders.into_iter().flatten() {
            near.insert(paragraph);
            if near.len() == MOST {
                break;
            }
        }
        near
    }
}

/// A hash of words in a row.
fn hash(words: &[impl AsRef<str>]) -> u64 {
    let mut hash = Fnv::default();
    for word in words {
        hash.write(word.as_ref().as_bytes());
        hash.write(b" ");
    }
    hash.finish()
}

/// The part between the words that both texts begin and end with, and one word on each side.
fn changed_words(before: &str, now: &str) -> [String; 2] {
    let words = [before, now].map(|text| text.split_whitespace().collect::<Vec<_>>());
    let [before, now] = [&words[0], &words[1]];
    let same = |pairs: &mut dyn Iterator<Item = (&&str, &&str)>| {
        pairs.take_while(|(before, now)| before == now).count()
    };
    let first = same(&mut before.iter().zip(now));
    let rest = [before, now].map(|words| words.get(first..).unwrap_or_default());
    let last = same(&mut rest[0].iter().rev().zip(rest[1].iter().rev()));
    [before, now].map(|words| {
        let range = first.saturating_sub(1)..(words.len() - last + 1).min(words.len());
        words.get(range).unwrap_or_default().join(" ")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::Format;
    use crate::lang::Lang;

    fn basis(units: &[&str]) -> Basis {
        Basis::source(&Document::from_units(Lang::Sv, units.iter().copied()))
    }

    #[test]
    fn moved_split_or_rewrapped_text_is_not_stale() {
        let basis = basis(&[
            "Färjan går varje timme.",
            "Biljetter köps ombord på färjan. Cyklar tas med i mån av plats på däck.",
        ]);
        for text in [
            "Färjan  går\nvarje timme.",
            "Biljetter köps ombord på färjan.",
            "Cyklar tas med i mån av plats på däck.",
        ] {
            assert!(!basis.is_left_behind(text, ""), "{text}");
        }
        assert!(basis.is_left_behind("Färjan går varannan timme.", ""));
        assert!(basis.is_left_behind("Biljetter", ""));
    }

    #[test]
    fn line_by_line_unchanged_markers_and_short_lines_are_not_stale() {
        let source = "Priser\n======\n\n- Kaffe\n- Te och\n  bullar\n";
        let source = Document::parse(Lang::Sv, source, Format::Plain).unwrap();
        let basis = Basis::source(&source);
        for line in segments(&source, Segmentation::Line) {
            assert!(!basis.is_left_behind(&line.text, ""), "{line:?}");
        }
        assert!(basis.is_left_behind("- Saft", ""));
    }

    #[test]
    fn the_words_that_changed_are_reported() {
        let basis = basis(&["Vi har öppet till klockan 18 på vardagar.", "Välkommen in!"]);
        let change = basis.change("Vi har öppet till klockan 19 på vardagar.");
        let change = change.unwrap();
        assert_eq!(change, ["klockan 18 på", "klockan 19 på"]);
        assert_eq!(basis.change("Båten är full."), None);
    }

    #[test]
    fn a_translation_that_was_changed_too_is_not_stale() {
        let pairs = [["Öppet till 18.", "Åpent til 18."].map(fingerprint)];
        let basis = Basis::pairs(pairs);
        assert!(!basis.is_left_behind("Öppet till 18.", "Åpent til 18."));
        assert!(basis.is_left_behind("Öppet till 19.", "Åpent til 18."));
        assert!(!basis.is_left_behind("Öppet till 19.", "Åpent til 19."));
    }
}
