//! Texts that are in another language than their document.
//!
//! A page is mostly in the language that it is said to be in, so a text of a few words is called
//! another only if several of them are, and only if it is not as foreign in the source.

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::check::pair::documents::Pair;
use crate::check::pair::english::{is_own_with_terms, without_compound_names};
use crate::check::pair::near::has_near_form;
use crate::check::pair::parts::copied_parts;
use crate::check::pair::units::Units;
use crate::check::text::{normal, words};
use crate::identify::{Language, WordEvidence, identify, log_odds};
use crate::lang::Lang;
use crate::language::ENGLISH;
use crate::segment::sentences;

/// A text with fewer words than this is not said to be in a wrong language.
const FEWEST_WORDS: usize = 2;

/// The odds, in nats, from which on a text is in another of our languages than its page.
const NEAR: f64 = 6.5;

/// The same of a page with a spelling of its own, which looks like the near language.
const NEAR_IN_OWN_SPELLING: f64 = 30.0;

/// How sure it must be that a text is in Nynorsk, in which any text of some words might be, and how
/// many it must have.
const NYNORSK: (f64, usize) = (0.9999, 20);

/// The same where a word has a form that only the near language has.
const NEAR_WITH_FORM: f64 = 2.5;

/// Texts with fewer different words, names and abbreviations among them, tell nothing of a language
/// that is not known.
const FEWEST_IN_OTHER: usize = 6;

/// The odds, in nats, from which on a unit that is the same in both is a copy of the source.
const COPIED: f64 = 3.0;

/// The same of a part of a unit that is otherwise translated.
const PART_COPIED: f64 = 4.0;

/// A text of fewer words that begins with a small letter may be the name of a command or a file.
const FEWEST_IN_COPY: usize = 3;

/// The language of units of the target, if it is clearly not that of the target, and the source is
/// not just as foreign.
pub(super) fn wrong_language(pair: &Pair, source: &[usize], target: &[usize]) -> Option<Language> {
    let text = without_copies(pair, source, target, pair.target.prose(target));
    let language = foreign(&text, pair.target.lang, pair.own_spelling)?;
    let source = pair.source.prose(source);
    let is_as_foreign = is_in(&source, pair.source.lang, language);
    let without_terms = || is_likelier_without_terms(&text, &source, language, pair.target.lang);
    let holds = language.lang().is_some() || without_terms();
    (!is_as_foreign && holds).then_some(language)
}

/// Whether `text` is likelier in `language` than in `lang` even without the terms of its source.
fn is_likelier_without_terms(text: &str, source: &str, language: Language, lang: Lang) -> bool {
    let rest = without_terms_of(text, source);
    is_likelier(&rest, language, Language::of(lang))
}

/// `text` without the words that the source has too, which are terms and names, unless every
/// sentence in English has them.
fn without_terms_of(text: &str, source: &str) -> String {
    let words = |text: &str| {
        let words = text.unicode_words().map(str::to_lowercase);
        words.collect::<BTreeSet<String>>()
    };
    let known = words(source);
    let own = text.unicode_words().filter(|word| {
        let word = word.to_lowercase();
        ENGLISH.contains(word.as_str()) || !known.contains(&word)
    });
    own.collect::<Vec<&str>>().join(" ")
}

/// A text of the target without the parts that were left in the source's language, which do not tell
/// what the rest of it is in.
fn without_copies(pair: &Pair, source: &[usize], target: &[usize], text: String) -> String {
    let parts = copied_parts(pair, source, target).into_iter();
    parts.fold(text, |text, (_, part)| text.replacen(part, " ", 1))
}

/// Whether the source's text is as foreign: a quotation, say, or a title.
fn is_in(source: &str, lang: Lang, language: Language) -> bool {
    language.lang() != Some(lang) && identify(source).language == language
}

/// Whether a unit that is the same in both documents was left in the source's language.
pub(super) fn is_copied(pair: &Pair, text: &str) -> bool {
    is_in_source_language(pair, text, COPIED)
}

/// Whether a part of a translated unit, which is the same in both, was left in the source's language.
pub(super) fn is_copied_part(pair: &Pair, text: &str) -> bool {
    is_in_source_language(pair, text, PART_COPIED)
}

fn is_in_source_language(pair: &Pair, text: &str, needed: f64) -> bool {
    let evidence = WordEvidence::new(text, pair.target.lang);
    let odds = evidence.nearest();
    let odds = odds.filter(|(lang, _)| *lang == pair.source.lang);
    let has_its_letters = evidence.has_letters_of(pair.source.lang);
    let is_its_language = has_its_letters
        || odds.is_some_and(|(_, odds)| {
            odds >= needed || odds >= CLEARLY && is_translated_elsewhere(pair, text)
        });
    let is_name = text.trim_start().starts_with(char::is_lowercase)
        && words(text) < FEWEST_IN_COPY
        && !has_its_letters;
    words(text) >= FEWEST_WORDS && !is_name && is_its_language
}

