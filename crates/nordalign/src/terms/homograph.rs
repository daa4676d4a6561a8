//! Words that look like a form of a term and are other words: *kunde* (could) and *kund*, and
//! *bruker* (uses) and *bruker* (user).

use crate::lang::Lang;
use crate::language::morphology::{Class, Grammar, Reading};
use crate::language::{BEFORE_NOUNS, SUBJECTS};

/// Whether the word at `place` of a text, which looks like a form of `term`, is another word. What
/// is not known counts as the term.
pub(super) fn is_other_word(lang: Lang, term: &str, words: &[String], place: usize) -> bool {
    let Some(word) = words.get(place) else {
        return false;
    };
    let grammar = Grammar::of(lang);
    let own = of_term(grammar, term);
    let is_own = |reading: &Reading| {
        let mut own = own.iter();
        own.any(|own| own.base == reading.base && own.class == reading.class)
    };
    let (same, mut others): (Vec<Reading>, Vec<Reading>) = grammar
        .readings_as_whole(word)
        .into_iter()
        .partition(is_own);
    if word != term && grammar.is_stop(word) {
        // `siden` is since, and the page after `på`.
        let before = place.checked_sub(1).and_then(|before| words.get(before));
        return same.is_empty() || !before.is_some_and(|before| stands_before_nouns(lang, before));
    }
    let is_verb = |reading: &Reading| reading.class == Class::Verb;
    let is_noun = |reading: &Reading| reading.class.is_noun();
    if !own.is_empty() && own.iter().all(is_verb) {
        // Participles are adjectives of their own.
        others.retain(|reading| reading.class != Class::Adjective);
    }
    if own.is_empty() || others.is_empty() || is_passive(&own, word) {
        return false;
    }
    // Verbs look like nouns mostly in the present, or in the passive.
    let is_present = word.ends_with(['r', 's']) && others.iter().any(is_verb);
    same.is_empty() || own.iter().all(is_noun) && is_present && !is_noun_at(lang, words, place)
}

/// The readings of a term, as the form that a dictionary lists if it can be that.
fn of_term(grammar: &Grammar, term: &str) -> Vec<Reading> {
    let mut readings = grammar.readings_as_whole(term);
    if readings.iter().any(|reading| reading.base == term) {
        readings.retain(|reading| reading.base == term);
    }
    readings
}

/// Whether `word` is the passive of one of the verbs in the present: `beskrivs` of `beskriver`.
fn is_passive(verbs: &[Reading], word: &str) -> bool {
    let Some(stem) = word.strip_suffix('s') else {
        return false;
    };
    let of_present = |form: &String| {
        let rest = form.strip_prefix(stem);
        rest.is_some_and(|rest| matches!(rest, "er" | "r"))
    };
    let mut verbs = verbs.iter().filter(|verb| verb.class == Class::Verb);
    verbs.any(|verb| verb.forms.iter().any(of_present))
}

/// Whether a word that may be a noun or a verb is a noun by what stands beside it: it has something
/// before it that belongs to nouns, and no subject; or begins the text and has no subject behind it.
fn is_noun_at(lang: Lang, words: &[String], place: usize) -> bool {
    let before = place.checked_sub(1).and_then(|before| words.get(before));
    let Some(before) = before else {
        let after = words.get(place + 1);
        return !after.is_some_and(|after| SUBJECTS.contains_in(lang, after));
    };
    if stands_before_nouns(lang, before) {
        return true;
    }
    if SUBJECTS.contains_in(lang, before) {
        return false;
    }
    let readings = Grammar::of(lang).readings_as_whole(before);
    let is_genitive = |reading: &Reading| {
        reading.class.is_noun() && before.ends_with('s') && !reading.forms.contains(before)
    };
    // What somebody is told to do, or does, is done to something.
    let is_verb = |reading: &Reading| {
        let base = reading.base.as_str();
        reading.class == Class::Verb
            && (before == base || base.strip_suffix(['a', 'e']) == Some(before))
    };
    readings
        .iter()
        .any(|reading| reading.class == Class::Adjective || is_genitive(reading))
        || !readings.is_empty() && readings.iter().all(is_verb)
}

/// Whether a noun follows `word`, a preposition or a number for example.
fn stands_before_nouns(lang: Lang, word: &str) -> bool {
    BEFORE_NOUNS.contains_in(lang, word) || word.starts_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terms::concept::words_of;

    /// Whether `term` is found at the word of `text` that has a star before it.
    fn is_found(lang: Lang, term: &str, text: &str) -> bool {
        let before = text.split('*').next().unwrap_or_default();
        let (place, words) = (words_of(before).len(), words_of(text));
        !is_other_word(lang, term, &words, place)
    }

    #[test]
    fn a_noun_is_not_found_in_a_verb_that_looks_like_it() {
        for (lang, term, text) in [
            (Lang::Sv, "kund", "Hon *kunde inte komma."),
            (Lang::Sv, "köp", "Vi *köper varor."),
            (Lang::Nb, "bruker", "Når du *bruker appen."),
            (Lang::Nb, "bruker", "*Bruker du appen?"),
            (Lang::Nb, "bruker", "Banken *bruker appen."),
            (Lang::Da, "bruger", "Når du *bruger appen."),
            (Lang::Nb, "side", "Det er lenge *siden."),
            (Lang::Nb, "side", "*Siden i fjor er alt nytt."),
        ] {
            assert!(!is_found(lang, term, text), "{lang} {text}");
        }
    }

    #[test]
    fn the_noun_itself_is_found_in_any_form() {
        for (lang, term, text) in [
            (Lang::Sv, "kund", "Alla *kunder får brev."),
            (Lang::Sv, "kund", "Det är *kundens sak."),
            (Lang::Sv, "kund", "*Kund sedan 2010."),
            (Lang::Sv, "köp", "Visa alla dina *köp."),
            (Lang::Nb, "bruker", "Velg en *bruker i listen."),
            (Lang::Nb, "bruker", "Legg til *bruker."),
            (Lang::Nb, "bruker", "Velg *bruker."),
            (Lang::Nb, "bruker", "En ny *bruker er lagt til."),
            (Lang::Nb, "bruker", "Alle *brukere får brev."),
            (Lang::Nb, "bruker", "*Bruker med tilgang"),
            (Lang::Nb, "side", "Merk av på *siden Oppsett."),
            (Lang::Nb, "feil", "Du vil unngå *feil i listen."),
            (Lang::Da, "bruger", "For hver *bruger."),
        ] {
            assert!(is_found(lang, term, text), "{lang} {text}");
        }
    }

    #[test]
    fn a_verb_is_not_found_in_a_noun_that_looks_like_it() {
        assert!(is_found(Lang::Nb, "bruke", "Når du *bruker appen."));
        assert!(!is_found(Lang::Sv, "innehålla", "Det är *innehållet."));
        assert!(is_found(Lang::Sv, "beskriva", "Här *beskrivs saken."));
        assert!(is_found(Lang::Sv, "aktivera", "Den är *aktiverad."));
    }
}
