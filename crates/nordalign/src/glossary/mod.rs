//! Glossaries: the terms of aligned documents and their translations.
//!
//! [`GlossaryBuilder`] takes alignments one after the other and returns a [`Glossary`]: entries
//! with a term of each language in dictionary form, best first.
//!
//! ```
//! use nordalign::glossary::GlossaryBuilder;
//! use nordalign::{Aligner, Document, Lang};
//!
//! let sv = ["Hyresvärden äger huset.", "Säg till hyresvärden!", "Tala med en hyresvärd.", "Vägen är lång.", "Katten sover.", "Solen skiner."];
//! let da = ["Udlejeren ejer huset.", "Sig det til udlejeren!", "Tal med en udlejer.", "Vejen er lang.", "Katten sover.", "Solen skinner."];
//! let sv = Document::from_units(Lang::Sv, sv);
//! let da = Document::from_units(Lang::Da, da);
//! let mut builder = GlossaryBuilder::new();
//! builder.add(&Aligner::new().align(&[sv, da])?);
//! let glossary = builder.finish();
//! let entry = &glossary.entries()[0];
//! assert_eq!(entry.term(Lang::Sv).map(|term| term.text.as_str()), Some("hyresvärd"));
//! assert_eq!(entry.term(Lang::Da).map(|term| term.text.as_str()), Some("udlejer"));
//! # Ok::<(), nordalign::Error>(())
//! ```
//!
//! # How terms are found
//!
//! 1. Words are reduced to dictionary form by paradigms, a list of words and the paradigms that
//!    they follow, and the last part of compounds; unknown words by those of their forms that occur
//!    in the text. Function words, numbers, days, addresses and code are left out. Phrases are an
//!    adjective and a noun, two nouns with a preposition between them, and names of several words.
//! 2. Terms that occur in the same beads more often than by chance, or are spelled alike, are
//!    partners. They compete: in each bead the best pairs are linked first, and every word is used
//!    once.
//! 3. The score says how certain a link is, based on how often it was made, its share of the
//!    occurrences of the terms, spelling, the lexicon and the third language. Names and common
//!    words score less.

mod builder;
mod departures;
mod entries;
mod examples;
mod gathered;
mod link;
mod model;
mod names;
mod packed;
mod preview;
mod sides;
mod terms;
mod tokens;
mod vocabulary;

