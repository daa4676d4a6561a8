//! `nordalign glossary`: from documents, trees and memories to every format, and what it says of bad input.

use nordalign::write::ENTRY_SCHEMA;
use serde_json::Value;

use crate::sandbox::Sandbox;

const SV: &str = "\
    En hyresgäst får två nycklar.\n\n\
    Varje hyresgäst betalar hyran i förskott.\n\n\
    Säg till hyresvärden om nyckeln är borta.\n\n\
    Hyresvärden svarar för lås & nycklar.\n\n\
    Tvättstugan är öppen till klockan nio.\n\n\
    Cyklar ställs i källaren.\n\n\
    Soprummet ligger på gården.\n\n\
    Husdjur är välkomna.\n\n\
    Balkongen får inte glasas in.\n\n\
    Gården städas i maj.\n\n\
    En ny hyresgäst hälsar på grannarna.\n\n\
    Fråga hyresvärden om målarfärg.\n";
const NB: &str = "\
    En leietaker får to nøkler.\n\n\
    Hver leietaker betaler husleien på forskudd.\n\n\
    Si fra til utleieren hvis nøkkelen er borte.\n\n\
    Utleieren svarer for lås & nøkler.\n\n\
    Vaskekjelleren er åpen til klokken ni.\n\n\
    Sykler settes i kjelleren.\n\n\
    Søppelrommet ligger i gården.\n\n\
    Husdyr er velkomne.\n\n\
    Balkongen kan ikke glasses inn.\n\n\
    Gården ryddes i mai.\n\n\
    En ny leietaker hilser på naboene.\n\n\
    Spør utleieren om maling.\n";
const DA: &str = "\
    En lejer får to nøgler.\n\n\
    Hver lejer betaler huslejen forud.\n\n\
    Sig det til udlejeren, hvis nøglen er væk.\n\n\
    Udlejeren svarer for låse & nøgler.\n\n\
    Vaskekælderen er åben til klokken ni.\n\n\
    Cykler stilles i kælderen.\n\n\
    Skraldrummet ligger i gården.\n\n\
    Husdyr er velkomne.\n\n\
    Altanen må ikke glasses ind.\n\n\
    Gården ryddes i maj.\n\n\
    En ny lejer hilser på naboerne.\n\n\
    Spørg udlejeren om maling.\n";

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    for (lang, text) in [("sv", SV), ("nb", NB), ("da", DA)] {
        sandbox.write(&format!("hyra.{lang}.txt"), text);
        sandbox.write(&format!("docs/{lang}/hyra.txt"), text);
    }
    sandbox
}

const FILES: &str = "hyra.sv.txt hyra.nb.txt hyra.da.txt";

/// A memory of the same texts, in Swedish and Norwegian.
fn memory(norwegian: &str) -> String {
    let mut memory = "<tmx version=\"1.4\"><header srclang=\"sv\"/><body>\n".to_owned();
    for (sv, nb) in SV.split("\n\n").zip(NB.split("\n\n")) {
        let [sv, nb] = [sv, nb].map(|text| text.trim().replace('&', "&amp;"));
        memory.push_str(&format!(
            "<tu><tuv xml:lang=\"sv-SE\"><seg>{sv}</seg></tuv><tuv xml:lang=\"{norwegian}\"><seg>{nb}</seg></tuv></tu>\n"
        ));
    }
    memory + "</body></tmx>\n"
}

#[test]
fn every_line_holds_to_the_schema_and_the_document_has_the_same_entries() {
    let sandbox = sandbox();
    let schema: Value = serde_json::from_str(ENTRY_SCHEMA).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let lines = sandbox
        .run(&format!("glossary {FILES} --format jsonl"))
        .ok();
    let entries: Vec<Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert!(entries.len() >= 3, "{lines}");
    for entry in &entries {
        let errors: Vec<String> = validator
            .iter_errors(entry)
            .map(|e| e.to_string())
            .collect();
        assert!(errors.is_empty(), "{errors:?} {entry}");
    }
    assert_eq!(entries[0]["terms"].as_object().unwrap().len(), 3);
    let document = sandbox.run(&format!("glossary {FILES} --format json")).ok();
    let document: Value = serde_json::from_str(&document).unwrap();
    assert_eq!(document["entries"].as_array(), Some(&entries));
    assert_eq!(document["langs"], serde_json::json!(["sv", "nb", "da"]));
}

