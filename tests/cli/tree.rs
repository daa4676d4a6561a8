//! Whole trees of documents.

use crate::sandbox::Sandbox;

const SV: &str = "# Om oss\n\nVi bygger träbåtar efter gamla ritningar i Göteborg.\n\nVerkstaden grundades 1987.\n";
const NB: &str = "# Om oss\n\nVi bygger trebåter etter gamle tegninger i Göteborg.\n\nVerkstedet ble grunnlagt i 1987.\n";
const DA: &str = "# Om os\n\nVi bygger træbåde efter gamle tegninger i Göteborg.\n\nVærkstedet blev grundlagt i 1987.\n";

/// Two pages in three languages; one lacks its Danish version.
fn site() -> Sandbox {
    let sandbox = Sandbox::new();
    for (lang, text) in [("sv", SV), ("nb", NB), ("da", DA)] {
        sandbox.write(&format!("docs/{lang}/om.md"), text);
    }
    sandbox.write(
        "docs/sv/guide/pris.md",
        "En roddbåt kostar 45 000 kronor.\n",
    );
    sandbox.write("docs/nb/guide/pris.md", "En robåt koster 45 000 kroner.\n");
    sandbox
}

#[test]
fn a_tree_becomes_one_memory_of_the_units_that_all_languages_have() {
    let sandbox = site();
    let outcome = sandbox.run("align --tree docs/sv docs/nb docs/da -o all.tmx");
    let said = outcome.stderr.clone();
    outcome.ok();
    assert!(
        said.contains("2 sets of documents: 2 by path; 1 lacking a language"),
        "{said}"
    );
    assert!(said.contains("docs/sv/guide/pris.md has no da"), "{said}");
    assert!(said.contains("--partial includes them"), "{said}");
    let memory = sandbox.read("all.tmx");
    assert!(memory.contains("docs/da/om.md:3"), "{memory}");
    assert!(!memory.contains("45 000"));
    sandbox
        .run("align --tree docs/sv docs/nb docs/da -o all.tmx --partial")
        .ok();
    assert!(sandbox.read("all.tmx").contains("45 000"));
}

#[test]
fn a_folder_gets_a_file_for_each_document() {
    let sandbox = site();
    sandbox
        .run("align --tree docs/sv docs/nb docs/da -o ut/ --format tmx")
        .ok();
    assert!(sandbox.read("ut/guide/pris.tmx").contains("45 000"));
    assert!(sandbox.read("ut/om.tmx").contains("1987"));
    sandbox
        .run("align --tree docs/sv docs/nb docs/da -o ut --format jsonl --reasons")
        .ok();
    assert!(sandbox.read("ut/guide/pris.jsonl").contains("\"sv\""));
    sandbox.run("align --tree docs -o par/ --pairs").ok();
    assert!(sandbox.read("par/om.nb-da.tmx").contains("1987"));
}

#[test]
fn without_an_output_the_pairing_is_shown() {
    let sandbox = site();
    let table = sandbox.run("align --tree docs").ok();
    let expected = "found\tscore\tsv\tnb\tda\n\
        path\t1.00\tdocs/sv/guide/pris.md\tdocs/nb/guide/pris.md\t\n\
        path\t1.00\tdocs/sv/om.md\tdocs/nb/om.md\tdocs/da/om.md\n";
    assert_eq!(table, expected);
}

