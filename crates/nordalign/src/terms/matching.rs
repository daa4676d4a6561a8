//! Which terms of a base a text has, and whether its translation has theirs.

use std::collections::{BTreeMap, BTreeSet};

use crate::lang::Lang;
use crate::terms::base::TermBase;
use crate::terms::concept::{Concept, Term, folded, words_of};
use crate::terms::departure::Departure;

/// More different terms of one text are not looked into: a bound on the work.
const MOST_USED: usize = 256;

impl TermBase {
    /// The terms of the text `source` whose translation the text `target` does not have, or has in
    /// a way that is forbidden; each once, in the order of the text. Of a text with more than 256
    /// different terms, only the first 256 are looked into.
    ///
    /// ```
    /// use nordalign::Lang;
    /// use nordalign::check::TermBase;
    ///
    /// let base = TermBase::from_rows([(1, ["sv", "nb"]), (2, ["avtal", "avtale"]), (3, ["kund", "kunde"])])?;
    /// let source = (Lang::Sv, "Kunden säger upp avtalet.");
    /// let found = base.departures(source, (Lang::Nb, "Kunden sier opp kontrakten."));
    /// assert_eq!(found.len(), 1);
    /// assert_eq!(found[0].to_string(), "“avtal” should be avtale");
    /// assert!(base.departures(source, (Lang::Nb, "Kunden sier opp avtalen.")).is_empty());
    /// # Ok::<(), nordalign::Error>(())
    /// ```
    pub fn departures(&self, source: (Lang, &str), target: (Lang, &str)) -> Vec<Departure> {
        let (from, lang) = (source.0, target.0);
        let [source, target] = [source.1, target.1].map(words_of);
        let folded: Vec<String> = target.iter().map(|word| folded(word)).collect();
        let used = self.used(from, &source);
        let is_right = |concept: &Concept| {
            let terms = concept.terms(lang);
            terms.is_empty() || terms.iter().any(|term| term.is_somewhere_in(lang, &folded))
        };
        // A term may stand for several concepts.
        let mut concepts: BTreeMap<&[String], Vec<&Concept>> = BTreeMap::new();
        for (term, concept) in &used {
            concepts.entry(&term.words).or_default().push(concept);
        }
        let mut departures: Vec<Departure> = Vec::new();
        for (term, _) in &used {
            // Each term once, where it stands first.
            let Some(concepts) = concepts.remove(term.words.as_slice()) else {
                continue;
            };
            let mut wanted: Vec<&Term> = Vec::new();
            for term in concepts.iter().flat_map(|concept| concept.terms(lang)) {
                if wanted.iter().all(|known| known.words != term.words) {
                    wanted.push(term);
                }
            }
            let is_wanted = |term: &Term| wanted.iter().any(|known| known.words == term.words);
            let forbidden = concepts.iter().flat_map(|concept| concept.forbidden(lang));
            // What one concept forbids may be right for another.
            let mut forbidden = forbidden.filter(|term| !is_wanted(term));
            let wrong = forbidden.find(|term| term.is_in(lang, &target));
            if wrong.is_none() && concepts.iter().any(|concept| is_right(concept)) {
                continue;
            }
            departures.push(Departure {
                term: term.written.clone(),
                wanted: wanted.iter().map(|term| term.written.clone()).collect(),
                forbidden: wrong.map(|term| term.written.clone()),
            });
        }
        departures
    }

    /// The terms of the base that `term`, in the form that a dictionary lists or another, is one
    /// of.
    pub(crate) fn named(&self, lang: Lang, term: &str) -> Vec<&str> {
        let words = words_of(term);
        let terms = self.candidates(lang, &words).map(|(term, _)| term);
        let same = terms.filter(|known| {
            known.words.len() == words.len() && known.stands_at(lang, &words, 0, false)
        });
        same.map(|known| known.written.as_str()).collect()
    }

    /// The terms that a text of `lang` has, and their concepts, the first [`MOST_USED`] of them.
    /// Where one is a part of another, the longer one counts; each is reported once.
    fn used(&self, lang: Lang, words: &[String]) -> Vec<(&Term, &Concept)> {
        let mut found = Vec::new();
        for place in 0..words.len() {
            let here = words.get(place..).unwrap_or_default();
            let candidates = self.candidates(lang, here);
            let stands = |(term, concept): &(&Term, &Concept)| {
                term.stands_at(lang, words, place, concept.compounds)
            };
            found.extend(
                candidates
                    .filter(stands)
                    .map(|(term, concept)| (place, term, concept)),
            );
        }
        let longest = found.iter().map(|(_, term, _)| term.words.len()).max();
        let reach = longest.unwrap_or_default();
        let covers = |&(place, term): &(usize, &Term),
                      &(other, longer, _): &(usize, &Term, &Concept)| {
            let (length, others) = (term.words.len(), longer.words.len());
            other <= place && place + length <= other + others && length < others
                || place == other && length == others && longer.written.len() > term.written.len()
        };
        // Those that begin before and reach this one, and those that begin here.
        let is_covered = |at: usize, place: usize, term: &Term| {
            let (before, after) = found.split_at(at);
            let before = before.iter().rev();
            let mut before = before.take_while(|(other, ..)| other + reach > place);
            let mut after = after.iter().take_while(|(other, ..)| *other == place);
            before.any(|other| covers(&(place, term), other))
                || after.any(|other| covers(&(place, term), other))
        };
        let mut seen = BTreeSet::new();
        let counted = found.iter().enumerate();
        let counted = counted.filter(|&(at, &(place, term, _))| {
            !is_covered(at, place, term) && seen.insert(std::ptr::from_ref(term))
        });
        counted
            .map(|(_, &(_, term, concept))| (term, concept))
            .take(MOST_USED)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terms::testing::base;

    #[test]
    fn the_longest_term_counts_and_compounds_only_where_told() {
        let base = base(&[
            "sv,nb,compounds",
            "lager,lager,",
            "faktura,faktura,yes",
            "öppen faktura,utestående faktura,",
        ])
        .unwrap();
        let used = |text: &str| -> Vec<String> {
            let found = base.used(Lang::Sv, &words_of(text));
            found
                .into_iter()
                .map(|(term, _)| term.written.clone())
                .collect()
        };
        assert_eq!(used("Öppna fakturor visas här."), ["öppen faktura"]);
        assert_eq!(used("Lagerplatsen på fakturadatumet."), ["faktura"]);
    }
}
