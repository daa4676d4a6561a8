//! Glossaries report what a translator should know, and nothing else.

use std::collections::BTreeSet;

use nordalign::glossary::{Entry, Glossary, GlossaryBuilder, Note};
use nordalign::{Aligner, Document, Lang};

use crate::file;

/// Sentences about a term, in sv, nb and da: `{d}` is the definite singular, `{p}` the indefinite
/// plural.
const SENTENCES: [[&str; 3]; 10] = [
    [
        "I våras granskade revisorerna {d} och fann inga fel.",
        "I vår gransket revisorene {d} og fant ingen mangler.",
        "I foråret gennemgik revisorerne {d} og fandt ingen mangler.",
    ],
    [
        "Kommunen ansvarar för {d} under hela perioden.",
        "Kommunen har ansvaret for {d} i hele perioden.",
        "Kommunen har ansvaret for {d} i hele perioden.",
    ],
    [
        "Frågor om {p} besvaras av handläggaren på telefon.",
        "Spørsmål om {p} besvares av saksbehandleren på telefon.",
        "Spørgsmål om {p} besvares af sagsbehandleren på telefon.",
    ],
    [
        "Alla {p} antecknas i ett gemensamt register.",
        "Alle {p} føres inn i et felles register.",
        "Alle {p} noteres i et fælles register.",
    ],
    [
        "Styrelsen återkommer till {d} i juni.",
        "Styret kommer tilbake til {d} i juni.",
        "Bestyrelsen vender tilbage til {d} i juni.",
    ],
    [
        "Nya {p} anmäls till kontoret före årets slut.",
        "Nye {p} meldes til kontoret før årets slutt.",
        "Nye {p} anmeldes til kontoret inden årets udgang.",
    ],
    [
        "Vad som gäller för {d} står i broschyren.",
        "Hva som gjelder for {d}, står i brosjyren.",
        "Hvad der gælder for {d}, står i brochuren.",
    ],
    [
        "Många hade synpunkter på {d} redan i höstas.",
        "Mange hadde synspunkter på {d} allerede i høst.",
        "Mange havde synspunkter på {d} allerede i efteråret.",
    ],
    [
        "Det finns fler {p} i staden än på landsbygden.",
        "Det er flere {p} i byen enn på bygda.",
        "Der er flere {p} i byen end på landet.",
    ],
    [
        "Sekreteraren läser upp en lista över {p}.",
        "Sekretæren leser opp en liste over {p}.",
        "Sekretæren læser en liste over {p} op.",
    ],
];

/// The terms of the fixture, a row each.
fn rows() -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(file("tests/fixtures/glossary/terms.tsv")).unwrap();
    let rows = text.lines().filter(|line| !line.starts_with('#'));
    rows.map(|row| row.split('\t').map(str::to_owned).collect())
        .collect()
}

/// Two documents about all terms, six sentences each; if `planted` is true for a row, two of the
/// six have the other word.
fn glossary(lang: Lang, planted: impl Fn(usize) -> bool) -> Glossary {
    let (side, column) = if lang == Lang::Nb { (1, 2) } else { (2, 6) };
    let mut texts = [Vec::new(), Vec::new()];
    for k in 0..6 {
        for (number, row) in rows().iter().enumerate() {
            let sentence = SENTENCES[(number + k) % SENTENCES.len()];
            let fill = |sentence: &str, at: usize| {
                sentence
                    .replace("{d}", &row[at])
                    .replace("{p}", &row[at + 1])
            };
            let other = if planted(number) && (k == 1 || k == 4) {
                2
            } else {
                0
            };
            texts[0].push(fill(sentence[0], 0));
            texts[1].push(fill(sentence[side], column + other));
        }
    }
    let [sv, other] = texts;
    let documents = [
        Document::from_units(Lang::Sv, sv),
        Document::from_units(lang, other),
    ];
    of(&documents)
}

fn of(documents: &[Document]) -> Glossary {
    let mut builder = GlossaryBuilder::new();
    builder.add(&Aligner::new().align(documents).unwrap());
    builder.finish()
}

/// The first words of each form of the terms that a note on inconsistency is about.
fn inconsistent(glossary: &Glossary) -> Vec<&Entry> {
    let is_about = |note: &Note| matches!(note, Note::Inconsistency { .. });
    let entries = glossary.entries().iter();
    entries
        .filter(|entry| entry.notes.iter().any(is_about))
        .collect()
}

#[test]
fn of_thirty_planted_inconsistencies_twenty_nine_are_found_and_clean_texts_have_none() {
    let rows = rows();
    let (mut found, mut missed, mut false_alarms) = (0, Vec::new(), Vec::new());
    for (lang, remainder) in [(Lang::Nb, 0), (Lang::Da, 1)] {
        let planted = |number: usize| number % 2 == remainder;
        let with = glossary(lang, planted);
        let noted: BTreeSet<&str> = inconsistent(&with)
            .iter()
            .flat_map(|entry| &entry.terms[0].forms)
            .map(|form| form.text.as_str())
            .collect();
        for (number, row) in rows.iter().enumerate() {
            let is_noted = noted.contains(row[0].as_str());
            match (planted(number), is_noted) {
                (true, true) => found += 1,
                (true, false) => missed.push(format!("{lang} {}", row[0])),
                (false, true) => false_alarms.push(format!("{lang} {} beside planted", row[0])),
                (false, false) => {}
            }
        }
        let clean = glossary(lang, |_| false);
        let alarms = inconsistent(&clean).into_iter();
        false_alarms.extend(
            alarms.map(|entry| format!("{lang} {}: {:?}", entry.terms[0].text, entry.notes)),
        );
    }
    assert!(found >= 29, "{found} found; missed {missed:?}");
    assert!(false_alarms.is_empty(), "{false_alarms:?}");
}

