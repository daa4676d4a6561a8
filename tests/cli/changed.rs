//! --changed-since.

use crate::check::{NB, SV, site, without_price};
use crate::sandbox::{Sandbox, has_git};

const CHECK: &str = "check docs/sv docs/nb --changed-since main --format jsonl";
const SOURCE: &str = "docs/sv/hyra/kanot på sjön.md";
const PAGE: &str = "docs/nb/hyra/kanot på sjön.md";

/// A repository whose main branch has a gap and a wrong number. Another branch is checked out.
fn repository() -> Option<Sandbox> {
    if !has_git() {
        return None;
    }
    let sandbox = site();
    sandbox.write(PAGE, without_price(NB).replace("klokken 18", "klokken 17"));
    sandbox.write("docs/sv/gammal.md", "Den gamla båten är till salu.\n");
    sandbox.git(&["init"]);
    sandbox.git(&["add", "."]);
    sandbox.git(&["commit", "-m", "site"]);
    sandbox.git(&["checkout", "-b", "work"]);
    Some(sandbox)
}

fn rules(sandbox: &Sandbox, args: &str) -> Vec<String> {
    let outcome = sandbox.run(args);
    let findings = outcome.stdout.lines().map(|line| {
        let finding: serde_json::Value = serde_json::from_str(line).unwrap();
        finding["rule"].as_str().unwrap().to_owned()
    });
    let rules: Vec<String> = findings.collect();
    let expected = if rules.is_empty() { 0 } else { 2 };
    assert_eq!(outcome.code, Some(expected), "{}", outcome.stderr);
    rules
}

#[test]
fn findings_on_unchanged_lines_are_not_reported() {
    let Some(sandbox) = repository() else {
        return;
    };
    let outcome = sandbox.run(CHECK);
    assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(0), ""));
    assert!(
        outcome
            .stderr
            .contains("3 where nothing changed since main"),
        "{}",
        outcome.stderr
    );
}

#[test]
fn a_change_on_either_side_makes_a_finding_count() {
    let Some(sandbox) = repository() else {
        return;
    };
    let page = sandbox.read(PAGE);
    sandbox.write(PAGE, page.replace("tilbake senest", "tilbake innen"));
    assert_eq!(rules(&sandbox, CHECK), ["numbers"]);
    sandbox.git(&["commit", "-am", "committed"]);
    assert_eq!(rules(&sandbox, CHECK), ["numbers"]);
    sandbox.git(&["checkout", "-b", "other", "main"]);
    sandbox.write(SOURCE, SV.replace("om dagen", "per dag"));
    assert_eq!(rules(&sandbox, CHECK), ["missing"]);
    assert_eq!(
        rules(&sandbox, &CHECK.replace("docs/sv", "./docs/sv")),
        ["missing"]
    );
}

#[test]
fn a_paragraph_removed_from_the_translation_counts() {
    let Some(sandbox) = repository() else {
        return;
    };
    let page = sandbox.read(PAGE);
    let contact = page
        .lines()
        .find(|line| line.starts_with("Bestill"))
        .unwrap();
    for end in [format!("{contact}\n\n"), format!("\n{contact}\n")] {
        sandbox.write(PAGE, page.replace(&end, ""));
        let rules = rules(&sandbox, CHECK);
        assert!(rules.contains(&"missing".to_owned()), "{rules:?}");
    }
}

#[test]
fn all_of_a_new_or_deleted_page_counts_as_changed() {
    let Some(sandbox) = repository() else {
        return;
    };
    sandbox.write("docs/sv/ny båt.md", "Nu finns det även kajaker att hyra.\n");
    assert_eq!(rules(&sandbox, CHECK), ["missing-file"]);
    let Some(sandbox) = repository() else {
        return;
    };
    std::fs::remove_file(sandbox.path(PAGE)).unwrap();
    assert_eq!(rules(&sandbox, CHECK), ["missing-file"]);
    let Some(sandbox) = repository() else {
        return;
    };
    std::fs::remove_file(sandbox.path(SOURCE)).unwrap();
    let outcome = sandbox.run(CHECK);
    assert!(
        outcome.stdout.contains(r#""rule":"extra""#),
        "{}",
        outcome.stdout
    );
}

#[test]
fn an_unknown_commit_and_a_missing_repository_are_reported() {
    let Some(sandbox) = repository() else {
        return;
    };
    let stderr = sandbox
        .run("check docs/sv docs/nb --changed-since saknas")
        .failed(3);
    assert!(stderr.contains("no such commit found"), "{stderr}");
    let stderr = site().run(CHECK).failed(3);
    assert!(stderr.contains("not a git repository"), "{stderr}");
    let stderr = site().run_with(CHECK, &[("PATH", "")], b"").failed(3);
    assert!(stderr.contains("git cannot be run"), "{stderr}");
}

#[test]
fn without_a_common_commit_the_check_says_that_changes_are_unknown() {
    let Some(sandbox) = repository() else {
        return;
    };
    sandbox.git(&["checkout", "--orphan", "apart"]);
    sandbox.git(&["commit", "-m", "apart"]);
    let stderr = sandbox.run(CHECK).failed(1);
    assert!(stderr.contains("shares no commit with HEAD"), "{stderr}");
}
