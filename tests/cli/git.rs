//! Unusual repositories.

use std::fs;

use crate::sandbox::{Sandbox, has_git};

const STALE: &str = "check sv nb --stale git --format jsonl";
const CHANGED: &str = "check sv nb --changed-since main --format jsonl";

/// Five pages, none of them stale.
fn repository() -> Option<Sandbox> {
    if !has_git() {
        return None;
    }
    let sandbox = Sandbox::new();
    for page in ["a", "b", "c", "d", "e"] {
        page_at(&sandbox, page, page);
    }
    sandbox.git(&["init", "-q"]);
    commit(&sandbox);
    Some(sandbox)
}

fn page_at(sandbox: &Sandbox, path: &str, page: &str) {
    let sv = format!("# Sida {page}\n\nDet här är texten på sidan {page} om resor.\n");
    let nb = format!("# Side {page}\n\nDette er teksten på siden {page} om reiser.\n");
    sandbox.write(&format!("sv/{path}.md"), sv);
    sandbox.write(&format!("nb/{path}.md"), nb);
}

fn commit(sandbox: &Sandbox) {
    sandbox.git(&["add", "-A"]);
    sandbox.git(&["commit", "-qm", "."]);
}

#[cfg(unix)]
#[test]
fn a_line_break_in_a_name_neither_makes_a_page_stale_nor_hides_one() {
    let Some(sandbox) = repository() else {
        return;
    };
    page_at(&sandbox, "a\nx", "x");
    commit(&sandbox);
    assert_eq!(sandbox.run(STALE).ok(), "");
    let sv = sandbox.read("sv/a\nx.md");
    sandbox.write("sv/a\nx.md", sv.replace("resor", "resor till fjälls"));
    commit(&sandbox);
    let stale = sandbox.run(STALE).stdout;
    assert_eq!(stale.lines().count(), 1, "{stale}");
    assert!(stale.contains("till fjälls.”, before"), "{stale}");
    // The same file counts as changed.
    sandbox.git(&["checkout", "-qb", "work"]);
    sandbox.write("nb/a\nx.md", "# Side x\n");
    let found = sandbox.run(CHANGED).stdout;
    assert!(
        found.contains("\"missing\"") && found.contains("a\\nx"),
        "{found}"
    );
}

#[test]
fn a_revision_that_looks_like_an_option_or_a_range_is_not_a_commit() {
    let Some(sandbox) = repository() else {
        return;
    };
    for revision in ["--output=x", "-h", "^main", "main..main", "--all"] {
        let message = sandbox
            .run(&format!("check sv nb --changed-since={revision}"))
            .failed(3);
        assert!(message.contains("no such commit found"), "{message}");
    }
    assert!(!sandbox.names().contains(&"x".to_owned()));
}

#[test]
fn the_repository_of_the_pages_is_used_whatever_the_environment_says() {
    let Some(sandbox) = repository() else {
        return;
    };
    sandbox.write(
        "sv/a.md",
        "# Sida a\n\nDet här är texten på sidan a om bilar.\n",
    );
    commit(&sandbox);
    let env = [
        ("GIT_DIR", "elsewhere/.git"),
        ("GIT_WORK_TREE", "elsewhere"),
        ("GIT_INDEX_FILE", "elsewhere/index"),
        ("GIT_DIFF_OPTS", "--unified=9"),
        ("GIT_ICASE_PATHSPECS", "1"),
    ];
    let stale = sandbox.run_with(STALE, &env, b"").stdout;
    assert_eq!(stale.lines().count(), 1, "{stale}");
    sandbox.git(&["checkout", "-qb", "work"]);
    let outcome = sandbox.run_with(CHANGED, &env, b"");
    assert_eq!(
        (outcome.code, outcome.stdout.as_str()),
        (Some(0), ""),
        "{}",
        outcome.stderr
    );
}

/// What a repository's own configuration sets is not run, and does not change what is found.
#[cfg(unix)]
#[test]
fn the_configuration_of_a_repository_runs_no_program_and_hides_nothing() {
    use std::os::unix::fs::PermissionsExt;
    let Some(sandbox) = repository() else {
        return;
    };
    sandbox.git(&["checkout", "-qb", "work"]);
    let trap = sandbox.path("trap");
    let ran = sandbox.path("ran");
    fs::write(&trap, format!("#!/bin/sh\necho ran >> {}\n", ran.display())).unwrap();
    fs::set_permissions(&trap, fs::Permissions::from_mode(0o755)).unwrap();
    let trap = trap.to_string_lossy().into_owned();
    for (key, value) in [
        ("core.fsmonitor", trap.as_str()),
        ("diff.external", &trap),
        ("diff.x.textconv", &trap),
        ("diff.x.command", &trap),
        ("gpg.program", &trap),
        ("core.pager", &trap),
        ("log.showSignature", "true"),
        ("log.showRoot", "false"),
        ("log.follow", "true"),
        ("diff.relative", "true"),
        ("diff.noprefix", "true"),
        ("diff.interHunkContext", "50"),
        ("color.ui", "always"),
        ("core.quotePath", "false"),
        ("status.relativePaths", "true"),
    ] {
        sandbox.git(&["config", key, value]);
    }
    sandbox.write(".git/info/attributes", "*.md diff=x\n");
    sandbox.write("nb/å.md", "# Side\n");
    sandbox.write("sv/å.md", "# Sida\n\nDet kostar 4 kronor.\n");
    let outcome = sandbox.run(CHANGED);
    assert!(outcome.stdout.contains("\"missing\""), "{outcome:?}");
    assert!(outcome.stdout.contains("nb/å.md"), "{outcome:?}");
    // A page marked as binary does not hide its changes.
    sandbox.write(".git/info/attributes", "*.md -diff\n");
    sandbox.write("nb/b.md", "# Side b\n");
    let outcome = sandbox.run(CHANGED);
    assert!(outcome.stdout.contains("nb/b.md"), "{outcome:?}");
    fs::remove_file(sandbox.path("nb/å.md")).unwrap();
    fs::remove_file(sandbox.path("sv/å.md")).unwrap();
    sandbox.git(&["checkout", "--", "nb/b.md"]);
    sandbox.write(
        "sv/c.md",
        "# Sida c\n\nDet här är texten på sidan c om båtar.\n",
    );
    let _ = fs::remove_file(&ran);
    let stale = sandbox.run(STALE).stdout;
    assert_eq!(stale.lines().count(), 1, "{stale}");
    assert!(!ran.exists(), "{}", fs::read_to_string(&ran).unwrap());
}

#[test]
fn a_worktree_and_a_submodule_have_a_history_of_their_own() {
    let Some(sandbox) = repository() else {
        return;
    };
    sandbox.write(
        "sv/a.md",
        "# Sida a\n\nDet här är texten på sidan a om bilar.\n",
    );
    commit(&sandbox);
    sandbox.git(&["worktree", "add", "-q", "träd", "-b", "annan"]);
    let url = format!("file://{}", sandbox.path(".").display());
    sandbox.git(&["init", "-q", "yttre"]);
    let outer = ["-C", "yttre", "-c", "protocol.file.allow=always"];
    sandbox.git(&[&outer[..], &["submodule", "--quiet", "add", &url, "modul"]].concat());
    for folder in ["träd", "yttre/modul"] {
        let args = format!("check {folder}/sv {folder}/nb --stale git --format jsonl");
        let stale = sandbox.run(&args).stdout;
        assert_eq!(stale.lines().count(), 1, "{folder}: {stale}");
        assert!(stale.contains("om bilar"), "{stale}");
    }
}
