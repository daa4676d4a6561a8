//! Coverage as a test.

use crate::sandbox::Sandbox;

pub(crate) const SV: &str = "# Hyr en kanot\n\nVi hyr ut kanoter från den 1 maj till den 30 september.\n\nPriset är 350 kronor om dagen, flytvästar ingår.\n\nBoka på [vår sida](https://kanot.example/sv/boka) eller ring oss.\n\nLämna tillbaka kanoten senast klockan 18.\n";
pub(crate) const NB: &str = "# Lei en kano\n\nVi leier ut kanoer fra 1. mai til 30. september.\n\nPrisen er 350 kroner per dag, flytevester er inkludert.\n\nBestill på [siden vår](https://kanot.example/nb/bestill) eller ring oss.\n\nLever kanoen tilbake senest klokken 18.\n";
pub(crate) const DA: &str = "# Lej en kano\n\nVi udlejer kanoer fra den 1. maj til den 30. september.\n\nPrisen er 350 kroner om dagen, redningsveste er inkluderet.\n\nBestil på [vores side](https://kanot.example/da/bestil) eller ring til os.\n\nAflever kanoen senest klokken 18.\n";

pub(crate) fn site() -> Sandbox {
    let sandbox = Sandbox::new();
    for (lang, text) in [("sv", SV), ("nb", NB), ("da", DA)] {
        sandbox.write(&format!("docs/{lang}/hyra/kanot på sjön.md"), text);
    }
    sandbox
}

pub(crate) fn without_price(text: &str) -> String {
    let price = text.lines().find(|line| line.starts_with("Pris")).unwrap();
    text.replace(&format!("{price}\n\n"), "")
}

#[test]
fn jsonl_is_one_finding_a_line_and_nothing_else() {
    let sandbox = site();
    assert_eq!(sandbox.run("check docs/sv docs/nb --format jsonl").ok(), "");
    sandbox.write(
        "docs/nb/hyra/kanot på sjön.md",
        without_price(NB).replace("30.", "29."),
    );
    let outcome = sandbox.run("check docs/sv docs/nb --format jsonl");
    let lines: Vec<serde_json::Value> = outcome
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let rules: Vec<&str> = lines
        .iter()
        .map(|line| line["rule"].as_str().unwrap())
        .collect();
    assert_eq!(rules, ["numbers", "missing"]);
    assert_eq!(lines[0]["severity"], "error");
    assert_eq!(lines[0]["path"], "docs/nb/hyra/kanot på sjön.md");
    assert_eq!(lines[0]["line"], 3);
    assert_eq!(lines[1]["source"]["line"], 5);
}

#[test]
fn github_gets_annotations_and_a_step_summary() {
    let sandbox = site();
    sandbox.write("docs/da/hyra/kanot på sjön.md", without_price(DA));
    let summary = sandbox.path("summary.md").to_string_lossy().into_owned();
    let env = [("GITHUB_STEP_SUMMARY", summary.as_str())];
    let outcome = sandbox.run_with("check docs/sv docs/da --format github", &env, b"");
    let start = "::error file=docs/da/hyra/kanot på sjön.md,line=4,title=nordalign%3A missing::not translated: ";
    assert!(outcome.stdout.starts_with(start), "{}", outcome.stdout);
    assert!(sandbox.read("summary.md").contains("| 5 | 80.0 % |"));
}

