//! The output for other programs.

use nordalign::write::{self, Date, MemoryOptions, TmxWriter};
use nordalign::{Aligner, Alignment, Document, Format, Lang, Segmentation};
use serde_json::Value;

use crate::{file, laws, parsed};

fn newsletter() -> Alignment {
    let documents = [Lang::Sv, Lang::Nb, Lang::Da].map(|lang| {
        let path = file(&format!("examples/documents/nyhetsbrev.{lang}.md"));
        let mut document = Document::read(lang, path).unwrap();
        document.set_name(format!("nyhetsbrev.{lang}.md"));
        document
    });
    Aligner::new().align(&documents).unwrap()
}

fn memory(alignment: &Alignment, options: MemoryOptions) -> (String, write::Summary) {
    let mut writer = TmxWriter::new(Vec::new(), options);
    writer.add(alignment).unwrap();
    let (memory, summary) = writer.finish().unwrap();
    (String::from_utf8(memory).unwrap(), summary)
}

fn langs(memory: &str) -> Vec<Vec<String>> {
    let units = laws::units(memory).into_iter();
    units
        .map(|unit| unit.into_iter().map(|(lang, _)| lang).collect())
        .collect()
}

#[test]
fn a_memory_of_three_languages_holds_all_three_in_every_unit() {
    let alignment = newsletter();
    let (memory, summary) = memory(&alignment, MemoryOptions::new());
    assert!(summary.written > 30, "{summary:?}");
    assert!(
        langs(&memory)
            .iter()
            .all(|unit| unit == &["sv", "nb", "da"])
    );
    assert!(memory.contains("srclang=\"*all*\""));
}

#[test]
fn a_partial_memory_adds_the_units_of_two_languages() {
    let alignment = newsletter();
    let (_, whole) = memory(&alignment, MemoryOptions::new());
    let (memory, partial) = memory(&alignment, MemoryOptions::new().partial(true));
    assert!(partial.written > whole.written);
    let two = vec!["sv".to_owned(), "da".to_owned()];
    assert!(
        langs(&memory).contains(&two),
        "the bicycle shed, which nb lacks"
    );
}

#[test]
fn a_pair_memory_holds_its_two_languages_and_names_the_source() {
    let alignment = newsletter();
    for pair in alignment.pairs() {
        let (memory, _) = memory(&alignment, MemoryOptions::new().pair(pair));
        let expected = pair.map(|lang| lang.code().to_owned());
        assert!(langs(&memory).iter().all(|unit| *unit == expected));
        assert!(memory.contains(&format!("srclang=\"{}\"", pair[0])));
    }
}

#[test]
fn every_bead_is_written_or_counted_with_the_reason_why_not() {
    let alignment = newsletter();
    for options in [
        MemoryOptions::new(),
        MemoryOptions::new().min_confidence(0.99),
        MemoryOptions::new().partial(true).min_confidence(0.0),
    ] {
        let (_, summary) = memory(&alignment, options.clone());
        let counted = summary.written
            + summary.below
            + summary.without_partner
            + summary.without_words
            + summary.repeated;
        assert_eq!(counted, alignment.beads().len());
        laws::tmx(&alignment, options);
    }
}

#[test]
fn times_and_repeated_cells_stay_out_of_the_memory() {
    let (memory, summary) = memory(&newsletter(), MemoryOptions::new());
    let units = laws::units(&memory);
    let has = |text: &str| units.iter().any(|unit| unit[0].1 == text);
    assert!(!has("06.30–20.00"));
    assert!(has("Måndag och tisdag"));
    assert_eq!(summary.without_words, 9, "the times in the table");
}

#[test]
fn a_unit_gives_its_place_in_the_documents() {
    let (memory, _) = memory(&newsletter(), MemoryOptions::new());
    assert!(
        memory.contains("nyhetsbrev.nb.md:19"),
        "the heading on line 19"
    );
}

