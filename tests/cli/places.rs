//! Where pages are: folders and patterns of several languages, and which belong together.

use crate::sandbox::Sandbox;

const DOCS: &str = "i18n/nb/docusaurus-plugin-content-docs/current";
const BLOG: &str = "i18n/nb/docusaurus-plugin-content-blog";

/// A site of Docusaurus with a page, a page in a folder, and a post; all say different things, so
/// that only their paths can pair them wrongly.
fn docusaurus() -> Sandbox {
    let sandbox = Sandbox::new();
    for (source, translation, sv, nb) in [
        (
            "docs/ferja.md",
            format!("{DOCS}/ferja.md"),
            "Färjan går varje timme hela sommaren.\n",
            "Fergen går hver time hele sommeren.\n",
        ),
        (
            "docs/resa/bro.md",
            format!("{DOCS}/resa/bro.md"),
            "Bron är stängd för lastbilar.\n",
            "Broen er stengt for lastebiler.\n",
        ),
        (
            "blog/ferja.md",
            format!("{BLOG}/ferja.md"),
            "I dag börjar vintertidtabellen.\n",
            "I dag begynner vinterruten.\n",
        ),
    ] {
        sandbox.write(source, sv);
        sandbox.write(&translation, nb);
    }
    sandbox
}

/// The pairs that `align --tree` shows, without how they were found.
fn pairs(table: &str) -> Vec<String> {
    let rows = table.lines().skip(1);
    let pair = |row: &str| row.split('\t').skip(2).collect::<Vec<_>>().join(" ");
    rows.map(pair).collect()
}

fn expected() -> [String; 3] {
    [
        format!("blog/ferja.md {BLOG}/ferja.md"),
        format!("docs/ferja.md {DOCS}/ferja.md"),
        format!("docs/resa/bro.md {DOCS}/resa/bro.md"),
    ]
}

#[test]
fn the_folders_of_docusaurus_are_known_however_they_are_named() {
    let sandbox = docusaurus();
    for places in [
        "--tree --source sv docs blog i18n".to_owned(),
        format!("--tree sv=docs nb={DOCS} sv=blog nb={BLOG}"),
        format!("--tree sv=docs sv=blog nb={BLOG} nb={DOCS}"),
        "--tree sv=docs sv=blog nb=i18n/nb".to_owned(),
        "--source sv --pattern sv=docs/**/*.md --pattern sv=blog/** \
         --pattern i18n/{lang}/docusaurus-plugin-content-{docs/current,blog}/**/*.md"
            .to_owned(),
        format!(
            "--pattern sv=docs/** --pattern nb={DOCS}/** --pattern sv=blog/*.md \
             --pattern nb={BLOG}/*.md"
        ),
    ] {
        let table = sandbox.run(&format!("align {places} --no-content")).ok();
        assert_eq!(pairs(&table), expected(), "{places}");
    }
    let places = "--tree --source sv docs blog i18n --no-content --min-count 1";
    let terms = sandbox.run(&format!("glossary {places}")).ok();
    assert!(terms.contains("lastbil\tlastebil"), "{terms}");
}

#[test]
fn a_check_of_docusaurus_finds_all_pages_and_says_where_a_missing_one_should_be() {
    let sandbox = docusaurus();
    sandbox.write(
        "paths.toml",
        format!("paths = [\"sv=docs\", \"nb={DOCS}\", \"sv=blog\", \"nb={BLOG}\"]"),
    );
    sandbox.write(
        "patterns.toml",
        "source = \"sv\"\npatterns = [\"sv=docs/**/*.md\", \
         \"i18n/{lang}/docusaurus-plugin-content-docs/current/**/*.md\"]",
    );
    let places = [
        "--config paths.toml",
        "--config patterns.toml",
        "--source sv .",
    ];
    for places in places {
        sandbox.run(&format!("check {places}")).ok();
    }
    sandbox.write("docs/resa/buss.md", "Bussen går från torget.\n");
    for places in places {
        let outcome = sandbox.run(&format!("check {places} --format jsonl"));
        assert_eq!(outcome.code, Some(2), "{}", outcome.stderr);
        let place = format!("\"path\":\"{DOCS}/resa/buss.md\"");
        assert!(
            outcome.stdout.contains(&place),
            "{places} {}",
            outcome.stdout
        );
    }
    sandbox.write("blog/ny.md", "Vi söker en kapten.\n");
    let outcome = sandbox.run("check --config paths.toml --format jsonl");
    let place = format!("\"path\":\"{BLOG}/ny.md\"");
    assert!(outcome.stdout.contains(&place), "{}", outcome.stdout);
}

#[test]
fn the_nth_folder_of_a_language_belongs_to_the_nth_of_the_source() {
    let sandbox = Sandbox::new();
    for (path, text) in [
        ("texter/a.md", "Färjan går varje timme.\n"),
        ("nyheter/a.md", "Bron är stängd.\n"),
        ("ferger/a.md", "Fergen går hver time.\n"),
        ("aktuelt/a.md", "Broen er stengt.\n"),
    ] {
        sandbox.write(path, text);
    }
    let args = "align --tree sv=texter sv=nyheter nb=ferger nb=aktuelt --no-content";
    let table = sandbox.run(args).ok();
    let expected = ["nyheter/a.md aktuelt/a.md", "texter/a.md ferger/a.md"];
    assert_eq!(pairs(&table), expected);
}

