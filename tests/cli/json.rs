//! JSON and JSONL against their published schemas.

use std::fs;

use nordalign::Lang;
use nordalign::write::{ALIGNMENT_SCHEMA, BEAD_SCHEMA};
use serde_json::{Value, json};

use crate::root;
use crate::sandbox::Sandbox;

/// Checks `value` against a published schema, and says where it differs.
#[track_caller]
pub(crate) fn holds_to(schema: &str, value: &Value) {
    let schema: Value = serde_json::from_str(schema).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let errors: Vec<String> = validator
        .iter_errors(value)
        .map(|error| error.to_string())
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

fn is_valid(schema: &str, value: &Value) -> bool {
    jsonschema::draft202012::is_valid(&serde_json::from_str(schema).unwrap(), value)
}

/// The example documents `name`, as arguments.
fn examples(name: &str, langs: &[&str]) -> String {
    let ending = if name == "regler" { "txt" } else { "md" };
    let documents = root().join("examples/documents");
    let path = |lang| {
        documents
            .join(format!("{name}.{lang}.{ending}"))
            .display()
            .to_string()
    };
    langs.iter().map(path).collect::<Vec<_>>().join(" ")
}

#[test]
fn every_output_matches_its_schema() {
    let sandbox = Sandbox::new();
    let cases: [(&str, &[&str], &str); 4] = [
        ("nyhetsbrev", &["sv", "nb", "da"], "--reasons"),
        ("produkt", &["nb", "sv", "da"], "--segment sentence"),
        ("nyhetsbrev", &["da", "sv"], "--reasons"),
        ("regler", &["sv", "nb"], "--segment line"),
    ];
    for (name, langs, options) in cases {
        let args = format!("align {} {options} --format", examples(name, langs));
        let document = sandbox.run(&format!("{args} json")).ok();
        let document: Value = serde_json::from_str(&document).unwrap();
        holds_to(ALIGNMENT_SCHEMA, &document);
        let lines = sandbox.run(&format!("{args} jsonl")).ok();
        let lines = lines
            .lines()
            .map(|line| serde_json::from_str(line).unwrap());
        let beads: Vec<Value> = lines.collect();
        assert_eq!(document["beads"].as_array(), Some(&beads));
        covers(&document, langs);
    }
}

#[test]
fn a_line_matches_its_schema() {
    let sandbox = Sandbox::new();
    let args = format!(
        "align {} --format jsonl --reasons",
        examples("regler", &["sv", "nb", "da"])
    );
    for line in sandbox.run(&args).ok().lines().step_by(5) {
        holds_to(BEAD_SCHEMA, &serde_json::from_str(line).unwrap());
    }
}

/// Every unit is in exactly one bead, and with three languages in exactly one bead of each of its
/// pairs.
fn covers(document: &Value, langs: &[&str]) {
    let beads = document["beads"].as_array().unwrap();
    let numbers = |units: &Value| -> Vec<u64> {
        units
            .as_array()
            .unwrap()
            .iter()
            .map(|unit| unit.as_u64().unwrap())
            .collect()
    };
    for lang in langs {
        let documents = document["documents"].as_array().unwrap();
        let own = documents
            .iter()
            .find(|document| document["lang"] == *lang)
            .unwrap();
        let all: Vec<u64> = (0..own["units"].as_array().unwrap().len() as u64).collect();
        let mut units: Vec<u64> = beads
            .iter()
            .flat_map(|bead| numbers(&bead["units"][lang]))
            .collect();
        units.sort_unstable();
        assert_eq!(units, all);
        if langs.len() < 3 {
            continue;
        }
        for pair in pairs(langs).iter().filter(|pair| pair.contains(lang)) {
            let side = usize::from(!pair.starts_with(lang));
            let mut units: Vec<u64> = beads
                .iter()
                .flat_map(|bead| bead["pairs"][pair].as_array().unwrap())
                .flat_map(|bead| numbers(&bead[side]))
                .collect();
            units.sort_unstable();
            assert_eq!(units, all, "{pair}");
        }
    }
}

/// Each of `langs` with each later one.
fn pairs(langs: &[&str]) -> Vec<String> {
    let later = |i: usize| langs.iter().skip(i + 1);
    let each = langs.iter().enumerate();
    each.flat_map(|(i, a)| later(i).map(move |b| format!("{a}-{b}")))
        .collect()
}

#[test]
fn the_schemas_refuse_what_is_not_in_the_format() {
    let bead = json!({"v": 1, "units": {"sv": [0], "nb": []}, "text": {"sv": ["Hej"], "nb": []},
        "lines": {"sv": [[1, 2]], "nb": []}, "confidence": 0.9});
    holds_to(BEAD_SCHEMA, &bead);
    let changes = [
        ("v", json!(2)),
        ("extra", json!(1)),
        ("moved", json!(false)),
        ("confidence", json!(1.1)),
        ("units", json!({"sv": [0], "nb": [], "no": []})),
        ("units", json!({"sv": [-1], "nb": []})),
        ("lines", json!({"sv": [[0, 1]], "nb": []})),
        ("lines", json!({"sv": [[1]], "nb": []})),
        ("pairs", json!({"sv-nb": [[[0], []]]})),
        ("reasons", json!({"sv-nb": [{}]})),
    ];
    for (key, value) in changes {
        let mut changed = bead.clone();
        changed[key] = value;
        assert!(!is_valid(BEAD_SCHEMA, &changed), "{changed}");
    }
}

#[test]
fn wherever_a_schema_lists_languages_it_lists_them_all() {
    let codes: Vec<&str> = Lang::ALL.iter().map(|lang| lang.code()).collect();
    for folder in ["crates/nordalign/schema", "crates/nordalign-cli/schema"] {
        for file in fs::read_dir(root().join(folder)).unwrap() {
            let path = file.unwrap().path();
            let schema: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
            let lists = lists_of_languages(&schema);
            assert!(!lists.is_empty(), "{}", path.display());
            for list in lists {
                assert!(
                    codes.iter().all(|code| list.contains(code)),
                    "{}: {list:?}",
                    path.display()
                );
            }
        }
    }
}

/// The names of properties and the allowed values that are languages, wherever they stand in a
/// schema.
fn lists_of_languages(schema: &Value) -> Vec<Vec<&str>> {
    let is_list = |list: &Vec<&str>| list.contains(&Lang::ALL[0].code());
    match schema {
        Value::Array(values) => {
            let own: Vec<&str> = values.iter().filter_map(Value::as_str).collect();
            let inner = values.iter().flat_map(lists_of_languages);
            inner.chain(Some(own).filter(is_list)).collect()
        }
        Value::Object(values) => {
            let own: Vec<&str> = values.keys().map(String::as_str).collect();
            let inner = values.values().flat_map(lists_of_languages);
            inner.chain(Some(own).filter(is_list)).collect()
        }
        _ => Vec::new(),
    }
}

#[test]
fn both_schemas_describe_a_bead_in_the_same_way() {
    let whole: Value = serde_json::from_str(ALIGNMENT_SCHEMA).unwrap();
    let line: Value = serde_json::from_str(BEAD_SCHEMA).unwrap();
    for (key, value) in whole["$defs"]["bead"].as_object().unwrap() {
        assert_eq!(&line[key], value, "{key}");
    }
    for (key, value) in line["$defs"].as_object().unwrap() {
        assert_eq!(&whole["$defs"][key], value, "{key}");
    }
}

#[test]
fn units_are_written_with_kind_and_place() {
    let sandbox = Sandbox::new();
    sandbox.write("a.sv.md", "# Innehåll\n\n- Alle mennesker er født frie\n");
    let lines = sandbox.run("segment a.sv.md --format jsonl").ok();
    let expected = [
        r#"{"v":1,"index":0,"kind":"heading","level":1,"lines":[1,1],"span":{"start":2,"end":11},"text":"Innehåll","language":"sv","language_score":0.9526}"#,
        r#"{"v":1,"index":1,"kind":"list-item","level":1,"marker":"-","lines":[3,3],"span":{"start":15,"end":43},"text":"Alle mennesker er født frie","language":"unsure","language_score":0.5813}"#,
    ];
    assert_eq!(lines.lines().collect::<Vec<_>>(), expected);
}