pub use crate::language::PartOfSpeech;
pub use builder::GlossaryBuilder;
pub use examples::Examples;
pub use model::{
    Counted, DEFAULT_MIN_COUNT, Departed, Entry, Example, ExamplePlace, Glossary, Note, Rival,
    Term, TermKind,
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aligner::Aligner;
    use crate::document::Document;
    use crate::lang::Lang;

    const SV: [&str; 8] = [
        "Hyresvärden ansvarar för värmepumpen i huset.",
        "Hyresgästen ska rengöra värmepumpens filter varje månad.",
        "En hyresgäst som vill byta värmepump talar med hyresvärden.",
        "Säg upp hyresavtalet skriftligen hos Nordbo.",
        "Hyresavtal gäller tills vidare.",
        "Alla hyresvärdar är medlemmar i Nordbo.",
        "Värmepumpar måste kontrolleras av en behörig elektriker.",
        "Fråga en behörig elektriker om hyresavtalen är oklara.",
    ];
    const NB: [&str; 8] = [
        "Utleieren har ansvaret for varmepumpen i huset.",
        "Leietakeren skal rengjøre filteret i varmepumpen hver måned.",
        "En leietaker som vil bytte varmepumpe, snakker med utleieren.",
        "Si opp leiekontrakten skriftlig hos Nordbo.",
        "Leiekontrakter gjelder inntil videre.",
        "Alle utleiere er medlemmer i Nordbo.",
        "Varmepumper må kontrolleres av en autorisert elektriker.",
        "Spør en autorisert elektriker hvis leiekontraktene er uklare.",
    ];
    const DA: [&str; 8] = [
        "Udlejeren har ansvaret for varmepumpen i huset.",
        "Lejeren skal rengøre varmepumpens filter hver måned.",
        "En lejer, som vil skifte varmepumpe, taler med udlejeren.",
        "Opsig lejekontrakten skriftligt hos Nordbo.",
        "Lejekontrakter gælder indtil videre.",
        "Alle udlejere er medlemmer af Nordbo.",
        "Varmepumper skal kontrolleres af en autoriseret elektriker.",
        "Spørg en autoriseret elektriker, hvis lejekontrakterne er uklare.",
    ];

    fn glossary(documents: &[Document]) -> Glossary {
        let mut builder = GlossaryBuilder::new();
        builder.add(&Aligner::new().align(documents).unwrap());
        builder.finish()
    }

    fn three() -> Glossary {
        glossary(&[
            Document::from_units(Lang::Sv, SV),
            Document::from_units(Lang::Nb, NB),
            Document::from_units(Lang::Da, DA),
        ])
    }

    fn terms(entry: &Entry) -> Vec<&str> {
        entry.terms.iter().map(|term| term.text.as_str()).collect()
    }

    #[test]
    fn forms_of_a_term_are_one_entry_in_dictionary_form() {
        let glossary = three();
        let found: Vec<Vec<&str>> = glossary.entries().iter().map(terms).collect();
        for expected in [
            ["hyresvärd", "utleier", "udlejer"],
            ["värmepump", "varmepumpe", "varmepumpe"],
            ["hyresavtal", "leiekontrakt", "lejekontrakt"],
        ] {
            assert!(found.contains(&expected.to_vec()), "{expected:?} {found:?}");
        }
        let pump = glossary
            .entries()
            .iter()
            .find(|entry| entry.terms[0].text == "värmepump");
        let forms = &pump.unwrap().terms[0].forms;
        assert_eq!(forms.iter().map(|form| form.count).sum::<usize>(), 4);
        assert!(forms.iter().any(|form| form.text == "värmepumpens"));
    }

    #[test]
    fn function_words_are_not_terms_and_names_have_their_own_kind() {
        let glossary = three();
        let of = |text: &str| {
            glossary
                .entries()
                .iter()
                .find(|entry| entry.terms[0].text == text)
        };
        assert!(of("en").is_none() && of("alla").is_none() && of("av").is_none());
        assert_eq!(of("Nordbo").unwrap().kind, TermKind::Name);
        assert!(of("Nordbo").unwrap().score < of("värmepump").unwrap().score);
    }

    #[test]
    fn examples_show_where_the_terms_occur_together() {
        let glossary = three();
        let entry = glossary
            .entries()
            .iter()
            .find(|entry| entry.terms[0].text == "hyresavtal");
        let lines: Vec<usize> = entry.unwrap().examples[0]
            .places
            .iter()
            .map(|p| p.line)
            .collect();
        assert_eq!(lines, [4, 4]);
    }

    #[test]
    fn entries_are_best_first_and_the_same_every_time() {
        let glossary = three();
        let has_source = |entry: &Entry| entry.terms[0].lang == Lang::Sv;
        let ranks: Vec<(bool, f64)> = glossary
            .entries()
            .iter()
            .map(|entry| (has_source(entry), entry.score))
            .collect();
        assert!(ranks.windows(2).all(|pair| pair[0] >= pair[1]), "{ranks:?}");
        assert!(ranks.iter().all(|(_, score)| (0.0..=1.0).contains(score)));
        assert_eq!(glossary, three());
    }

    #[test]
    fn documents_without_words_give_no_entries() {
        let empty = [
            Document::from_units(Lang::Sv, ["", "123"]),
            Document::from_units(Lang::Nb, ["4"]),
        ];
        assert!(glossary(&empty).entries().is_empty());
        assert!(GlossaryBuilder::new().finish().entries().is_empty());
    }
}
