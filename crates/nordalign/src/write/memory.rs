//! Selects the beads that become translation units, and their texts. TMX and TSV share this
//! selection.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use serde::{Deserialize, Serialize};

use crate::alignment::{Alignment, Bead, PairBead, Side};
use crate::error::Error;
use crate::lang::Lang;
use crate::span::LineRange;
use crate::write::clean::clean_counting;
use crate::write::options::MemoryOptions;

/// How many beads were written to a memory or left out; every bead is counted once.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Summary {
    /// Beads written as a unit.
    pub written: usize,
    /// Beads left out because their confidence is too low.
    pub below: usize,
    /// Beads left out because a language has no text in them.
    pub without_partner: usize,
    /// Beads left out because one side holds no words, only numbers, punctuation, and web or e-mail
    /// addresses.
    pub without_words: usize,
    /// Beads left out because a unit with the same texts is already written.
    pub repeated: usize,
    /// Characters removed from the written units because XML forbids them.
    pub characters_removed: usize,
}

/// A translation unit: two or three texts that say the same.
pub(super) struct Unit {
    pub(super) confidence: f64,
    pub(super) variants: Vec<Variant>,
}

impl Unit {
    pub(super) fn text(&self, lang: Lang) -> Option<&str> {
        let variant = self.variants.iter().find(|variant| variant.lang == lang)?;
        Some(&variant.text)
    }

    /// Whether the text in one language was joined from several units of its document.
    pub(super) fn is_joined(&self) -> bool {
        self.variants.iter().any(|variant| variant.units > 1)
    }
}

/// The text of a unit in one language, cleaned and never empty.
pub(super) struct Variant {
    pub(super) lang: Lang,
    pub(super) text: String,
    /// The document and the lines, if the document has a name.
    pub(super) place: Option<String>,
    /// How many units of the document it holds.
    units: usize,
}

/// Selects the units of one memory from any number of alignments.
pub(super) struct Selection {
    options: MemoryOptions,
    /// Hashes of the units written so far: the texts of many documents would take too much memory.
    /// Only looked up, never iterated.
    seen: HashSet<u128>,
    summary: Summary,
}

impl Selection {
    pub(super) fn new(options: MemoryOptions) -> Self {
        Selection {
            options,
            seen: HashSet::new(),
            summary: Summary::default(),
        }
    }

    pub(super) fn options(&self) -> &MemoryOptions {
        &self.options
    }

    pub(super) fn summary(&self) -> &Summary {
        &self.summary
    }

    /// Passes every unit of `alignment` that belongs in the memory to `write`, in order.
    pub(super) fn each(
        &mut self,
        alignment: &Alignment,
        mut write: impl FnMut(Unit) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let langs = self.options.langs(alignment)?;
        for candidate in candidates(alignment, &langs) {
            if let Some(unit) = self.pick(alignment, &langs, &candidate) {
                write(unit)?;
            }
        }
        Ok(())
    }

    /// The unit that `candidate` becomes, or `None`, which is counted under the first reason
    /// against it.
    fn pick(
        &mut self,
        alignment: &Alignment,
        langs: &[Lang],
        candidate: &Candidate,
    ) -> Option<Unit> {
        let (variants, removed) = candidate.variants(alignment);
        let needed = if self.options.is_partial() {
            2
        } else {
            langs.len()
        };
        let counter = if variants.len() < needed {
            &mut self.summary.without_partner
        } else if candidate.confidence < self.options.least() {
            &mut self.summary.below
        } else if variants.iter().any(|variant| !has_words(&variant.text)) {
            &mut self.summary.without_words
        } else if !self.seen.insert(key(&variants)) {
            &mut self.summary.repeated
        } else {
            self.summary.characters_removed += removed;
            self.summary.written += 1;
            let confidence = candidate.confidence;
            return Some(Unit {
                confidence,
                variants,
            });
        };
        *counter += 1;
        None
    }
}

/// A bead or a pair bead that may become a unit.
struct Candidate<'a> {
    confidence: f64,
    units: Vec<(Lang, &'a [usize])>,
}