#[test]
fn where_nothing_belongs_together_that_is_said_once_with_the_names_that_were_compared() {
    let sandbox = Sandbox::new();
    for page in ["bro", "buss", "ferja"] {
        sandbox.write(&format!("sv/{page}.md"), "Öppet i dag.\n");
        sandbox.write(&format!("nb/side/{page}.md"), "Åpent i dag.\n");
    }
    let said = "no documents belong together. By these names they were compared: \
                Swedish has `bro` (sv/bro.md) and 2 more; \
                Norwegian Bokmål has `side/bro` (nb/side/bro.md) and 2 more\n";
    let message = sandbox.run("check sv nb --no-content").failed(3);
    assert!(message.contains(said), "{message}");
    assert!(message.contains("sv=docs"), "{message}");
    let outcome = sandbox.run("align --tree sv nb --no-content");
    assert!(outcome.stderr.contains(said), "{}", outcome.stderr);
    assert_eq!(outcome.stderr.lines().count(), 2, "{}", outcome.stderr);
    outcome.ok();
    // A single page without its translation is an ordinary finding.
    let sandbox = Sandbox::new();
    sandbox.write("sv/bro.md", "Bron är stängd.\n");
    sandbox.write("nb/ferje.md", "Fergen går hver time.\n");
    let outcome = sandbox.run("check sv nb --no-content");
    assert_eq!(outcome.code, Some(2), "{}", outcome.stderr);
}

#[test]
fn the_more_exact_of_two_patterns_counts_and_that_both_match_is_said() {
    let sandbox = Sandbox::new();
    sandbox.write("content/a.md", "Färjan går varje timme.\n");
    sandbox.write("content/no/a.md", "Fergen går hver time.\n");
    sandbox.write("content/b.md", "Bron är stängd.\n");
    sandbox.write("content/no/b.md", "Broen er stengt.\n");
    let folder = "content/no/**/*.md";
    for (sv, nb) in [("sv=content/**", folder), ("sv=content/**/*.md", folder)] {
        let outcome = sandbox.run(&format!(
            "check --source sv --pattern {sv} --pattern nb={nb}"
        ));
        let said = format!(
            "note: 2 files, such as content/no/a.md, match both `{nb}` and `{}`",
            &sv[3..]
        );
        assert!(outcome.stderr.contains(&said), "{}", outcome.stderr);
        outcome.ok();
    }
    let sandbox = Sandbox::new();
    sandbox.write("a.md", "Färjan går varje timme.\n");
    sandbox.write("a.nb.md", "Fergen går hver time.\n");
    let args = "check --source sv --pattern sv=*.md --pattern nb=*.nb.md";
    let outcome = sandbox.run(args);
    let said = "note: a.nb.md matches both `*.nb.md` and `*.md`";
    assert!(outcome.stderr.contains(said), "{}", outcome.stderr);
    outcome.ok();
}

#[test]
fn folders_of_other_languages_are_left_out() {
    let sandbox = Sandbox::new();
    sandbox.write("docs/index.md", "Färjan går varje timme.\n");
    sandbox.write("docs/no/index.md", "Fergen går hver time.\n");
    for lang in [
        "zh-Hans",
        "sr-Latn",
        "sma",
        "smj",
        "fkv",
        "yue",
        "zh-hans-CN",
        "en",
    ] {
        sandbox.write(&format!("docs/{lang}/index.md"), "ABC 123\n");
    }
    for args in [
        "check --source sv docs",
        "check sv=docs",
        "check --source sv --pattern sv=docs/*.md --pattern docs/{lang}/*.md",
    ] {
        let page = sandbox.run(args).ok();
        assert!(
            page.contains("nb segments      1  1  100.0 %"),
            "{args} {page}"
        );
    }
}

#[test]
fn the_end_of_a_file_name_says_its_language_and_else_its_text_does_and_that_is_said() {
    let sandbox = Sandbox::new();
    let sv = "Färjan går varje timme hela sommaren, och bryggan öppnar i april.\n";
    let nb = "Fergen går hver time hele sommeren, og bryggen åpner i april.\n";
    sandbox.write("strategi-sv.txt", sv);
    sandbox.write("strategi_nb.txt", nb);
    let outcome = sandbox.run("align strategi-sv.txt strategi_nb.txt");
    assert!(!outcome.stderr.contains("note"), "{}", outcome.stderr);
    outcome.ok();
    sandbox.write("original.txt", sv);
    sandbox.write("ferdig.txt", nb);
    for command in ["align", "check"] {
        let outcome = sandbox.run(&format!("{command} original.txt ferdig.txt"));
        for said in [
            "original.txt: no language in its name; its text is in Swedish (sv)",
            "ferdig.txt: no language in its name; its text is in Norwegian Bokmål (nb)",
        ] {
            assert!(outcome.stderr.contains(said), "{}", outcome.stderr);
        }
        outcome.ok();
    }
    sandbox.write("nytt.txt", "Alle 12\n");
    let message = sandbox.run("align original.txt nytt.txt").failed(3);
    assert!(
        message.contains("which language is nytt.txt in?"),
        "{message}"
    );
}