#[test]
fn the_ending_of_the_output_says_the_format() {
    let sandbox = sandbox();
    for (name, start) in [
        ("t.csv", "sv,nb,da,kind,count,score,"),
        ("t.tsv", "sv\tnb\tda\tkind\tcount\tscore\t"),
        (
            "t.tbx",
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<martif type=\"TBX-Basic\" xml:lang=\"sv\">",
        ),
        ("t.md", "| Swedish | Norwegian Bokmål | Danish | Kind |"),
        ("t.HTML", "<!DOCTYPE html>"),
        ("t.json", "{\"v\":1,"),
    ] {
        let outcome = sandbox.run(&format!("glossary {FILES} -o {name}"));
        assert!(outcome.stderr.contains("entries written"), "{outcome:?}");
        outcome.ok();
        let text = sandbox.read(name);
        assert!(text.starts_with(start), "{text}");
        assert!(
            text.contains("hyresgäst") && text.contains("leietaker") && text.contains("lejer"),
            "{text}"
        );
    }
    let message = sandbox
        .run(&format!("glossary {FILES} -o termer.docx"))
        .failed(3);
    assert!(message.contains(".xlsx"), "{message}");
}

#[test]
fn tbx_3_is_written_on_request_and_only_as_tbx() {
    let sandbox = sandbox();
    sandbox
        .run(&format!("glossary {FILES} -o t.tbx --tbx 3"))
        .ok();
    assert!(
        sandbox
            .read("t.tbx")
            .contains("<tbx type=\"TBX-Basic\" style=\"dca\"")
    );
    let message = sandbox
        .run(&format!("glossary {FILES} -o t.csv --tbx 3"))
        .failed(3);
    assert!(message.contains("--tbx"), "{message}");
}

#[test]
fn a_spreadsheet_is_the_same_every_time() {
    let sandbox = sandbox();
    let written = |name: &str| {
        sandbox.run(&format!("glossary {FILES} -o {name}")).ok();
        std::fs::read(sandbox.path(name)).unwrap()
    };
    let bytes = written("a.xlsx");
    assert!(bytes.starts_with(b"PK\x03\x04"));
    assert_eq!(bytes, written("b.xlsx"));
}

#[test]
fn an_omegat_glossary_is_one_file_a_pair() {
    let sandbox = sandbox();
    sandbox
        .run("glossary hyra.sv.txt hyra.nb.txt -o two.utf8")
        .ok();
    assert!(sandbox.read("two.utf8").contains("hyresgäst\tleietaker\t"));
    sandbox.run(&format!("glossary {FILES} -o three.utf8")).ok();
    assert!(
        sandbox
            .read("three.sv-da.utf8")
            .contains("hyresgäst\tlejer\t")
    );
    assert!(
        sandbox
            .read("three.nb-da.utf8")
            .contains("leietaker\tlejer\t")
    );
    let message = sandbox
        .run(&format!("glossary {FILES} --format utf8"))
        .failed(3);
    assert!(message.contains("two languages"), "{message}");
}