/// The beads of `langs`: those of the alignment if it has no other language, otherwise those of the
/// pair.
fn candidates<'a>(
    alignment: &'a Alignment,
    langs: &[Lang],
) -> Box<dyn Iterator<Item = Candidate<'a>> + 'a> {
    let all = alignment.langs();
    match langs {
        &[first, second] if all.len() > 2 => Box::new(
            alignment
                .pair_beads([first, second])
                .map(Candidate::of_pair),
        ),
        _ => Box::new(
            alignment
                .beads()
                .iter()
                .map(move |bead| Candidate::of_bead(&all, bead)),
        ),
    }
}

impl<'a> Candidate<'a> {
    fn of_pair(bead: &'a PairBead) -> Self {
        let units = bead.units.iter().map(Vec::as_slice);
        Candidate {
            confidence: bead.confidence,
            units: bead.langs.into_iter().zip(units).collect(),
        }
    }

    fn of_bead(langs: &[Lang], bead: &'a Bead) -> Self {
        let units = bead.units.iter().map(Vec::as_slice);
        Candidate {
            confidence: bead.confidence,
            units: langs.iter().copied().zip(units).collect(),
        }
    }

    /// The languages that have any text, and how many characters were removed because XML forbids
    /// them.
    fn variants(&self, alignment: &Alignment) -> (Vec<Variant>, usize) {
        let mut removed = 0;
        let variant = |&(lang, units): &(Lang, &[usize])| {
            let (text, gone) = clean_counting(&alignment.text(lang, units));
            removed += gone;
            (!text.is_empty()).then(|| Variant {
                lang,
                text,
                place: alignment.side(lang).and_then(|side| place(side, units)),
                units: units.len(),
            })
        };
        let variants = self.units.iter().filter_map(variant).collect();
        (variants, removed)
    }
}

/// `rapport.sv.md:3-4`, or `rapport.sv.md:3` for a single line; with `/` between folders on every
/// system.
fn place(side: &Side, units: &[usize]) -> Option<String> {
    let lines = units
        .iter()
        .filter_map(|&unit| side.units.get(unit))
        .map(|unit| unit.lines)
        .reduce(|a, b| LineRange::from((a.first.min(b.first), a.last.max(b.last))))?;
    let name = clean_counting(&side.name.replace(std::path::MAIN_SEPARATOR, "/")).0;
    match (name.as_str(), lines.first, lines.last) {
        ("", ..) => None,
        (name, first, last) if first == last => Some(format!("{name}:{first}")),
        (name, first, last) => Some(format!("{name}:{first}-{last}")),
    }
}

/// Identifies a unit: there are so many bits that two different units practically never share them.
fn key(variants: &[Variant]) -> u128 {
    let half = |seed: u8| {
        let mut hasher = DefaultHasher::new();
        seed.hash(&mut hasher);
        for variant in variants {
            variant.lang.hash(&mut hasher);
            variant.text.hash(&mut hasher);
        }
        u128::from(hasher.finish())
    };
    half(0) << 64 | half(1)
}

/// Whether anything in `text` can be translated: a letter outside web and e-mail addresses.
fn has_words(text: &str) -> bool {
    text.split_whitespace()
        .any(|token| token.contains(char::is_alphabetic) && !is_address(token))
}

