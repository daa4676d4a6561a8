//! Known findings.

use crate::check::{NB, site, without_price};
use crate::sandbox::Sandbox;

const CHECK: &str = "docs/sv docs/nb";

/// A site with this many untranslated paragraphs.
fn with_gaps(gaps: usize) -> Sandbox {
    let sandbox = Sandbox::new();
    write_gaps(&sandbox, gaps);
    sandbox
}

const PLACES: [&str; 10] = [
    "hamnen", "fyren", "stranden", "torget", "kyrkan", "skolan", "bron", "sjön", "skogen", "byn",
];
const THINGS: [&str; 10] = [
    "cyklar",
    "tält",
    "båtar",
    "kartor",
    "biljetter",
    "böcker",
    "verktyg",
    "skidor",
    "flytvästar",
    "kikare",
];

/// Pages have up to 40 such paragraphs, after a first one that is translated.
fn write_gaps(sandbox: &Sandbox, gaps: usize) {
    let mut left = gaps;
    let mut page = 0;
    while left > 0 {
        let count = left.min(40);
        let mut sv = "Här finns allt som går att låna i kommunen under sommaren.\n".to_owned();
        for n in 0..count {
            let (place, thing) = (PLACES[n % 10], THINGS[(n / 10 + page) % 10]);
            sv.push_str(&format!(
                "\nDen som bor nära {place} kan låna {thing} av kommunen i {} dagar utan avgift.\n",
                n + 10
            ));
        }
        sandbox.write(&format!("docs/sv/sida {page}.md"), sv);
        sandbox.write(
            &format!("docs/nb/sida {page}.md"),
            "Her finnes alt som kan lånes i kommunen om sommeren.\n",
        );
        left -= count;
        page += 1;
    }
}

#[test]
fn four_hundred_known_gaps_pass_and_the_next_one_fails() {
    let sandbox = with_gaps(400);
    let outcome = sandbox.run(&format!("check {CHECK} --format jsonl"));
    assert_eq!(outcome.code, Some(2));
    assert_eq!(outcome.stdout.lines().count(), 400);
    let outcome = sandbox.run(&format!("baseline write {CHECK}"));
    assert_eq!(outcome.stderr, "nordalign-baseline.json: 400 findings\n");
    let outcome = sandbox.run(&format!("check {CHECK} --format jsonl"));
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    assert_eq!(outcome.stdout, "");
    assert!(outcome.stderr.contains("400 known"), "{}", outcome.stderr);
    let page = sandbox.read("docs/sv/sida 3.md");
    sandbox.write(
        "docs/sv/sida 3.md",
        page.replace(
            "sommaren.\n",
            "sommaren.\n\nSommarens öppettider står på anslagstavlan vid entrén.\n",
        ),
    );
    let outcome = sandbox.run(&format!("check {CHECK} --format jsonl"));
    assert_eq!(outcome.code, Some(2));
    assert_eq!(outcome.stdout.lines().count(), 1, "{}", outcome.stdout);
    assert!(outcome.stdout.contains("anslagstavlan"));
    let last = outcome.stderr.lines().last().unwrap();
    assert!(last.ends_with("gate failed: 1 error (1 missing)"), "{last}");
}

const PAGE: &str = "docs/nb/hyra/kanot på sjön.md";

/// A site with one known gap.
fn known() -> Sandbox {
    let sandbox = site();
    sandbox.write(PAGE, without_price(NB));
    sandbox.run(&format!("baseline write {CHECK}")).ok();
    sandbox
}

#[test]
fn other_lines_of_a_page_do_not_make_a_known_finding_new() {
    let sandbox = known();
    let sv = sandbox.read("docs/sv/hyra/kanot på sjön.md");
    sandbox.write(
        "docs/sv/hyra/kanot på sjön.md",
        sv.replace("# Hyr en kanot", "# Hyr en kanot\n\nVälkommen till sjön!"),
    );
    sandbox.write(
        PAGE,
        without_price(NB).replace("# Lei en kano", "# Lei en kano\n\nVelkommen til sjøen!"),
    );
    sandbox.run(&format!("check {CHECK}")).ok();
}

#[test]
fn a_second_gap_of_the_same_kind_is_a_new_finding() {
    let sandbox = known();
    let sv = sandbox.read("docs/sv/hyra/kanot på sjön.md");
    let price = sv.lines().find(|line| line.starts_with("Pris")).unwrap();
    sandbox.write("docs/sv/hyra/kanot på sjön.md", format!("{sv}\n{price}\n"));
    let outcome = sandbox.run(&format!("check {CHECK} --format jsonl"));
    assert_eq!(outcome.code, Some(2));
    assert_eq!(outcome.stdout.lines().count(), 1, "{}", outcome.stdout);
}

#[test]
fn a_fixed_gap_is_reported_and_pruned_and_nothing_is_added() {
    let sandbox = known();
    sandbox.write(PAGE, NB.replace("350", "360"));
    let outcome = sandbox.run(&format!("check {CHECK}"));
    assert_eq!(outcome.code, Some(2));
    assert!(
        outcome
            .stderr
            .contains("1 of nordalign-baseline.json no longer found"),
        "{}",
        outcome.stderr
    );
    let outcome = sandbox.run(&format!("baseline prune {CHECK}"));
    assert_eq!(
        outcome.stderr,
        "nordalign-baseline.json: 1 removed, 0 left\n"
    );
    assert_eq!(
        sandbox.read("nordalign-baseline.json"),
        "{\n  \"version\": 1,\n  \"findings\": []\n}\n"
    );
    assert_eq!(sandbox.run(&format!("check {CHECK}")).code, Some(2));
}