#[test]
fn what_xml_forbids_is_removed_and_what_it_reserves_is_escaped() {
    let sv = "Fisk & skaldjur < 5 kg\u{1} kostar\u{0} 90\u{a0}kr ”i\u{ad}dag”.";
    let nb = "Fisk & skalldyr < 5 kg koster\u{b} 90\u{a0}kr «i dag».";
    let documents = [
        Document::from_units(Lang::Sv, [sv]),
        Document::from_units(Lang::Nb, [nb]),
    ];
    let alignment = Aligner::new().align(&documents).unwrap();
    let options = MemoryOptions::new().min_confidence(0.0);
    let (memory, summary) = memory(&alignment, options);
    let units = laws::units(&memory);
    assert_eq!(
        units[0][0].1,
        "Fisk & skaldjur < 5 kg kostar 90\u{a0}kr ”idag”."
    );
    assert_eq!(summary.characters_removed, 3);
}

#[test]
fn regions_dates_and_the_doctype_are_as_requested() {
    let documents = [
        Document::from_units(Lang::Sv, ["Vi ses i morgon."]),
        Document::from_units(Lang::Nb, ["Vi ses i morgen."]),
    ];
    let alignment = Aligner::new().align(&documents).unwrap();
    let plain = MemoryOptions::new().min_confidence(0.0);
    let (bare, _) = memory(&alignment, plain.clone());
    assert!(bare.contains("<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">"));
    assert!(!bare.contains("creationdate"));

    let options = plain
        .lang_tag(Lang::Nb, "nb-NO")
        .unwrap()
        .doctype(false)
        .date(Date::from_unix(1_750_000_000));
    let (asked, _) = memory(&alignment, options);
    assert!(!asked.contains("DOCTYPE"));
    assert!(
        asked.contains("creationdate=\"20250615T150640Z\""),
        "{asked}"
    );
    assert_eq!(langs(&asked), [["sv", "nb-NO"]]);
}

#[test]
fn one_memory_takes_many_alignments_and_writes_a_repeated_unit_once() {
    let pair = |sv: &[&str], nb: &[&str]| {
        let documents = [
            Document::from_units(Lang::Sv, sv),
            Document::from_units(Lang::Nb, nb),
        ];
        Aligner::new().align(&documents).unwrap()
    };
    let mut writer = TmxWriter::new(Vec::new(), MemoryOptions::new().min_confidence(0.0));
    writer
        .add(&pair(&["Läs mer här."], &["Les mer her."]))
        .unwrap();
    writer
        .add(&pair(&["Läs mer här."], &["Les mer her."]))
        .unwrap();
    writer
        .add(&pair(&["Skriv ut sidan."], &["Skriv ut siden."]))
        .unwrap();
    let (memory, summary) = writer.finish().unwrap();
    assert_eq!((summary.written, summary.repeated), (2, 1));
    assert_eq!(laws::units(&String::from_utf8(memory).unwrap()).len(), 2);
}

#[test]
fn the_segment_type_is_true_to_the_content() {
    let documents = [
        parsed(
            Lang::Sv,
            "Ett hus är rött. Ett annat är blått.",
            Format::Plain,
        ),
        parsed(Lang::Da, "Et hus er rødt. Et andet er blåt.", Format::Plain),
    ];
    let of = |segmentation| {
        let aligner = Aligner::builder().segmentation(segmentation).build();
        let alignment = aligner.align(&documents).unwrap();
        memory(&alignment, MemoryOptions::new().min_confidence(0.0)).0
    };
    assert!(of(Segmentation::Paragraph).contains("segtype=\"paragraph\""));
    assert!(of(Segmentation::Sentence).contains("segtype=\"sentence\""));
}

#[test]
fn a_table_has_a_row_for_every_unit_of_the_memory() {
    let alignment = newsletter();
    let mut table = Vec::new();
    let summary = write::tsv(&alignment, &MemoryOptions::new(), &mut table).unwrap();
    let table = String::from_utf8(table).unwrap();
    let rows: Vec<Vec<&str>> = table.lines().map(|row| row.split('\t').collect()).collect();
    assert_eq!(rows[0], ["sv", "nb", "da", "confidence"]);
    assert_eq!(rows.len(), summary.written + 1);
    assert!(rows.iter().all(|row| row.len() == 4));
    let (_, same) = memory(&alignment, MemoryOptions::new());
    assert_eq!(summary, same, "TMX and TSV hold the same units");
}

#[test]
fn json_holds_the_units_and_the_same_beads_as_jsonl() {
    let alignment = newsletter();
    let (mut json, mut jsonl) = (Vec::new(), Vec::new());
    write::json(&alignment, &mut json).unwrap();
    write::jsonl(&alignment, &mut jsonl).unwrap();
    let json: Value = serde_json::from_slice(&json).unwrap();
    let jsonl = String::from_utf8(jsonl).unwrap();
    let lines: Vec<Value> = jsonl
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect();
    assert_eq!(json["beads"], Value::Array(lines));
    assert_eq!(json["documents"][1]["lang"], "nb");
    let units = json["documents"][1]["units"].as_array().unwrap();
    assert_eq!(units.len(), alignment.side(Lang::Nb).unwrap().units.len());
    assert_eq!(units[0]["kind"], "front-matter");
}

#[test]
fn an_alignment_that_another_program_made_inconsistent_is_refused() {
    let alignment = newsletter();
    let whole = serde_json::to_value(&alignment).unwrap();
    let refused = |change: &dyn Fn(&mut Value)| {
        let mut value = whole.clone();
        change(&mut value);
        assert_ne!(value, whole, "the change changes something");
        serde_json::from_value::<Alignment>(value).is_err()
    };
    assert!(refused(
        &|value| value["beads"][0]["units"][0] = Value::from(vec![1])
    ));
    assert!(refused(
        &|value| value["beads"][3]["units"][1] = Value::from(vec![9_999])
    ));
    assert!(refused(&|value| {
        value["beads"].as_array_mut().unwrap().pop();
    }));
    assert!(refused(&|value| {
        value["sides"].as_array_mut().unwrap().pop();
    }));
    assert!(refused(
        &|value| value["sides"][0]["lang"] = Value::from("nb")
    ));
    assert!(refused(
        &|value| value["beads"][2]["pairs"] = Value::Array(Vec::new())
    ));
    assert!(refused(
        &|value| value["beads"][0]["confidence"] = Value::from(7.5)
    ));
}

#[test]
fn a_document_with_damaged_places_is_refused() {
    let document = parsed(
        Lang::Nb,
        "Én **stor** båt &amp; en liten.\n\nTo båter.\n",
        Format::Markdown,
    );
    let whole = serde_json::to_value(&document).unwrap();
    let refused = |change: &dyn Fn(&mut Value)| {
        let mut value = whole.clone();
        change(&mut value);
        assert_ne!(value, whole, "the change changes something");
        serde_json::from_value::<Document>(value).is_err()
    };
    assert!(refused(
        &|value| value["blocks"][0]["span"]["end"] = Value::from(999)
    ));
    assert!(refused(
        &|value| value["blocks"][0]["span"]["start"] = Value::from(1)
    ));
    assert!(refused(&|value| value["source"] = Value::from("kort")));
    assert!(refused(
        &|value| value["blocks"][0]["kind"] = Value::from("roman")
    ));
    assert!(refused(&|value| value["lang"] = Value::from("fi")));
    assert!(refused(
        &|value| value["blocks"][0]["content"]["pieces"][1]["at"] = Value::from(999)
    ));
    assert!(refused(
        &|value| value["blocks"][0]["content"]["pieces"][0]["span"]["end"] = Value::from(999)
    ));
    assert!(refused(
        &|value| value["blocks"][0]["markup"][0]["range"]["end"] = Value::from(999)
    ));
}