/// A word is translated elsewhere if the source has it so many times, and so many times as often as
/// the target.
const TRANSLATED: usize = 3;

/// Shorter words are often the same in both languages.
const LETTERS_TO_COUNT: usize = 5;

/// Whether the target does not have a word of `text` in most places where the source has it, so that
/// it is no name.
fn is_translated_elsewhere(pair: &Pair, text: &str) -> bool {
    let mut words = text
        .unicode_words()
        .filter(|word| word.chars().count() >= LETTERS_TO_COUNT);
    words.any(|word| {
        let word = word.to_lowercase();
        let [source, target] = [&pair.source, &pair.target].map(|side| side.count(&word));
        source >= TRANSLATED && TRANSLATED * target <= source
    })
}

/// A sentence of fewer words that is the same in both may be a title or a name.
const FEWEST_IN_COPIED_SENTENCE: usize = 4;

/// Whether a sentence of the target is one of the source's that was not translated.
fn is_copied_sentence(pair: &Pair, sources: &BTreeSet<String>, text: &str) -> bool {
    words(text) >= FEWEST_IN_COPIED_SENTENCE
        && sources.contains(&normal(text))
        && is_copied_part(pair, text)
}

/// The language of units of the target, where it is clearly another than the target's.
pub(super) fn foreign_units(pair: &Pair, units: &[usize]) -> Option<Language> {
    foreign(
        &pair.target.prose(units),
        pair.target.lang,
        pair.own_spelling,
    )
}

/// The language of a text in a document in `lang`, where it is clearly another.
fn foreign(text: &str, lang: Lang, own_spelling: bool) -> Option<Language> {
    let count = words(text);
    if count < FEWEST_WORDS {
        return None;
    }
    let evidence = WordEvidence::new(text, lang);
    let needed = match own_spelling {
        true => NEAR_IN_OWN_SPELLING,
        false if has_near_form(text, lang) => NEAR_WITH_FORM,
        false => NEAR,
    };
    if let Some((near, _)) = evidence.nearest().filter(|(_, odds)| *odds >= needed) {
        return Some(Language::of(near));
    }
    let found = identify(text);
    match found.other_than(lang)? {
        Language::Nn => {
            let sure = found.score >= NYNORSK.0 && count >= NYNORSK.1;
            sure.then_some(Language::Nn)
        }
        Language::Other if distinct_words(text) < FEWEST_IN_OTHER => None,
        language @ (Language::En | Language::Other) => {
            let plain = identify(&without_compound_names(text)).language;
            (plain == language && !is_own_with_terms(text, lang)).then_some(language)
        }
        _ => None,
    }
}

fn distinct_words(text: &str) -> usize {
    let words = text.unicode_words().map(str::to_lowercase);
    words.collect::<BTreeSet<String>>().len()
}

/// A sentence of fewer words than this is not looked at alone.
const FEWEST_IN_SENTENCE: usize = 8;

/// A sentence in another language, in units that are not.
#[derive(Debug, Clone)]
pub(crate) struct ForeignSentence {
    /// The unit of the target that it stands in, and where in its text.
    pub(crate) unit: usize,
    pub(crate) range: Range<usize>,
    pub(crate) language: Language,
}

/// The sentences of the target's units that are in another language, where others of them are not,
/// and none of the source is in that language.
pub(super) fn foreign_sentences(
    pair: &Pair,
    source: &[usize],
    target: &[usize],
) -> Vec<ForeignSentence> {
    let mut found: Vec<ForeignSentence> = Vec::new();
    let mut others = Vec::new();
    let whole_source = normal(&pair.source.text(source));
    let sources = LazyCell::new(|| normal_sentences(pair, source));
    for &unit in target {
        let Some(segment) = pair.target.units.get(unit) else {
            continue;
        };
        for range in sentences(pair.target.lang, &segment.text) {
            let whole = pair.target.part(unit, &range);
            // Most sentences are translated, and the source is not cut for these.
            let is_copy =
                whole_source.contains(&normal(whole)) && is_copied_sentence(pair, &sources, whole);
            let text = pair.target.prose_of(unit, &range);
            let text = without_copies(pair, source, target, text);
            let is_long = words(&text) >= FEWEST_IN_SENTENCE;
            let language = is_copy.then(|| Language::of(pair.source.lang)).or_else(|| {
                let lang = pair.target.lang;
                is_long.then(|| foreign(&text, lang, pair.own_spelling))?
            });
            match language {
                Some(language) => found.push(ForeignSentence {
                    unit,
                    range,
                    language,
                }),
                None => others.push(text),
            }
        }
    }
    // Else all of it is, and not sentences of it.
    let others = others.join(" ");
    let own = Language::of(pair.target.lang);
    found.retain(|sentence| {
        is_likelier(&others, own, sentence.language)
            && !has_sentence_in(pair, source, sentence.language)
    });
    found
}