#[test]
fn pruning_some_pages_keeps_the_known_findings_of_others() {
    let sandbox = known();
    sandbox.write("docs/sv/ny.md", "Nu finns det kajaker att hyra.\n");
    sandbox.write("docs/nb/ny.md", "Nå finnes det kajakker til leie.\n");
    let outcome = sandbox.run("baseline prune docs/sv/ny.md docs/nb/ny.md");
    assert_eq!(
        outcome.stderr,
        "nordalign-baseline.json: 0 removed, 1 left\n"
    );
    let outcome = sandbox.run("check docs/sv/ny.md docs/nb/ny.md");
    assert!(!outcome.stderr.contains("no longer"), "{}", outcome.stderr);
}

#[test]
fn the_file_has_a_line_for_each_finding_with_paths_from_its_folder() {
    let sandbox = known();
    sandbox.write("docs/sv/ny.md", "Nu finns det kajaker att hyra.\n");
    sandbox.write(
        "nordalign.toml",
        "source = \"sv\"\npatterns = [\"docs/{lang}/**\"]\n",
    );
    sandbox.run_in("docs/nb", "baseline write").ok();
    let text = sandbox.read("nordalign-baseline.json");
    let entries: Vec<&str> = text.lines().filter(|line| line.contains("rule")).collect();
    assert_eq!(entries.len(), 3, "{text}");
    assert!(
        entries[0].contains(r#""path":"docs/da/ny.md","rule":"missing-file""#),
        "{text}"
    );
    assert!(
        entries[1].contains(&format!(
            r#""path":"{PAGE}","rule":"missing","fingerprint":""#
        )),
        "{text}"
    );
    sandbox.run("check").ok();
    sandbox.run_in("docs/sv/hyra", "check").ok();
}

#[test]
fn floors_count_what_is_translated_whether_known_or_not() {
    let sandbox = known();
    let outcome = sandbox.run(&format!("check {CHECK} --min nb=95"));
    assert_eq!(outcome.code, Some(2));
    assert!(outcome.stderr.contains("below 95 %"), "{}", outcome.stderr);
}

#[test]
fn a_baseline_that_is_broken_or_newer_or_missing_is_reported() {
    let sandbox = known();
    let text = sandbox.read("nordalign-baseline.json");
    let wrong = |text: &str| {
        sandbox.write("nordalign-baseline.json", text);
        sandbox.run(&format!("check {CHECK}")).failed(3)
    };
    let stderr = wrong(&text.replace("\"version\": 1", "\"version\": 2"));
    assert!(
        stderr.contains("version 2, of a newer nordalign"),
        "{stderr}"
    );
    let stderr = wrong(&text.replace("\"findings\"", "<<<<<<< HEAD\n  \"findings\""));
    assert!(stderr.contains("nordalign-baseline.json:3: "), "{stderr}");
    let stderr = wrong(&text.replace("\"missing\"", "\"misssing\""));
    assert!(stderr.contains("nordalign-baseline.json:4: "), "{stderr}");
    assert!(wrong("[]").contains("not a baseline"));
    let stderr = sandbox
        .run(&format!("check {CHECK} --baseline annan.json"))
        .failed(3);
    assert!(stderr.contains("annan.json"), "{stderr}");
    let stderr = sandbox
        .run(&format!("baseline prune {CHECK} --baseline annan.json"))
        .failed(3);
    assert!(stderr.contains("nordalign baseline write"), "{stderr}");
}

#[test]
fn a_document_that_cannot_be_read_leaves_the_baseline_unchanged() {
    let sandbox = known();
    let before = sandbox.read("nordalign-baseline.json");
    sandbox.write(PAGE, b"Bl\xE5b\xE6r");
    for command in ["write", "prune"] {
        let outcome = sandbox.run(&format!("baseline {command} {CHECK}"));
        assert_eq!(outcome.code, Some(1), "{}", outcome.stderr);
    }
    assert_eq!(sandbox.read("nordalign-baseline.json"), before);
    let outcome = sandbox.run(&format!("check {CHECK}"));
    assert_eq!(outcome.code, Some(1), "{}", outcome.stderr);
    assert!(!outcome.stderr.contains("no longer"), "{}", outcome.stderr);
}

#[test]
fn a_baseline_with_huge_counts_or_deep_nesting_does_no_harm() {
    let sandbox = site();
    sandbox.write("docs/nb/hyra/kanot på sjön.md", NB.replace("350", "360"));
    let entry = format!(
        r#"{{"path":"docs/nb/a.md","rule":"numbers","fingerprint":"0","count":{}}}"#,
        u64::MAX
    );
    let file = format!(r#"{{"version":1,"findings":[{entry},{entry}]}}"#);
    sandbox.write("nordalign-baseline.json", &file);
    assert_eq!(sandbox.run(&format!("check {CHECK}")).code, Some(2));
    let depth = 100_000;
    let (open, close) = ("[".repeat(depth), "]".repeat(depth));
    let file = format!(r#"{{"version":1,"findings":{open}{close}}}"#);
    sandbox.write("nordalign-baseline.json", &file);
    let stderr = sandbox.run(&format!("check {CHECK}")).failed(3);
    assert!(stderr.contains("nordalign-baseline.json:1: "), "{stderr}");
}
