//! Term bases as people have them: every spelling, every shape, every program.

use crate::sandbox::Sandbox;

/// A page in which two terms are translated otherwise than [`BASE`] says.
const SV: &str = "Kommunen har en förskola för alla barn.\n\nBlanketten finns på webbplatsen.\n";
const NB: &str = "Kommunen har en førskole for alle barn.\n\nBlanketten er på vevplassen.\n";
const BASE: &str = "sv;nb;nb-forbidden\nförskola;barnehage;førskole\nwebbplats;nettsted;vevplass\n";

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("t.sv.md", SV);
    sandbox.write("t.nb.md", NB);
    sandbox
}

/// The findings of a check against a base, and what is said beside them.
fn found(sandbox: &Sandbox, base: &str) -> (usize, String) {
    let outcome = sandbox.run(&format!(
        "check t.sv.md t.nb.md --format jsonl --terms {base}"
    ));
    assert_eq!(outcome.code, Some(0), "{base} {outcome:?}");
    let terms = outcome.stdout.lines();
    let terms = terms.filter(|line| line.contains(r#""rule":"terms""#));
    (terms.count(), outcome.stderr)
}

#[test]
fn terms_are_found_however_their_letters_are_composed_and_whatever_nobody_sees_in_them() {
    let sandbox = sandbox();
    let decomposed = |text: &str| text.replace('ö', "o\u{308}").replace('å', "a\u{30a}");
    let unseen = |text: &str| {
        text.replace("skol", "sk\u{ad}ol")
            .replace("plats", "pl\u{200b}ats")
    };
    for (name, base) in [
        ("plain.csv", BASE.to_owned()),
        ("decomposed.csv", decomposed(BASE)),
        ("unseen.csv", unseen(BASE)),
        (
            "spaces.csv",
            BASE.replace("förskola", "\u{a0}förskola\u{a0}"),
        ),
    ] {
        sandbox.write(name, base);
    }
    for (sv, nb) in [
        (SV.to_owned(), NB.to_owned()),
        (decomposed(SV), decomposed(NB)),
        (unseen(SV), unseen(NB)),
    ] {
        sandbox.write("t.sv.md", sv);
        sandbox.write("t.nb.md", nb);
        for base in ["plain.csv", "decomposed.csv", "unseen.csv", "spaces.csv"] {
            assert_eq!(found(&sandbox, base), (2, String::new()), "{base}");
        }
    }
}

#[test]
fn titles_empty_rows_a_line_for_excel_and_names_of_languages_stand_above_the_terms() {
    let sandbox = sandbox();
    let rows = BASE.split_once('\n').unwrap().1;
    for (name, base) in [
        (
            "title.csv",
            format!("Termer i kommunen, 2024;;\n\n;;\n{BASE}"),
        ),
        ("excel.csv", format!("sep=;\r\n{BASE}")),
        ("pipe.csv", format!("sep=|\n{}", BASE.replace(';', "|"))),
        (
            "codes.tsv",
            format!("sv-SE\tnb_NO\tnb-forbidden\n{}", rows.replace(';', "\t")),
        ),
        (
            "names.csv",
            format!("Svenska;Norsk (bokmål);Forbudt\n{rows}"),
        ),
        (
            "english.csv",
            format!("Swedish;Norwegian Bokmål;nb forbidden\n{rows}"),
        ),
    ] {
        sandbox.write(name, base);
        assert_eq!(found(&sandbox, name), (2, String::new()), "{name}");
    }
    sandbox.write(
        "norsk.csv",
        format!("Svensk term;Norsk term;Förbjudet\n{rows}"),
    );
    let (count, said) = found(&sandbox, "norsk.csv");
    assert_eq!(count, 2);
    assert_eq!(
        said,
        "nordalign: warning: norsk.csv:1: the column Norsk term is taken for Bokmål (nb)\n"
    );
}

#[test]
fn a_base_without_terms_for_what_is_checked_is_reported_with_the_languages_it_has() {
    let sandbox = sandbox();
    let of_da = BASE.replace("nb;nb", "da;da");
    sandbox.write("danska.csv", of_da);
    let (count, said) = found(&sandbox, "danska.csv");
    assert_eq!(count, 0);
    let warning = "danska.csv: there are no terms in both sv and nb; its languages are sv, da";
    assert!(said.contains(warning), "{said}");
    let glossary = sandbox.run("glossary t.sv.md t.nb.md --terms danska.csv");
    assert!(glossary.stderr.contains(warning), "{glossary:?}");
    // What has no terms for any pair can't be the file that was meant.
    sandbox.write("tom.csv", "sv;nb\n;;\n");
    sandbox.write(
        "engelska.tbx",
        "<martif type=\"TBX\"><text><body><termEntry>\
         <langSet xml:lang=\"en-US\"><tig><term>preschool</term></tig></langSet>\
         <langSet xml:lang=\"nb-NO\"><tig><term>barnehage</term></tig></langSet>\
         </termEntry></body></text></martif>",
    );
    for (name, languages) in [("tom.csv", "sv, nb"), ("engelska.tbx", "en-US, nb-NO")] {
        let said = sandbox
            .run(&format!("check t.sv.md t.nb.md --terms {name}"))
            .failed(3);
        let expected = format!(
            "{name}: there are no terms in two of sv, nb and da; its languages are {languages}"
        );
        assert!(said.contains(&expected), "{said}");
    }
}

#[test]
fn a_term_in_two_rows_has_two_translations() {
    let sandbox = sandbox();
    sandbox.write("t.sv.md", "En ny plats.\n\nPlatsen är bokad i dag.\n");
    sandbox.write("plats.csv", "sv;nb\nplats;plass\nplats;sted\n");
    for (nb, count) in [
        ("En ny plass.\n\nStedet er bestilt i dag.\n", 0),
        ("Et nytt område.\n\nPlassen er bestilt i dag.\n", 1),
    ] {
        sandbox.write("t.nb.md", nb);
        assert_eq!(found(&sandbox, "plats.csv").0, count, "{nb}");
    }
    let said = sandbox
        .run("check t.sv.md t.nb.md --terms plats.csv --format jsonl")
        .ok();
    assert!(said.contains("“plats” should be plass or sted"), "{said}");
}

#[test]
fn a_base_in_an_old_encoding_is_read_with_encoding_and_one_in_utf_8_all_the_same() {
    let sandbox = sandbox();
    let old: Vec<u8> = BASE
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap())
        .collect();
    sandbox.write("old.csv", old);
    sandbox.write("new.csv", BASE);
    let said = sandbox
        .run("check t.sv.md t.nb.md --terms old.csv")
        .failed(3);
    assert!(
        said.contains("old.csv:2: byte 0xF6 is not valid UTF-8"),
        "{said}"
    );
    assert!(said.contains("--encoding windows-1252"), "{said}");
    for base in ["old.csv", "new.csv"] {
        let base = format!("{base} --encoding windows-1252");
        assert_eq!(found(&sandbox, &base), (2, String::new()), "{base}");
    }
}

#[test]
fn a_noun_of_the_base_is_not_found_in_a_verb_that_looks_like_one_of_its_forms() {
    let sandbox = sandbox();
    sandbox.write("base.csv", "sv;nb\nkund;kunde\nanvändare;bruker\n");
    sandbox.write(
        "t.sv.md",
        "Hon kunde inte komma i dag.\n\nKunden fick ett brev.\n",
    );
    sandbox.write(
        "t.nb.md",
        "Hun var forhindret i dag.\n\nKlienten fikk et brev.\n",
    );
    assert_eq!(found(&sandbox, "base.csv").0, 1);
    // The same from Norwegian.
    sandbox.write(
        "t.sv.md",
        "När du tar appen i bruk.\n\nEn ny person läggs till.\n",
    );
    sandbox.write(
        "t.nb.md",
        "Når du bruker appen.\n\nEn ny bruker blir lagt til.\n",
    );
    let said = sandbox
        .run("check --source nb t.nb.md t.sv.md --terms base.csv --format jsonl")
        .ok();
    assert_eq!(
        said.matches("“bruker” should be användare").count(),
        1,
        "{said}"
    );
}

#[test]
fn a_formula_that_was_never_worked_out_is_reported() {
    let sandbox = sandbox();
    sandbox.write(
        "formel.xlsx",
        include_bytes!("../fixtures/terms/formula.xlsx"),
    );
    let (count, said) = found(&sandbox, "formel.xlsx");
    assert_eq!(count, 1);
    assert!(
        said.contains("formel.xlsx:3: the formula in A3 has no stored value"),
        "{said}"
    );
}