/// The sentences of units of the source, to recognise copies.
fn normal_sentences(pair: &Pair, source: &[usize]) -> BTreeSet<String> {
    let units = source.iter();
    let units = units.filter_map(|&unit| pair.source.units.get(unit));
    let found = units.flat_map(|unit| {
        let ranges = sentences(pair.source.lang, &unit.text).into_iter();
        ranges.map(|range| normal(unit.text.get(range).unwrap_or_default()))
    });
    found.collect()
}

/// The odds, in nats, from which on a text is clearly likelier in one language.
const CLEARLY: f64 = 1.0;

/// Whether `text` is clearly likelier in one language than in another.
pub(super) fn is_likelier(text: &str, one: Language, other: Language) -> bool {
    log_odds(text, one, other) > CLEARLY
}

/// Whether one of the source's sentences is in `language`, which is not the source's.
fn has_sentence_in(pair: &Pair, source: &[usize], language: Language) -> bool {
    source.iter().any(|&unit| {
        let text = pair
            .source
            .units
            .get(unit)
            .map_or("", |unit| unit.text.as_str());
        let mut sentences = sentences(pair.source.lang, text).into_iter();
        sentences.any(|range| {
            is_in(
                &pair.source.prose_of(unit, &range),
                pair.source.lang,
                language,
            )
        })
    })
}

/// A page of fewer words than this is not said to be in another language as a whole.
const FEWEST_IN_PAGE: usize = 20;

/// Sentences of fewer words do not count for that.
const FEWEST_TO_COUNT: usize = 6;

/// The share of a page's words that must be in another language for the whole of it to be, 0..1.
const WHOLE_PAGE: f64 = 0.95;

/// The language of a whole document, where it is another than the document's.
pub(super) fn page_language(units: &Units, own_spelling: bool) -> Option<Language> {
    // Each sentence, how many words it has, and the language it is in by itself.
    let mut texts: Vec<(String, usize, Option<Language>)> = Vec::new();
    for (unit, segment) in units.units.iter().enumerate() {
        for range in sentences(units.lang, &segment.text) {
            let text = units.prose_of(unit, &range);
            let count = words(&text);
            if count >= FEWEST_TO_COUNT {
                let language = foreign(&text, units.lang, own_spelling);
                texts.push((text, count, language));
            }
        }
    }
    let mut foreign_words: BTreeMap<Language, usize> = BTreeMap::new();
    for &(_, count, language) in &texts {
        // Of names, codes and numbers alone it is not known what language they are in.
        if let Some(language) = language.filter(|language| *language != Language::Other) {
            *foreign_words.entry(language).or_default() += count;
        }
    }
    let (language, _) = foreign_words.into_iter().max_by_key(|(_, words)| *words)?;
    let own = Language::of(units.lang);
    // In a page in another language it takes less to believe that a sentence of it is.
    let likelier = texts.iter().filter(|(text, _, by_itself)| {
        *by_itself == Some(language) || is_likelier(text, language, own)
    });
    let likelier: usize = likelier.map(|(_, words, _)| words).sum();
    let all: usize = texts.iter().map(|(_, words, _)| words).sum();
    let is_whole = all >= FEWEST_IN_PAGE && likelier as f64 >= WHOLE_PAGE * all as f64;
    is_whole.then_some(language)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str, lang: Lang) -> Option<Language> {
        foreign(text, lang, false)
    }

    #[test]
    fn english_terms_in_a_sentence_are_not_english() {
        for text in [
            "Angreb på webserveren (cross-site scripting, buffer overflow osv.)",
            "Contoso lancerer open source framework til threat modeling",
            "Sales and Marketing-apps",
        ] {
            assert_eq!(of(text, Lang::Da), None, "{text}");
        }
        for text in [
            "Attacks on the web server and how to prevent them",
            "No folder selected",
            "What you will learn",
        ] {
            assert_eq!(of(text, Lang::Da), Some(Language::En), "{text}");
        }
    }

    #[test]
    fn terms_that_the_source_has_too_are_not_english() {
        let is_english = |text, source| {
            of(text, Lang::Da) == Some(Language::En)
                && is_likelier_without_terms(text, source, Language::En, Lang::Da)
        };
        for (text, source) in [
            (
                "Klik på \"Create a new token\"",
                "Klicka på \"Create a new token\"",
            ),
            ("Dashboard for leads", "Dashboard för leads"),
            ("Indsæt et tracking-link", "Infoga en spårningslänk"),
        ] {
            assert!(!is_english(text, source), "{text}");
        }
        for (text, source) in [
            ("Log in to your account", "Logga in på ditt konto"),
            ("Order updated", "Order uppdaterad"),
        ] {
            assert!(is_english(text, source), "{text}");
        }
    }

    #[test]
    fn a_form_that_only_the_near_language_has_needs_little_else() {
        assert_eq!(
            of("Ingen filer fundet efter søgningen", Lang::Nb),
            Some(Language::Da)
        );
        assert_eq!(of("Ingen filer funnet etter søket", Lang::Nb), None);
    }
}