/// Whether `token` is a web or an e-mail address, possibly in brackets or before a comma.
fn is_address(token: &str) -> bool {
    let token = token.trim_matches(|c: char| !c.is_alphanumeric());
    let is_mail = |(user, host): (&str, &str)| !user.is_empty() && host.contains('.');
    token.contains("://")
        || token.starts_with("www.")
        || token.starts_with("mailto:")
        || token.split_once('@').is_some_and(is_mail)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::testing::{alignment, bead, pair_bead};

    /// The source text of every unit written, and the summary.
    fn select(alignment: &Alignment, options: MemoryOptions) -> (Vec<String>, Summary) {
        let mut selection = Selection::new(options);
        let mut texts = Vec::new();
        let write = |unit: Unit| {
            texts.push(unit.variants[0].text.clone());
            Ok(())
        };
        selection.each(alignment, write).unwrap();
        (texts, selection.summary().clone())
    }

    fn pair(sv: &[&str], nb: &[&str], confidences: &[f64]) -> Alignment {
        let beads = confidences.iter().enumerate();
        let beads = beads.map(|(i, &confidence)| bead(&[&[i], &[i]], confidence, Vec::new()));
        alignment(&[(Lang::Sv, sv), (Lang::Nb, nb)], beads.collect())
    }

    #[test]
    fn every_bead_is_counted_under_one_reason() {
        let sv = ["Hej då", "Hej då", "Tveksamt", "12 345,50", " \u{ad}"];
        let nb = ["Ha det", "Ha det", "Tvilsomt", "12 345,50", "Tekst"];
        let alignment = pair(&sv, &nb, &[1.0, 0.9, 0.4999, 1.0, 1.0]);
        let (texts, summary) = select(&alignment, MemoryOptions::new());
        assert_eq!(texts, ["Hej då"]);
        let expected = Summary {
            written: 1,
            below: 1,
            without_partner: 1,
            without_words: 1,
            repeated: 1,
            characters_removed: 0,
        };
        assert_eq!(summary, expected);
    }

    fn three() -> Alignment {
        let sv_nb = |sv: &[usize], nb: &[usize]| pair_bead([Lang::Sv, Lang::Nb], [sv, nb], 0.9);
        let sv_da = |sv: &[usize], da: &[usize]| pair_bead([Lang::Sv, Lang::Da], [sv, da], 0.4);
        let nb_da = |nb: &[usize], da: &[usize]| pair_bead([Lang::Nb, Lang::Da], [nb, da], 0.8);
        let all = vec![sv_nb(&[0], &[0]), sv_da(&[0], &[0]), nb_da(&[0], &[0])];
        let two = vec![sv_nb(&[1], &[1]), sv_da(&[1], &[]), nb_da(&[1], &[])];
        alignment(
            &[
                (Lang::Sv, &["Ett hus", "Två hus"]),
                (Lang::Nb, &["Et hus", "To hus"]),
                (Lang::Da, &["Et hus"]),
            ],
            vec![
                bead(&[&[0], &[0], &[0]], 0.7, all),
                bead(&[&[1], &[1], &[]], 0.6, two),
            ],
        )
    }

    #[test]
    fn a_memory_of_three_languages_takes_units_with_all_three_and_on_request_with_two() {
        let (texts, summary) = select(&three(), MemoryOptions::new());
        assert_eq!(texts, ["Ett hus"]);
        assert_eq!(summary.without_partner, 1);
        let (texts, _) = select(&three(), MemoryOptions::new().partial(true));
        assert_eq!(texts, ["Ett hus", "Två hus"]);
    }

    #[test]
    fn a_memory_of_a_pair_takes_the_beads_of_that_pair_whatever_the_third_language_has() {
        let (texts, _) = select(&three(), MemoryOptions::new().pair([Lang::Nb, Lang::Sv]));
        assert_eq!(texts, ["Ett hus", "Två hus"]);
        let (texts, summary) = select(&three(), MemoryOptions::new().pair([Lang::Sv, Lang::Da]));
        assert!(texts.is_empty());
        assert_eq!((summary.below, summary.without_partner), (1, 1));
    }

    #[test]
    fn only_letters_outside_addresses_count_as_words() {
        for text in ["Sida 3", "Läs mer: https://exempel.se", "10 km", "e-post"] {
            assert!(has_words(text), "{text}");
        }
        for text in [
            "3.2.1",
            "–",
            "17.05.2026",
            "(https://exempel.se/a),",
            "post@eksempel.no",
            "www.a.dk",
        ] {
            assert!(!has_words(text), "{text}");
        }
    }

    #[test]
    fn a_place_is_the_file_and_its_lines() {
        let mut alignment = three();
        let unit = |alignment: &Alignment| {
            let mut places = Vec::new();
            let mut selection = Selection::new(MemoryOptions::new());
            let write = |unit: Unit| {
                places.extend(unit.variants.into_iter().map(|variant| variant.place));
                Ok(())
            };
            selection.each(alignment, write).unwrap();
            places
        };
        assert_eq!(unit(&alignment), [None, None, None]);
        alignment = crate::write::testing::named(alignment);
        assert_eq!(unit(&alignment)[1].as_deref(), Some("test.nb.md:1"));
    }
}