#[test]
fn a_tree_gives_the_terms_of_all_its_documents() {
    let sandbox = sandbox();
    let lines = sandbox
        .run("glossary --tree docs --min-count 2 --format jsonl")
        .ok();
    assert!(
        lines.contains(r#""terms":{"sv":"hyresgäst","nb":"leietaker","da":"lejer"}"#),
        "{lines}"
    );
    assert!(lines.contains("docs/sv/hyra.txt"), "{lines}");
}

#[test]
fn a_memory_gives_its_terms_in_utf_8_and_in_utf_16() {
    let sandbox = sandbox();
    let memory = memory("nb-NO");
    sandbox.write("minne.tmx", &memory);
    let expected = sandbox.run("glossary minne.tmx").ok();
    assert!(
        expected.contains("hyresgäst\tleietaker\tword"),
        "{expected}"
    );
    let wide: Vec<u8> = format!("\u{feff}{memory}")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    sandbox.write("wide.tmx", wide);
    assert_eq!(sandbox.run("glossary wide.tmx").ok(), expected);
    sandbox.write("dos.tmx", memory.replace('\n', "\r\n"));
    assert_eq!(sandbox.run("glossary dos.tmx").ok(), expected);
}

#[test]
fn a_bad_unit_of_a_memory_is_named_and_all_others_are_read() {
    let sandbox = sandbox();
    let bad = "<tu><tuv><seg>Utan språk</seg></tuv><tuv xml:lang=\"nb\"><seg>Uten språk</seg></tuv></tu>\n</body>";
    sandbox.write("minne.tmx", memory("no").replace("</body>", bad));
    let outcome = sandbox.run("glossary minne.tmx -o termer.csv");
    assert_eq!(outcome.code, Some(1), "{outcome:?}");
    assert!(
        outcome.stderr.contains("minne.tmx:14:"),
        "{}",
        outcome.stderr
    );
    assert!(
        outcome.stderr.contains("`no` is taken for Bokmål"),
        "{}",
        outcome.stderr
    );
    assert!(sandbox.read("termer.csv").contains("hyresgäst,leietaker,"));
}

#[test]
fn memories_and_documents_are_not_mixed_and_no_input_is_written_over() {
    let sandbox = sandbox();
    sandbox.write("minne.tmx", memory("nb"));
    let message = sandbox.run("glossary minne.tmx hyra.sv.txt").failed(3);
    assert!(
        message.contains("hyra.sv.txt is no translation memory"),
        "{message}"
    );
    let message = sandbox
        .run("glossary minne.tmx -o minne.tmx --format csv")
        .failed(3);
    assert!(message.contains("is an input"), "{message}");
    let message = sandbox
        .run(&format!("glossary {FILES} -o hyra.sv.txt --format csv"))
        .failed(3);
    assert!(message.contains("is an input"), "{message}");
    let message = sandbox.run("glossary hyra.sv.txt").failed(3);
    assert!(message.contains("two or three files"), "{message}");
    let message = sandbox.run("glossary finns-inte.tmx").failed(1);
    assert!(message.contains("finns-inte.tmx"), "{message}");
}

#[test]
fn where_nothing_answers_to_anything_a_warning_says_so() {
    let sandbox = Sandbox::new();
    sandbox.write("a.sv.txt", "");
    sandbox.write("a.nb.txt", "Hei");
    sandbox.write("tom.tmx", "<tmx version=\"1.4\"><header/><body/></tmx>");
    for args in ["a.sv.txt a.nb.txt", "tom.tmx"] {
        let outcome = sandbox.run(&format!("glossary {args}"));
        assert!(
            outcome.stderr.contains("no terms were found"),
            "{outcome:?}"
        );
        outcome.ok();
    }
    sandbox.write("text.tmx", "Hej hopp");
    let outcome = sandbox.run("glossary text.tmx");
    assert_eq!(outcome.code, Some(1));
    assert!(
        outcome
            .stderr
            .contains("text.tmx:1: this is no translation memory"),
        "{outcome:?}"
    );
}

#[test]
fn a_word_of_ten_megabytes_and_a_unit_of_ten_megabytes_lose_nothing_else() {
    let sandbox = sandbox();
    let unit = |sv: &str, nb: &str| {
        format!(
            "<tu><tuv xml:lang=\"sv\"><seg>{sv}</seg></tuv><tuv xml:lang=\"nb\"><seg>{nb}</seg></tuv></tu>\n</body>"
        )
    };
    let long = "ordningsregel ".repeat(750_000);
    let memory = memory("nb").replace("</body>", &unit(&"å".repeat(5_000_000), "nei"));
    sandbox.write("minne.tmx", memory.replace("</body>", &unit(&long, &long)));
    assert!(
        sandbox
            .run("glossary minne.tmx")
            .ok()
            .contains("hyresgäst\tleietaker")
    );
}
