//! Translation memories, read back by a strict reader.

use std::collections::BTreeSet;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::root;
use crate::sandbox::Sandbox;

/// The contents of a memory.
#[derive(Debug, Default)]
struct Memory {
    header: Vec<(String, String)>,
    units: Vec<Unit>,
}

#[derive(Debug, Default)]
struct Unit {
    attributes: Vec<(String, String)>,
    props: Vec<(String, String)>,
    texts: Vec<(String, String)>,
}

impl Memory {
    fn header(&self, name: &str) -> Option<&str> {
        value(&self.header, name)
    }

    fn tags(&self) -> BTreeSet<Vec<&str>> {
        let tags = |unit: &'_ Unit| {
            unit.texts
                .iter()
                .map(|(tag, _)| tag.clone())
                .collect::<Vec<_>>()
        };
        let all: BTreeSet<Vec<String>> = self.units.iter().map(tags).collect();
        all.into_iter()
            .map(|tags| tags.into_iter().map(|tag| &*tag.leak()).collect())
            .collect()
    }
}

fn value<'a>(pairs: &'a [(String, String)], name: &str) -> Option<&'a str> {
    pairs
        .iter()
        .find(|(key, _)| key == name)
        .map(|(_, value)| value.as_str())
}

fn attributes(element: &BytesStart) -> Vec<(String, String)> {
    let attribute = |attribute: Result<quick_xml::events::attributes::Attribute, _>| {
        let attribute = attribute.unwrap();
        let key = attribute.key.as_ref().to_owned();
        (
            key,
            quick_xml::escape::unescape(&attribute.value)
                .unwrap()
                .into_owned(),
        )
    };
    element.attributes().map(attribute).collect()
}

/// Reads a memory, and fails on anything that some other program might reject.
fn parse(text: &str) -> Memory {
    assert!(
        text.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"),
        "no BOM, but a declaration"
    );
    let mut reader = Reader::from_str(text);
    let mut memory = Memory::default();
    let mut path: Vec<String> = Vec::new();
    let mut content = String::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Start(element) => {
                let name = element.name().as_ref().to_owned();
                path.push(name);
                content.clear();
                open(&mut memory, &path.join("/"), attributes(&element));
            }
            Event::Empty(element) => {
                assert_eq!(
                    (path.join("/").as_str(), element.name().as_ref()),
                    ("tmx", "header")
                );
                memory.header = attributes(&element);
            }
            Event::Text(part) => {
                content.push_str(&quick_xml::escape::unescape(&part).unwrap());
            }
            Event::GeneralRef(reference) => {
                let character = quick_xml::escape::resolve_predefined_entity(&reference);
                content.push_str(character.expect("only the five entities of XML are defined"));
            }
            Event::End(_) => {
                close(&mut memory, &path.join("/"), &content);
                path.pop();
            }
            Event::Eof => break,
            Event::Decl(_) | Event::DocType(_) => {}
            other => panic!("{other:?} has no place in a memory"),
        }
    }
    assert!(path.is_empty(), "unclosed {path:?}");
    strict(&memory);
    memory
}

fn open(memory: &mut Memory, path: &str, attributes: Vec<(String, String)>) {
    let unit = memory.units.last_mut();
    match path {
        "tmx" => assert_eq!(attributes, [("version".to_owned(), "1.4".to_owned())]),
        "tmx/body" => assert!(attributes.is_empty() && !memory.header.is_empty()),
        "tmx/body/tu" => memory.units.push(Unit {
            attributes,
            ..Unit::default()
        }),
        "tmx/body/tu/prop" | "tmx/body/tu/tuv/prop" => {
            let kind = value(&attributes, "type").unwrap().to_owned();
            assert!(kind.starts_with("x-"), "{kind}");
            let unit = unit.unwrap();
            assert!(
                path.contains("tuv") || unit.texts.is_empty(),
                "a property after a text"
            );
            unit.props.push((kind, String::new()));
        }
        "tmx/body/tu/tuv" => {
            let tag = value(&attributes, "xml:lang").unwrap().to_owned();
            unit.unwrap().texts.push((tag, String::new()));
        }
        "tmx/body/tu/tuv/seg" => assert!(attributes.is_empty()),
        path => panic!("{path} has no place in a memory"),
    }
}

fn close(memory: &mut Memory, path: &str, content: &str) {
    let Some(unit) = memory.units.last_mut() else {
        return;
    };
    match path.rsplit('/').next() {
        Some("seg") => content.clone_into(&mut unit.texts.last_mut().unwrap().1),
        Some("prop") => content.clone_into(&mut unit.props.last_mut().unwrap().1),
        _ => {}
    }
}

/// Rules that the DTD cannot express.
fn strict(memory: &Memory) {
    let required = [
        "creationtool",
        "creationtoolversion",
        "segtype",
        "o-tmf",
        "adminlang",
        "srclang",
        "datatype",
    ];
    for name in required {
        assert!(
            memory.header(name).is_some_and(|value| !value.is_empty()),
            "{name}"
        );
    }
    let mut ids = BTreeSet::new();
    let mut seen = BTreeSet::new();
    for unit in &memory.units {
        let id = value(&unit.attributes, "tuid").unwrap();
        assert!(ids.insert(id) && !id.contains(char::is_whitespace), "{id}");
        assert!(unit.texts.len() >= 2, "{unit:?}");
        assert!(seen.insert(&unit.texts), "twice: {unit:?}");
        let tags: BTreeSet<&str> = unit.texts.iter().map(|(tag, _)| tag.as_str()).collect();
        assert_eq!(tags.len(), unit.texts.len(), "{unit:?}");
        let source = memory.header("srclang").unwrap();
        assert!(source == "*all*" || tags.contains(source), "{unit:?}");
        let confidence: f64 = value(&unit.props, "x-confidence").unwrap().parse().unwrap();
        assert!((0.0..=1.0).contains(&confidence));
        for (_, text) in &unit.texts {
            assert_eq!(*text, nordalign::write::clean(text));
            assert!(text.contains(char::is_alphabetic), "{text}");
        }
    }
}