#[test]
fn single_documents_are_checked_too() {
    let sandbox = Sandbox::with_documents();
    sandbox.run("check a.sv.txt a.nb.txt a.da.txt").ok();
    sandbox.write(
        "a.nb.txt",
        "Biblioteket er stengt i juli.\n\nVi åpner igjen 14. august.\n",
    );
    let outcome = sandbox.run("check a.sv.txt a.nb.txt a.da.txt --format jsonl");
    assert_eq!(outcome.code, Some(2));
    assert!(
        outcome.stdout.contains(r#""rule":"numbers""#),
        "{}",
        outcome.stdout
    );
}

#[test]
fn a_document_that_cannot_be_read_fails_the_run() {
    let sandbox = site();
    sandbox.write("docs/sv/bil.md", "Det finns en parkeringsplats vid sjön.\n");
    sandbox.write("docs/nb/bil.md", b"Bl\xE5b\xE6r");
    let outcome = sandbox.run("check docs/sv docs/nb");
    assert_eq!(outcome.code, Some(1), "{}", outcome.stderr);
    assert!(
        outcome.stderr.contains("docs/nb/bil.md"),
        "{}",
        outcome.stderr
    );
}

#[test]
fn a_document_that_cannot_be_opened_is_reported_and_the_others_are_checked() {
    let sandbox = site();
    sandbox.write("docs/nb/hyra/kanot på sjön.md", without_price(NB));
    sandbox.write("docs/sv/bil.md", "Det finns en parkeringsplats vid sjön.\n");
    // A dangling link stands for a file that was deleted in the meantime.
    #[cfg(unix)]
    std::os::unix::fs::symlink("ingenstans.md", sandbox.path("docs/nb/bil.md")).unwrap();
    #[cfg(not(unix))]
    sandbox.write("docs/nb/bil.md", b"Bl\xE5b\xE6r");
    let outcome = sandbox.run("check docs/sv docs/nb --format jsonl");
    assert_eq!(outcome.code, Some(1), "{}", outcome.stderr);
    assert!(
        outcome.stdout.contains(r#""rule":"missing","#),
        "{}",
        outcome.stdout
    );
    assert!(
        outcome.stderr.contains("docs/nb/bil.md"),
        "{}",
        outcome.stderr
    );
    let last = outcome.stderr.lines().last().unwrap();
    assert!(
        last.contains("1 document could not be checked; gate failed: "),
        "{last}"
    );
}

#[cfg(unix)]
#[test]
fn a_file_without_permission_is_reported() {
    use std::os::unix::fs::PermissionsExt;
    let sandbox = site();
    let path = sandbox.path("docs/nb/hyra/kanot på sjön.md");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).unwrap();
    if std::fs::read(&path).is_ok() {
        // Root can read everything.
        return;
    }
    let outcome = sandbox.run("check docs/sv docs/nb docs/da");
    assert_eq!(outcome.code, Some(1), "{}", outcome.stderr);
    assert!(
        outcome.stderr.contains("kanot på sjön.md"),
        "{}",
        outcome.stderr
    );
}

#[cfg(unix)]
#[test]
fn circular_links_do_no_harm() {
    let sandbox = site();
    std::os::unix::fs::symlink("..", sandbox.path("docs/sv/runt")).unwrap();
    std::os::unix::fs::symlink("igen.md", sandbox.path("docs/sv/igen.md")).unwrap();
    let outcome = sandbox.run("check docs/sv docs/nb");
    assert!(outcome.stdout.contains("100.0 %"), "{}", outcome.stdout);
    assert!(
        outcome.code == Some(0) || outcome.stderr.contains("igen.md"),
        "{}",
        outcome.stderr
    );
}

#[test]
fn a_folder_called_no_is_in_bokmal() {
    let sandbox = Sandbox::new();
    sandbox.write("docs/sv/a.md", "Färjan går varje timme.\n");
    sandbox.write("docs/no/a.md", "Fergen går hver time.\n");
    let checks = ["docs/sv docs/no", "--pattern docs/{lang}/** --source sv"];
    for places in checks {
        sandbox.run(&format!("check {places}")).ok();
    }
    sandbox.write("docs/sv/b.md", "Bron är stängd.\n");
    for places in checks {
        let outcome = sandbox.run(&format!("check {places} --format jsonl"));
        assert_eq!(outcome.code, Some(2), "{}", outcome.stderr);
        let place = "\"path\":\"docs/no/b.md\"";
        assert!(outcome.stdout.contains(place), "{}", outcome.stdout);
    }
}

#[test]
fn terms_are_checked_by_a_table_with_any_separator() {
    let sandbox = site();
    for (name, table) in [
        (
            "termer.csv",
            "sv,nb,merknad\nflytväst,\"redningsvest;livvest\",\"ikke\nflytevest\"\n",
        ),
        (
            "termer-excel.csv",
            "\u{feff}sv;nb\r\nflytväst;redningsvest\r\n",
        ),
        ("termer.tsv", "sv\tnb\nflytväst\tredningsvest\n"),
    ] {
        sandbox.write(name, table);
        let outcome = sandbox.run(&format!(
            "check docs/sv docs/nb --format jsonl --terms {name}"
        ));
        assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
        assert_eq!(outcome.stdout.lines().count(), 1, "{}", outcome.stdout);
        assert!(
            outcome
                .stdout
                .contains(r#""rule":"terms","severity":"warning""#)
        );
    }
}
