//! `nordalign glossary`: from documents, trees and memories to every format, and its messages about
//! bad input.

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
fn memories_with_a_language_twice_or_in_an_old_encoding_give_the_same_terms() {
    let sandbox = Sandbox::new();
    let plain = memory("nb").replace(['“', '”', '→'], "-");
    sandbox.write("minne.tmx", &plain);
    let expected = sandbox.run("glossary minne.tmx").ok();
    assert!(expected.lines().count() > 2, "{expected}");
    let other = "<tuv xml:lang=\"no\"><seg>Noe annet</seg></tuv>";
    sandbox.write(
        "minne.tmx",
        plain.replace("</tu>", &format!("{other}</tu>")),
    );
    let outcome = sandbox.run("glossary minne.tmx");
    let warning = "units with a language twice (the memory has nb, no, sv-SE)";
    assert_eq!(outcome.stderr.matches(warning).count(), 1, "{outcome:?}");
    assert_eq!(outcome.stderr.lines().count(), 1, "{outcome:?}");
    assert_eq!(outcome.ok(), expected);
    let latin = |text: &str| {
        text.chars()
            .map(|c| u8::try_from(c).unwrap())
            .collect::<Vec<u8>>()
    };
    let declared = format!("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>{plain}");
    sandbox.write("minne.tmx", latin(&declared));
    assert_eq!(sandbox.run("glossary minne.tmx").ok(), expected);
    sandbox.write("minne.tmx", latin(&plain));
    let outcome = sandbox.run("glossary minne.tmx");
    assert_eq!(outcome.code, Some(1), "{outcome:?}");
    assert!(
        outcome.stderr.contains("--encoding windows-1252"),
        "{outcome:?}"
    );
    let args = "glossary minne.tmx --encoding windows-1252";
    assert_eq!(sandbox.run(args).ok(), expected);
    let message = sandbox
        .run("glossary minne.tmx --encoding nb=latin1")
        .failed(3);
    assert!(message.contains("one encoding"), "{message}");
}

#[test]
fn a_memory_without_two_of_the_languages_names_those_that_it_has() {
    let sandbox = Sandbox::new();
    sandbox.write("minne.tmx", memory("en-GB"));
    let outcome = sandbox.run("glossary minne.tmx");
    assert!(
        outcome.stderr.contains("(the memory has en-GB, sv-SE)"),
        "{outcome:?}"
    );
    sandbox.write("minne.tmx", memory("nob"));
    let expected = sandbox.run("glossary minne.tmx").ok();
    assert!(expected.lines().count() > 2, "{expected}");
    sandbox.write(
        "minne.tmx",
        memory("nb").replace("<seg>", "").replace("</seg>", ""),
    );
    let outcome = sandbox.run("glossary minne.tmx");
    assert_eq!(outcome.code, Some(1), "{outcome:?}");
    assert!(
        outcome.stderr.contains("a text of it is in no <seg>"),
        "{outcome:?}"
    );
}