#[test]
fn a_report_lists_the_documents_that_a_pattern_pairs() {
    let sandbox = site();
    sandbox.write(
        "docs/nb/bare-norsk.md",
        "Denne siden finnes bare på norsk.\n",
    );
    let args = "align --pattern docs/{lang}/**/*.md --report rapport.jsonl -o all.tsv";
    sandbox.run(args).ok();
    let report = sandbox.read("rapport.jsonl");
    let lines: Vec<&str> = report.lines().collect();
    assert_eq!(lines.len(), 3, "{report}");
    assert!(
        lines[0]
            .starts_with(r#"{"v":1,"set":{"places":[{"lang":"sv","path":"docs/sv/guide/pris.md""#)
    );
    let alone =
        r#"{"v":1,"unpaired":{"path":"docs/nb/bare-norsk.md","lang":"nb","reason":"no-partner"}}"#;
    assert_eq!(lines[2], alone);
    assert!(
        sandbox
            .read("all.tsv")
            .starts_with("sv\tnb\tda\tconfidence\n")
    );
}

#[test]
fn a_document_that_cannot_be_read_is_named_and_the_exit_code_is_1() {
    let sandbox = site();
    sandbox.write("docs/nb/om.md", b"Bl\xE5b\xE6r");
    let outcome = sandbox.run("align --tree docs/sv docs/nb docs/da -o all.tmx --partial");
    assert_eq!(outcome.code, Some(1), "{}", outcome.stderr);
    assert!(
        outcome.stderr.contains("warning: docs/nb/om.md:1: "),
        "{}",
        outcome.stderr
    );
    assert!(
        outcome
            .stderr
            .contains("1 document or folder could not be read"),
        "{}",
        outcome.stderr
    );
    assert!(sandbox.read("all.tmx").contains("docs/da/om.md"));
    let encoded = "align --tree docs/sv docs/nb docs/da -o all.tmx --encoding nb=windows-1252";
    sandbox.run(encoded).ok();
}

#[test]
fn files_without_a_language_are_in_the_source_language_if_one_is_given() {
    let sandbox = Sandbox::new();
    sandbox.write("content/index.md", SV);
    sandbox.write("content/index.nb.md", NB);
    let table = sandbox.run("align --tree content --source sv").ok();
    assert!(
        table.ends_with("path\t1.00\tcontent/index.md\tcontent/index.nb.md\n"),
        "{table}"
    );
    // Else their text decides, where it is clear.
    let outcome = sandbox.run("align --tree content");
    let note = "note: content/index.md: no language in its path; its text is in Swedish (sv)";
    assert!(outcome.stderr.contains(note), "{}", outcome.stderr);
    assert_eq!(outcome.ok(), table);
    sandbox.write("content/index.md", "2024\n");
    let message = sandbox.run("align --tree content").failed(3);
    assert!(
        message.contains("all documents are in Norwegian Bokmål"),
        "{message}"
    );
    assert!(message.contains("sv=docs"), "{message}");
}

#[test]
fn what_does_not_fit_together_is_refused() {
    let sandbox = site();
    for (args, expected) in [
        (
            "align --tree docs -o all.json",
            "cannot hold many documents",
        ),
        (
            "align --tree docs --format text",
            "cannot hold many documents",
        ),
        (
            "align --tree docs -o all.tmx --reasons",
            "--reasons cannot be used with",
        ),
        ("align --tree docs --format tmx --pairs", "needs -o FILE"),
        ("align --tree docs/sv", "all documents are in Swedish"),
        ("align --pattern docs/**/*.md -o all.tmx", "has no {lang}"),
        ("align --tree docs/sv/om.md docs/nb", "this is not a folder"),
        (
            "align docs/sv/om.md docs/nb/om.md --verbose",
            "--verbose needs --tree",
        ),
    ] {
        let message = sandbox.run(args).failed(3);
        assert!(message.contains(expected), "{args}: {message}");
    }
    sandbox
        .run("align --tree docs/sv docs/finns-inte")
        .failed(1);
    assert_eq!(sandbox.names(), ["docs"]);
}

#[test]
fn a_page_left_in_another_language_is_reported() {
    let sandbox = site();
    let english =
        "# About us\n\nThis page has not been translated yet, but it will be one day soon.\n";
    sandbox.write("docs/da/om.md", english);
    let outcome = sandbox.run("align --tree docs/sv docs/nb docs/da --no-content");
    let warning = "warning: docs/da/om.md: this looks like English, not Danish\n";
    assert!(outcome.stderr.contains(warning), "{}", outcome.stderr);
}

#[test]
fn documents_with_translated_names_find_each_other() {
    let sandbox = Sandbox::new();
    let examples = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/documents");
    let names = [
        ("sv", ["nyhetsbrev.md", "om-produkten.md", "regler.txt"]),
        ("nb", ["side-1.md", "side-2.md", "side-3.txt"]),
        ("da", ["c.md", "b.md", "a.txt"]),
    ];
    for (lang, names) in names {
        for (stem, name) in ["nyhetsbrev", "produkt", "regler"].iter().zip(names) {
            let ending = name.rsplit('.').next().unwrap();
            let text = std::fs::read(format!("{examples}/{stem}.{lang}.{ending}")).unwrap();
            sandbox.write(&format!("{lang}/{name}"), text);
        }
    }
    let table = sandbox.run("align --tree sv nb da").ok();
    let found: Vec<&str> = table
        .lines()
        .skip(1)
        .filter_map(|line| Some(line.split_once('\t')?.1.split_once('\t')?.1))
        .collect();
    let expected = [
        "sv/nyhetsbrev.md\tnb/side-1.md\tda/c.md",
        "sv/om-produkten.md\tnb/side-2.md\tda/b.md",
        "sv/regler.txt\tnb/side-3.txt\tda/a.txt",
    ];
    assert_eq!(found, expected, "{table}");
}

/// A start page and a page of prices, all with one key; the prices are called something else in
/// each language.
fn site_with_one_key() -> Sandbox {
    let sandbox = Sandbox::new();
    let keyed = |text: &str| format!("---\ntranslationKey: start\n---\n\n{text}");
    for (lang, name, text, price) in [
        ("sv", "priser", SV, "En roddbåt kostar 45 000 kronor.\n"),
        ("nb", "kostnad", NB, "En robåt koster 45 000 kroner.\n"),
        ("da", "betaling", DA, "En robåd koster 45.000 kroner.\n"),
    ] {
        sandbox.write(&format!("{lang}/index.md"), keyed(text));
        sandbox.write(&format!("{lang}/{name}.md"), keyed(price));
    }
    sandbox
}

#[test]
fn pages_with_one_key_are_paired_by_path_and_then_one_for_each_language() {
    let sandbox = site_with_one_key();
    let outcome = sandbox.run("align --tree sv nb da --no-content");
    assert!(
        outcome.stderr.contains(
            "warning: several documents of one language have this key, so their paths decided: \
             sv/index.md, sv/priser.md"
        ),
        "{}",
        outcome.stderr
    );
    assert!(!outcome.stderr.contains("not paired"), "{}", outcome.stderr);
    let expected = "found\tscore\tsv\tnb\tda\n\
        path\t1.00\tsv/index.md\tnb/index.md\tda/index.md\n\
        key\t1.00\tsv/priser.md\tnb/kostnad.md\tda/betaling.md\n";
    assert_eq!(outcome.ok(), expected);
}

#[test]
fn a_check_of_pages_with_one_key_warns_of_the_key_and_checks_them_all() {
    let sandbox = site_with_one_key();
    let outcome = sandbox.run("check sv nb da");
    assert!(
        outcome.stderr.contains("so their paths decided: "),
        "{}",
        outcome.stderr
    );
    let page = outcome.ok();
    assert!(page.contains("da segments      4   4  100.0 %"), "{page}");
}

#[test]
fn pages_with_one_key_that_nothing_tells_apart_are_named_and_not_checked() {
    let sandbox = site_with_one_key();
    let keyed = |text: &str| format!("---\ntranslationKey: start\n---\n\n{text}");
    sandbox.write("sv/kurser.md", keyed("Kurserna börjar i mars.\n"));
    let outcome = sandbox.run("check sv nb da --no-content");
    assert_eq!(outcome.code, Some(1), "{}", outcome.stderr);
    let named = "it cannot be told which belong together: \
                 sv/kurser.md, sv/priser.md, nb/kostnad.md, da/betaling.md\n";
    assert!(outcome.stderr.contains(named), "{}", outcome.stderr);
    let rest = "4 documents could not be checked";
    assert!(outcome.stderr.contains(rest), "{}", outcome.stderr);
    // What they say does, and the page that is left has no translation.
    let outcome = sandbox.run("check sv nb da --format jsonl");
    assert_eq!(outcome.code, Some(2), "{}", outcome.stderr);
    assert!(
        !outcome.stderr.contains("not checked"),
        "{}",
        outcome.stderr
    );
    let missing = outcome.stdout.matches("missing-file").count();
    assert_eq!(missing, 2, "{}", outcome.stdout);
}

#[test]
fn of_many_pages_with_one_key_some_are_named_and_the_others_counted() {
    let sandbox = Sandbox::new();
    for lang in ["sv", "nb"] {
        for page in 0..30 {
            let text = format!("---\ntranslationKey: mall\n---\n\nABC {page}\n");
            sandbox.write(&format!("{lang}/{page:02}.md"), text);
        }
    }
    for command in ["align --tree", "check"] {
        let outcome = sandbox.run(&format!("{command} sv nb --no-content"));
        assert!(
            outcome.stderr.contains("sv/09.md, and 50 more\n"),
            "{}",
            outcome.stderr
        );
        outcome.ok();
    }
}
