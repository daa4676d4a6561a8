//! Translations that are older than their source.

use crate::sandbox::{Sandbox, has_git};

const SV: &str =
    "# Bad i sjön\n\nVattnet är varmast i juli och augusti.\n\nBryggan är öppen till klockan 20.\n";
const NB: &str = "# Bading i innsjøen\n\nVannet er varmest i juli og august.\n\nBrygga er åpen til klokken 20.\n";

fn site() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("docs/sv/bad på sjön.md", SV);
    sandbox.write("docs/nb/bad på sjön.md", NB);
    sandbox
}

fn commit(sandbox: &Sandbox) {
    sandbox.git(&["add", "-A"]);
    sandbox.git(&["commit", "-qm", "."]);
}

/// The lines of the findings of `rule`.
fn lines(stdout: &str, rule: &str) -> Vec<u64> {
    let findings = stdout
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    findings
        .filter(|finding| finding["rule"] == rule)
        .map(|finding| finding["line"].as_u64().unwrap())
        .collect()
}

#[test]
fn with_a_lock_a_paragraph_changed_only_in_the_source_is_stale_until_it_is_translated() {
    let sandbox = site();
    let check = "check docs/sv docs/nb --format jsonl";
    sandbox.run("lock docs/sv docs/nb").ok();
    assert_eq!(sandbox.run(check).ok(), "");
    // White space, case and markup do not count as changes.
    sandbox.write(
        "docs/sv/bad på sjön.md",
        SV.replace("varmast i juli", "*varmast*\ni juli"),
    );
    assert_eq!(sandbox.run(check).ok(), "");
    let changed = SV.replace("augusti", "början av augusti");
    sandbox.write("docs/sv/bad på sjön.md", &changed);
    let stale = |sandbox: &Sandbox| lines(&sandbox.run(check).stdout, "stale");
    assert_eq!(stale(&sandbox), [3]);
    // Writing the lock again does not hide it.
    sandbox.run("lock docs/sv docs/nb").ok();
    assert_eq!(stale(&sandbox), [3]);
    sandbox.write(
        "docs/nb/bad på sjön.md",
        NB.replace("august", "begynnelsen av august"),
    );
    assert_eq!(stale(&sandbox), [0; 0]);
    sandbox.run("lock docs/sv docs/nb").ok();
    sandbox.write("docs/sv/bad på sjön.md", SV);
    assert_eq!(stale(&sandbox), [3]);
    sandbox.run("lock docs/sv docs/nb --accept").ok();
    assert_eq!(stale(&sandbox), [0; 0]);
}

#[test]
fn a_broken_lock_is_reported_and_left_alone() {
    let sandbox = site();
    sandbox.write("nordalign-lock.json", "{\"version\": 1,\n\"pages\": [}");
    for command in ["check docs/sv docs/nb", "lock docs/sv docs/nb"] {
        let outcome = sandbox.run(command);
        assert_eq!(outcome.code, Some(3), "{}", outcome.stderr);
        let place = "nordalign-lock.json:2:";
        assert!(outcome.stderr.contains(place), "{}", outcome.stderr);
    }
    sandbox.write("nordalign-lock.json", "{\"version\": 7, \"pages\": {}}");
    let outcome = sandbox.run("check docs/sv docs/nb");
    assert_eq!(outcome.code, Some(3), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("version 7"), "{}", outcome.stderr);
}

#[test]
fn with_git_the_source_is_compared_with_its_version_at_the_last_change_of_the_translation() {
    if !has_git() {
        return;
    }
    let sandbox = site();
    sandbox.git(&["init", "-q"]);
    commit(&sandbox);
    let check = "check docs/sv docs/nb --stale git --format jsonl";
    assert_eq!(sandbox.run(check).ok(), "");
    sandbox.write(
        "docs/sv/bad på sjön.md",
        SV.replace("juli och augusti", "juli, augusti och september"),
    );
    commit(&sandbox);
    let outcome = sandbox.run(check);
    assert_eq!(lines(&outcome.stdout, "stale"), [3]);
    let change = "“i juli, augusti och september.”, before “i juli och augusti.”";
    assert!(outcome.stdout.contains(change), "{}", outcome.stdout);
    // A rename of either is not a change.
    sandbox.git(&["mv", "docs/sv/bad på sjön.md", "docs/sv/å.md"]);
    sandbox.git(&["mv", "docs/nb/bad på sjön.md", "docs/nb/å.md"]);
    commit(&sandbox);
    assert_eq!(lines(&sandbox.run(check).stdout, "stale"), [3]);
    // A translation in progress is not stale, even before it is committed.
    sandbox.write(
        "docs/nb/å.md",
        NB.replace("juli og august", "juli, august og september"),
    );
    assert_eq!(sandbox.run(check).ok(), "");
}

#[test]
fn a_check_fails_in_a_clone_without_the_history() {
    if !has_git() {
        return;
    }
    let sandbox = site();
    sandbox.git(&["init", "-q"]);
    commit(&sandbox);
    sandbox.write("docs/sv/bad på sjön.md", SV.replace("juli", "juni"));
    commit(&sandbox);
    let url = format!("file://{}", sandbox.path(".").display());
    sandbox.git(&["clone", "-q", "--depth=1", &url, "grund"]);
    let outcome = sandbox.run("check grund/docs/sv grund/docs/nb --stale git");
    assert_eq!(outcome.code, Some(1), "{}", outcome.stderr);
    let last = outcome.stderr.lines().last().unwrap();
    assert!(last.contains("--unshallow"), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("cannot tell"), "{}", outcome.stderr);
}

#[test]
fn stale_by_git_fails_outside_a_repository() {
    if !has_git() {
        return;
    }
    let outcome = site().run("check docs/sv docs/nb --stale git");
    assert_eq!(outcome.code, Some(1), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("git: not a git repository"));
}
