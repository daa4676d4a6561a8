//! Candidates for terms.

use super::phrase::Phrase;
use crate::glossary::model::TermKind;
use crate::glossary::vocabulary::Lemmas;
use crate::language::morphology::Class;

/// A candidate.
#[derive(Debug)]
pub(crate) struct Candidate {
    /// As a dictionary would list it.
    pub(crate) base: Box<str>,
    pub(crate) kind: TermKind,
    pub(crate) class: Option<Class>,
    pub(crate) general: bool,
    /// Whether its forms keep their capitals.
    pub(super) as_written: bool,
    /// For a phrase, the terms it is made of, without prepositions; empty for others.
    pub(crate) parts: Box<[u32]>,
    /// How often it occurs.
    pub(crate) count: usize,
}

/// The candidate for all words that are too rare: they are never linked, but take up places.
pub(crate) const RARE: u32 = 0;

/// The candidate for a phrase, without its base.
pub(super) fn candidate(
    phrase: &Phrase,
    count: usize,
    lemmas: &Lemmas,
    words: &[u32],
) -> Candidate {
    let parts = phrase
        .lemmas()
        .filter_map(|lemma| words.get(lemma as usize).copied());
    let parts: Box<[u32]> = parts.collect();
    let lemmas: Vec<_> = phrase
        .lemmas()
        .filter_map(|part| lemmas.lemma(part))
        .collect();
    let is_name = lemmas.iter().all(|lemma| lemma.kind != TermKind::Word);
    Candidate {
        base: Box::default(),
        kind: if is_name {
            TermKind::Name
        } else {
            TermKind::Phrase
        },
        class: lemmas.last().and_then(|lemma| lemma.class),
        general: lemmas.first().is_some_and(|lemma| lemma.general),
        as_written: lemmas.iter().any(|lemma| has_capital(&lemma.base)),
        parts,
        count,
    }
}

pub(super) fn has_capital(text: &str) -> bool {
    text.chars().any(char::is_uppercase)
}
