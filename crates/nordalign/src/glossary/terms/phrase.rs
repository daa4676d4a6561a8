//! Phrases: adjective and noun, noun, preposition and noun, and names of several words.

use super::occurrence::WordPlace;
use crate::glossary::model::TermKind;
use crate::glossary::packed::Packed;
use crate::glossary::vocabulary::Lemmas;
use crate::language::morphology::Class;

/// What identifies a phrase: its lemmas, and the preposition inside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Phrase {
    pub(super) lemmas: [u32; LONGEST],
    pub(super) preposition: u32,
}

impl Phrase {
    pub(super) fn new(lemmas: impl Iterator<Item = u32>, preposition: Option<u32>) -> Self {
        let mut phrase = Phrase {
            lemmas: [NONE; LONGEST],
            preposition: preposition.unwrap_or(NONE),
        };
        phrase
            .lemmas
            .iter_mut()
            .zip(lemmas)
            .for_each(|(at, lemma)| *at = lemma);
        phrase
    }

    pub(super) fn lemmas(&self) -> impl Iterator<Item = u32> {
        self.lemmas.into_iter().filter(|&lemma| lemma != NONE)
    }

    pub(super) fn preposition(&self) -> Option<u32> {
        Some(self.preposition).filter(|&preposition| preposition != NONE)
    }
}

/// A phrase in a unit, and from which to which word.
type Found = (Phrase, u32, u32);

/// The most words of a phrase.
pub(super) const LONGEST: usize = 4;

/// No lemma, surface or preposition.
pub(super) const NONE: u32 = u32::MAX;

pub(super) fn each_phrase(
    units: &Packed,
    unit: u32,
    lemmas: &Lemmas,
    places: &mut Vec<WordPlace>,
    found: impl FnMut(Found),
) {
    places.clear();
    places.extend(units.get(unit).map(WordPlace::unpack));
    phrases(places, lemmas).into_iter().for_each(found);
}

/// The phrases of a unit: adjective and noun, noun, preposition and noun, and names of several
/// words.
pub(super) fn phrases(places: &[WordPlace], lemmas: &Lemmas) -> Vec<Found> {
    let at = |i: usize| {
        let number = lemmas.of(places.get(i)?.surface)?;
        Some((number, lemmas.lemma(number)?))
    };
    let follows = |i: usize| places.get(i).is_some_and(|place| place.follows);
    let is_name = |i: usize| at(i).is_some_and(|(_, lemma)| lemma.kind != TermKind::Word);
    let mut found = Vec::new();
    for i in 0..places.len() {
        let Some((first, lemma)) = at(i) else {
            continue;
        };
        if is_name(i) {
            let begins = !(follows(i) && i > 0 && is_name(i - 1));
            let mut end = i;
            while follows(end + 1) && is_name(end + 1) {
                end += 1;
            }
            if begins && end > i && end - i < 4 {
                let parts = (i..=end).filter_map(at).map(|(number, _)| number);
                found.push((Phrase::new(parts, None), i as u32, end as u32));
            }
            continue;
        }
        let is_noun = |class: Option<Class>| class.is_some_and(Class::is_noun);
        if lemma.class == Some(Class::Adjective)
            && follows(i + 1)
            && let Some((second, noun)) = at(i + 1)
            && noun.kind == TermKind::Word
            // Most words that nothing is known of are nouns.
            && (noun.class.is_none() || is_noun(noun.class))
        {
            let phrase = Phrase::new([first, second].into_iter(), None);
            found.push((phrase, i as u32, i as u32 + 1));
        }
        if is_noun(lemma.class)
            && follows(i + 1)
            && follows(i + 2)
            && let Some(middle) = places.get(i + 1)
            && let Some(preposition) = lemmas.preposition(middle.surface)
            && let Some((second, noun)) = at(i + 2)
            && is_noun(noun.class)
            && !lemma.general
        {
            let phrase = Phrase::new([first, second].into_iter(), Some(preposition));
            found.push((phrase, i as u32, i as u32 + 2));
        }
    }
    found
}