#[test]
fn every_line_matches_the_schema_and_the_document_has_the_same_entries() {
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
fn the_ending_of_the_output_decides_the_format() {
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
fn an_omegat_glossary_has_one_file_for_each_pair() {
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
fn memories_and_documents_are_not_mixed_and_no_input_is_overwritten() {
    let sandbox = sandbox();
    sandbox.write("minne.tmx", memory("nb"));
    let message = sandbox.run("glossary minne.tmx hyra.sv.txt").failed(3);
    assert!(
        message.contains("hyra.sv.txt is not a translation memory"),
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
fn without_any_terms_there_is_a_warning() {
    let sandbox = Sandbox::new();
    sandbox.write("a.sv.txt", "");
    sandbox.write("a.nb.txt", "Hei");
    sandbox.write("tom.tmx", "<tmx version=\"1.4\"><header/><body/></tmx>");
    for args in ["a.sv.txt a.nb.txt", "tom.tmx"] {
        let outcome = sandbox.run(&format!("glossary {args}"));
        assert!(outcome.stderr.contains("no terms found"), "{outcome:?}");
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
fn a_word_or_a_unit_of_ten_megabytes_does_not_harm_the_others() {
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

/// A term base in TBX version 2, written by hand.
const BASE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX-Basic" xml:lang="sv"><martifHeader><fileDesc><sourceDesc><p>Nordbo</p></sourceDesc></fileDesc></martifHeader>
<text><body>
<termEntry id="c1"><descrip type="subjectField">bostad &amp; hyra</descrip>
 <langSet xml:lang="sv-SE"><tig><term>hyresgäst</term></tig></langSet>
 <langSet xml:lang="no"><ntig><termGrp><term>leie<hi>boer</hi></term></termGrp></ntig>
  <tig><term>leietaker</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig></langSet>
 <langSet xml:lang="en"><tig><term>tenant</term></tig></langSet>
</termEntry>
<termEntry id="c2"><langSet><tig><term>utan språk</term></tig></langSet></termEntry>
<termEntry id="c1"><langSet xml:lang="sv"><tig><term>hyresvärd</term></tig></langSet>
 <langSet xml:lang="nb"><tig><term>huseier</term></tig></langSet></termEntry>
<termEntry id="c4"><langSet xml:lang="sv"><tig><term>hyresvärd</term></tig></langSet>
 <langSet xml:lang="nb"><tig><term>utleier</term></tig></langSet></termEntry>
<termEntry id="c5"><langSet xml:lang="sv"><tig><term>→</term></tig></langSet></termEntry>
</body></text></martif>
"#;

#[test]
fn one_glossary_can_be_the_term_base_of_the_next() {
    let sandbox = sandbox();
    for name in ["base.csv", "base.tsv", "base.tbx", "base.xlsx"] {
        sandbox.run(&format!("glossary {FILES} -o {name}")).ok();
    }
    sandbox
        .run(&format!("glossary {FILES} --tbx 3 -o base3.tbx"))
        .ok();
    // The terms of the base are used everywhere except in one place of each language.
    let nb = NB.replacen("Hver leietaker", "Hver beboer", 1);
    let da = DA.replacen("Spørg udlejeren", "Spørg ejeren", 1);
    sandbox.write("hyra.nb.txt", nb);
    sandbox.write("hyra.da.txt", da);
    let expected = "\
        term\twanted\tforbidden\tsource\tsource place\tsource text\ttranslation\tplace\ttext\n\
        hyresgäst\tleietaker\t\tsv\thyra.sv.txt:3\tVarje hyresgäst betalar hyran i förskott.\t\
        nb\thyra.nb.txt:3\tHver beboer betaler husleien på forskudd.\n\
        hyresvärd\tudlejer\t\tsv\thyra.sv.txt:23\tFråga hyresvärden om målarfärg.\t\
        da\thyra.da.txt:23\tSpørg ejeren om maling.\n";
    for base in ["base.csv", "base.tsv", "base.tbx", "base3.tbx", "base.xlsx"] {
        let outcome = sandbox.run(&format!(
            "glossary {FILES} --terms {base} -o t.jsonl --departures avvik.tsv"
        ));
        assert!(
            outcome
                .stderr
                .contains("2 translations depart from the term base"),
            "{base} {outcome:?}"
        );
        outcome.ok();
        assert_eq!(sandbox.read("avvik.tsv"), expected, "{base}");
        let found = sandbox
            .run(&format!(
                "check hyra.sv.txt hyra.nb.txt --terms {base} --format jsonl"
            ))
            .ok();
        assert!(
            found.contains("“hyresgäst” should be leietaker"),
            "{base} {found}"
        );
    }
}

#[test]
fn every_format_shows_which_entries_are_in_the_base_and_the_departures() {
    let sandbox = sandbox();
    sandbox.write(
        "base.csv",
        "sv;nb;nb-forbidden\r\nhyresgäst;leieboer;leietaker\r\n",
    );
    let run = |format: &str| {
        let args = format!("glossary {FILES} --terms base.csv --format {format}");
        sandbox.run(&args).ok()
    };
    let schema: Value = serde_json::from_str(ENTRY_SCHEMA).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let entries: Vec<Value> = run("jsonl")
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert!(entries.iter().all(|entry| validator.is_valid(entry)));
    let of = |term: &str| {
        let mut entries = entries.iter();
        entries.find(|entry| entry["terms"]["sv"] == term).unwrap()
    };
    assert_eq!(of("hyresvärd")["in_base"], false);
    assert_eq!(of("hyresgäst")["in_base"], true);
    let note = &of("hyresgäst")["notes"][0];
    assert_eq!(note["kind"], "departure");
    assert_eq!(note["wanted"], serde_json::json!(["leieboer"]));
    assert_eq!(note["count"], 3);
    assert_eq!(
        note["examples"][0]["places"][1]["text"],
        "En leietaker får to nøkler."
    );
    let document: Value = serde_json::from_str(&run("json")).unwrap();
    assert_eq!(document["departures"].as_array().map(Vec::len), Some(3));
    assert_eq!(document["departures"][0]["forbidden"], "leietaker");
    let table = run("tsv");
    assert!(
        table.contains("yes\tshould be leieboer in nb by the term base (3)\n"),
        "{table}"
    );
    let page = run("html");
    assert!(
        page.contains("Departures from the term base")
            && page.contains("“hyresgäst” should be leieboer, not leietaker"),
        "{page}"
    );
    assert!(run("markdown").contains("| Departure | Source | Translation |"));
    // Without departures no format lists any.
    sandbox.write("base.csv", "sv;nb\nhyresgäst;leietaker\n");
    assert!(!run("html").contains("Departures"));
    assert!(run("tsv").contains("\tin base\tnotes\n"));
}

#[test]
fn unusable_entries_of_a_tbx_term_base_are_reported_and_the_others_used() {
    let sandbox = sandbox();
    let wide: Vec<u8> = format!("\u{feff}{BASE}")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    for (name, bytes) in [
        ("base.tbx", BASE.as_bytes().to_vec()),
        ("dos.tbx", BASE.replace('\n', "\r\n").into_bytes()),
        ("wide.xml", wide),
    ] {
        sandbox.write(name, bytes);
        let outcome = sandbox.run(&format!(
            "glossary hyra.sv.txt hyra.nb.txt --terms {name} -o t.tsv --departures -"
        ));
        for said in [
            format!("{name}:5: `no` is taken for Bokmål (nb)"),
            format!("{name}:11: this entry is left out: the section on line 11"),
            format!("{name}:12: the id c1 stands on line 5 already"),
            format!("{name}:16: this entry is left out: “→” is no term"),
        ] {
            assert!(outcome.stderr.contains(&said), "{said} {}", outcome.stderr);
        }
        let departures = outcome.ok();
        assert_eq!(departures.lines().count(), 4, "{departures}");
        assert!(
            departures.contains("hyresgäst\tleieboer\tleietaker\tsv\thyra.sv.txt:1"),
            "{departures}"
        );
    }
}

#[test]
fn an_invalid_term_base_is_refused_with_the_place_of_the_error() {
    let sandbox = sandbox();
    let broken = |at: &str| BASE.split(at).next().unwrap().to_owned();
    let open = format!(
        "sv,nb\n\"hyresgäst,leietaker\n{}",
        "hyra,leie\n".repeat(1_000_000)
    );
    let cases: [(&str, Vec<u8>, &str); 10] = [
        (
            "a.csv",
            b"term,translation\nhyra,leie\n".to_vec(),
            "a.csv:1: the first row must name the columns",
        ),
        (
            "b.csv",
            "sv,nb,no\nhyra,leie,leie\n".into(),
            "b.csv:1: two columns have terms in nb: nb and no",
        ),
        (
            "c.csv",
            "sv,nb\r\nhyra,leie\rlås,lås\nhyra,leie,utleie\n".into(),
            "c.csv:4: more cells than the first row has columns",
        ),
        ("d.csv", open.into(), "d.csv:2: “hyresgäst,leietaker"),
        (
            "e.tbx",
            broken("<termEntry id=\"c4\"").into(),
            "e.tbx:14: the term base breaks off here",
        ),
        (
            "f.tbx",
            broken("</langSet>\n <langSet xml:lang=\"en\"").into(),
            "f.tbx:8: the term base breaks off here",
        ),
        (
            "g.tbx",
            "<tmx version=\"1.4\"></tmx>".into(),
            "g.tbx:1: this is no term base in TBX",
        ),
        (
            "h.xlsx",
            b"PK\x03\x04 trasig".to_vec(),
            "h.xlsx: the spreadsheet cannot be read",
        ),
        (
            "i.xls",
            b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(),
            "i.xls: this is a spreadsheet in an old format",
        ),
        ("j.csv", b"sv,nb\nl\xe5s,l\xe5s\n".to_vec(), "j.csv:2"),
    ];
    for (name, bytes, said) in cases {
        sandbox.write(name, bytes);
        let message = sandbox
            .run(&format!("glossary {FILES} --terms {name} -o t.tsv"))
            .failed(3);
        assert!(message.contains(said), "{message}");
        assert!(message.len() < 500, "{}", message.len());
        assert!(!sandbox.path("t.tsv").exists());
    }
}

#[test]
fn a_table_with_mixed_line_ends_repeated_ids_and_a_huge_note_is_read_whole() {
    let sandbox = sandbox();
    let note = "å".repeat(5_000_000);
    sandbox.write(
        "base.csv",
        format!("id,sv,nb,note\r\n1,hyresgäst,beboer,{note}\n2,lås,lås,\r2,hyresvärd,huseier,\r\n"),
    );
    let outcome = sandbox
        .run("glossary hyra.sv.txt hyra.nb.txt --terms base.csv -o t.tsv --departures avvik.csv");
    assert!(
        outcome
            .stderr
            .contains("base.csv:4: the id 2 stands on line 3 already"),
        "{outcome:?}"
    );
    outcome.ok();
    let departures = sandbox.read("avvik.csv");
    assert!(
        departures.contains("hyresgäst,beboer,") && departures.contains("hyresvärd,huseier,"),
        "{departures}"
    );
}

#[test]
fn departures_overwrite_neither_the_term_base_nor_an_input() {
    let sandbox = sandbox();
    sandbox.write("base.csv", "sv,nb\nhyresgäst,leietaker\n");
    for (args, said) in [
        ("-o base.csv", "base.csv is an input"),
        ("--departures base.csv", "base.csv is an input"),
        (
            "--departures hyra.sv.txt",
            "in which format to write departures",
        ),
        ("--departures -", "both be written to stdout"),
        ("-o a.csv --departures a.csv", "both be written to a.csv"),
    ] {
        let message = sandbox
            .run(&format!("glossary {FILES} --terms base.csv {args}"))
            .failed(3);
        assert!(message.contains(said), "{message}");
    }
    let message = sandbox
        .run(&format!("glossary {FILES} --departures avvik.csv"))
        .failed(3);
    assert!(message.contains("--terms"), "{message}");
}

#[test]
fn a_table_begins_with_a_byte_order_mark_on_request() {
    let sandbox = Sandbox::with_documents();
    let command = "glossary a.sv.txt a.nb.txt --min-count 1";
    sandbox.run(&format!("{command} -o termer.csv --bom")).ok();
    sandbox.run(&format!("{command} -o utan.csv")).ok();
    let [with, without] = ["termer.csv", "utan.csv"].map(|name| sandbox.read(name));
    assert_eq!(with, format!("\u{feff}{without}"));
    let stderr = sandbox
        .run(&format!("{command} -o termer.xlsx --bom"))
        .failed(3);
    assert!(stderr.contains("--bom"), "{stderr}");
}

#[test]
fn no_cell_of_a_csv_file_is_a_formula_even_if_semicolons_separate_cells() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "termer.csv",
        "sv,nb\navtal,avtale\n\"'=kund;'-kunder\",\"kunde\"\n",
    );
    sandbox.write(
        "minne.tmx",
        "<tmx><body>\
         <tu><tuv xml:lang=\"sv\"><seg>avtal gäller; =1+1</seg></tuv><tuv xml:lang=\"nb\"><seg>kontrakt;=cmd|' /C calc'!A0</seg></tuv></tu>\
         <tu><tuv xml:lang=\"sv\"><seg>en kund</seg></tuv><tuv xml:lang=\"nb\"><seg>en gjest</seg></tuv></tu>\
         </body></tmx>",
    );
    let command = "glossary minne.tmx --terms termer.csv --min-count 1 -o g.csv --departures";
    sandbox.run(&format!("{command} avvik.csv")).ok();
    let departures = sandbox.read("avvik.csv");
    assert!(
        departures.contains(
            ",\"avtal gäller; '=1+1\",nb,minne.tmx:1,\"kontrakt;'=cmd|' /C calc'!A0\"\r\n"
        ),
        "{departures}"
    );
    // The apostrophe that protects a cell is not part of the term, and is written again.
    assert!(departures.contains("\r\n'=kund,kunde,"), "{departures}");
    sandbox.run(&format!("{command} avvik.tsv")).ok();
    assert!(sandbox.read("avvik.tsv").contains("\tkontrakt;'=cmd|"));
}

#[test]
fn a_memory_read_twice_gives_the_same_terms_as_one_read_once() {
    let sandbox = sandbox();
    sandbox.write("a.tmx", memory("nb"));
    sandbox.write("b.tmx", memory("nb-NO"));
    let lines = sandbox.run("glossary a.tmx b.tmx --format jsonl").ok();
    let places: Vec<Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let texts = places.iter().map(|entry| entry["examples"][0].to_string());
    assert!(
        lines.contains("a.tmx") && lines.lines().count() > 2,
        "{lines}"
    );
    for text in texts {
        assert!(
            text.contains(".tmx") && !text.contains("\"text\":\"\""),
            "{text}"
        );
    }
}