/// Aligns the example documents into `out.tmx` with `options`; returns the messages and the
/// sandbox.
fn align_examples(name: &str, options: &str) -> (String, Sandbox) {
    let sandbox = Sandbox::new();
    let documents = root().join("examples/documents");
    for lang in ["sv", "nb", "da"] {
        let file = format!("{name}.{lang}.md");
        sandbox.write(&file, std::fs::read(documents.join(&file)).unwrap());
    }
    let files = format!("{name}.sv.md {name}.nb.md {name}.da.md");
    let outcome = sandbox.run(&format!("align {files} -o out.tmx {options}"));
    let said = outcome.stderr.clone();
    assert_eq!(outcome.ok(), "");
    (said, sandbox)
}

#[test]
fn a_memory_of_three_holds_all_three_and_pair_memories_hold_their_pairs() {
    let (said, sandbox) = align_examples("nyhetsbrev", "--pairs");
    let all = parse(&sandbox.read("out.tmx"));
    assert_eq!(all.header("srclang"), Some("*all*"));
    assert_eq!(all.header("segtype"), Some("paragraph"));
    assert_eq!(all.header("creationdate"), None);
    assert_eq!(all.tags(), BTreeSet::from([vec!["sv", "nb", "da"]]));
    for (file, first, second) in [
        ("sv-nb", "sv", "nb"),
        ("sv-da", "sv", "da"),
        ("nb-da", "nb", "da"),
    ] {
        let name = format!("out.{file}.tmx");
        let pair = parse(&sandbox.read(&name));
        assert_eq!(pair.header("srclang"), Some(first));
        assert_eq!(pair.tags(), BTreeSet::from([vec![first, second]]));
        let line = said
            .lines()
            .find(|line| line.contains(&format!("{name}: ")))
            .unwrap();
        assert!(
            line.contains(&format!("{} units written, ", pair.units.len())),
            "{line}"
        );
    }
    let place = value(&all.units[0].props, "x-place").unwrap();
    assert!(place.starts_with("nyhetsbrev.sv.md:"), "{place}");
}

#[test]
fn partial_adds_units_of_two_languages() {
    let (_, sandbox) = align_examples("nyhetsbrev", "");
    let (_, partial) = align_examples("nyhetsbrev", "--partial");
    let (whole, partial) = (
        parse(&sandbox.read("out.tmx")),
        parse(&partial.read("out.tmx")),
    );
    assert!(partial.units.len() > whole.units.len());
    assert!(partial.tags().iter().any(|tags| tags.len() == 2));
}

#[test]
fn a_memory_of_sentences_says_so_except_in_units_of_several_sentences() {
    let (_, sandbox) = align_examples("produkt", "--segment sentence --min-confidence 0");
    let memory = parse(&sandbox.read("out.tmx"));
    assert_eq!(memory.header("segtype"), Some("sentence"));
    for unit in &memory.units {
        let segtype = value(&unit.attributes, "segtype");
        assert!(
            segtype.is_none_or(|segtype| segtype == "paragraph"),
            "{unit:?}"
        );
    }
}

#[test]
fn languages_dates_and_the_doctype_are_as_requested() {
    let sandbox = Sandbox::with_documents();
    let args =
        "align a.sv.txt a.nb.txt -o out.tmx --lang-map sv=sv-SE --lang-map nb=nb-NO --no-doctype";
    let date = [("SOURCE_DATE_EPOCH", "86399")];
    sandbox
        .run_with(&format!("{args} --min-confidence 0"), &date, b"")
        .ok();
    let text = sandbox.read("out.tmx");
    let memory = parse(&text);
    assert!(!text.contains("DOCTYPE"));
    assert_eq!(memory.header("srclang"), Some("sv-SE"));
    assert_eq!(memory.header("creationdate"), Some("19700101T235959Z"));
    assert_eq!(memory.tags(), BTreeSet::from([vec!["sv-SE", "nb-NO"]]));
    sandbox
        .run_with(&format!("{args} --date 2026-05-17"), &date, b"")
        .ok();
    assert_eq!(
        parse(&sandbox.read("out.tmx")).header("creationdate"),
        Some("20260517T000000Z")
    );
    let date = [("SOURCE_DATE_EPOCH", "yesterday")];
    sandbox.run_with(args, &date, b"").failed(3);
}

#[test]
fn the_same_input_gives_the_same_bytes_on_any_number_of_threads() {
    let read = |threads: &str| {
        let sandbox = Sandbox::with_documents();
        let args = "align a.sv.txt a.nb.txt a.da.txt -o out.tmx --min-confidence 0";
        sandbox
            .run_with(args, &[("RAYON_NUM_THREADS", threads)], b"")
            .ok();
        sandbox.read("out.tmx")
    };
    assert_eq!(read("1"), read("4"));
}

#[test]
fn lines_of_the_text_format_are_found_in_the_memory() {
    let (_, sandbox) = align_examples("produkt", "");
    let lines = sandbox.run("segment produkt.sv.md --format text").ok();
    let lines: BTreeSet<&str> = lines.lines().collect();
    let memory = parse(&sandbox.read("out.tmx"));
    let found = memory
        .units
        .iter()
        .filter(|unit| lines.contains(unit.texts[0].1.as_str()))
        .count();
    assert!(
        found * 10 > memory.units.len() * 8,
        "{found} of {}",
        memory.units.len()
    );
}