#[test]
fn an_inconsistency_gives_the_place_of_the_other_translation() {
    let glossary = glossary(Lang::Nb, |number| number == 0);
    let entry = inconsistent(&glossary)[0];
    let Note::Inconsistency { lang, rivals } = &entry.notes[0] else {
        panic!("{:?}", entry.notes);
    };
    assert_eq!(
        (*lang, rivals[0].text.as_str(), rivals[0].count),
        (Lang::Nb, "huseier", 2)
    );
    let lines: Vec<usize> = rivals[0]
        .examples
        .iter()
        .map(|e| e.places[1].line)
        .collect();
    assert_eq!(lines, [31, 121]);
}

#[test]
fn a_word_that_is_spelled_alike_and_means_something_else_is_reported() {
    let sv = [
        "Filmen var rolig och alla skrattade.",
        "Klubben ordnar en rolig kväll för barnen.",
        "Det är roligt att spela teater.",
        "Alla tyckte att resan var rolig.",
        "Vattnet är lugnt i viken.",
        "Hon är lugn när det blåser.",
        "Vi söker en lugn plats för tältet.",
        "Hunden är lugn och snäll.",
    ];
    let nb = [
        "Filmen var morsom, og alle lo.",
        "Klubben ordner en morsom kveld for barna.",
        "Det er morsomt å spille teater.",
        "Alle syntes at reisen var morsom.",
        "Vannet er rolig i viken.",
        "Hun er rolig når det blåser.",
        "Vi søker en rolig plass til teltet.",
        "Hunden er rolig og snill.",
    ];
    // Added as from a memory, so that nothing depends on alignment.
    let mut builder = GlossaryBuilder::new();
    for (line, (sv, nb)) in (1..).zip(sv.iter().zip(nb)) {
        builder.add_texts("minne.tmx", line, &[(Lang::Sv, sv), (Lang::Nb, nb)]);
    }
    let glossary = builder.finish();
    let entry = glossary
        .entries()
        .iter()
        .find(|entry| entry.terms[0].text == "rolig")
        .unwrap();
    assert_eq!(entry.terms[1].text, "morsom");
    assert_eq!(entry.notes, [false_friend()]);
    assert_eq!(
        entry.notes[0].to_string(),
        "rolig means something else in nb"
    );
}

/// The note, read from JSON, because it cannot be made outside the library.
fn false_friend() -> Note {
    serde_json::from_str(r#"{"kind":"false-friend","lang":"nb","term":"rolig"}"#).unwrap()
}

#[test]
fn a_term_left_in_the_source_language_is_reported() {
    let sv = [
        "Fyll i egenkontrollplanen.",
        "Spara egenkontrollplanen i fem år.",
        "Lägenheten är ledig.",
        "En ledig lägenhet",
    ];
    let da = [
        "Udfyld egenkontrollplanen.",
        "Gem egenkontrollplanen i fem år.",
        "Lejligheden er ledig.",
        "En ledig lejlighed",
    ];
    let glossary = of(&[
        Document::from_units(Lang::Sv, sv),
        Document::from_units(Lang::Da, da),
    ]);
    let notes = |text: &str| {
        let mut entries = glossary.entries().iter();
        entries
            .find(|entry| entry.terms[0].text.starts_with(text))
            .map(|entry| entry.notes.clone())
    };
    assert_eq!(notes("egenkontrollplan"), Some(vec![Note::Copied]));
    assert_eq!(notes("ledig"), Some(Vec::new()));
}

#[test]
fn counting_texts_and_reading_them_again_gives_the_same_glossary_as_storing_them() {
    let rows = rows();
    let units: Vec<[String; 2]> = (0..4)
        .flat_map(|k| rows.iter().map(move |row| (k, row)))
        .map(|(k, row)| {
            [(0, 0), (1, 2)].map(|(side, column)| {
                let sentence = SENTENCES[k][side].replace("{d}", &row[column]);
                sentence.replace("{p}", &row[column + 1])
            })
        })
        .collect();
    let texts = |unit: &[String; 2]| [(Lang::Sv, unit[0].clone()), (Lang::Nb, unit[1].clone())];
    // All stored, all counted, and every third stored.
    let of = |keeps: fn(usize) -> bool| {
        let mut builder = GlossaryBuilder::new();
        for (line, unit) in units.iter().enumerate() {
            let texts = texts(unit);
            let texts = texts.each_ref().map(|(lang, text)| (*lang, text.as_str()));
            match keeps(line) {
                true => builder.add_texts("minne.tmx", line + 1, &texts),
                false => builder.count_texts("minne.tmx", line + 1, &texts),
            }
        }
        let glossary = builder.finish_again(|examples| {
            for (line, unit) in units.iter().enumerate().filter(|(line, _)| !keeps(*line)) {
                let texts = texts(unit);
                let texts = texts.each_ref().map(|(lang, text)| (*lang, text.as_str()));
                examples.show("minne.tmx", line + 1, &texts);
            }
            Ok::<(), nordalign::Error>(())
        });
        glossary.unwrap()
    };
    let kept = of(|_| true);
    assert!(kept.entries().len() > 20);
    assert!(
        kept.entries()
            .iter()
            .all(|entry| !entry.examples.is_empty())
    );
    assert_eq!(of(|_| false), kept);
    assert_eq!(of(|line| line % 3 == 0), kept);
}
