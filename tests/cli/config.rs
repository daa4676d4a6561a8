//! nordalign.toml.

use crate::check::{DA, NB, SV, site, without_price};
use crate::sandbox::Sandbox;

const PATTERNS: &str = "source = \"sv\"\npatterns = [\"docs/{lang}/**\"]\n";

fn configured(config: &str) -> Sandbox {
    let sandbox = site();
    sandbox.write("nordalign.toml", config);
    sandbox
}

const PAGE: &str = "hyra/kanot på sjön.md";

#[test]
fn without_paths_the_configuration_decides_what_is_checked() {
    let sandbox = configured(PATTERNS);
    sandbox.write("docs/nb/bilde.png", b"\x89PNG\xFF");
    let page = sandbox.run("check").ok();
    assert_eq!(page.matches("100.0 %").count(), 4, "{page}");
    sandbox.write("nordalign.toml", "paths = [\"docs/sv\", \"docs/nb\"]\n");
    let page = sandbox.run("check").ok();
    assert_eq!(page.matches("100.0 %").count(), 2, "{page}");
}

#[test]
fn the_configuration_is_found_from_a_folder_below_and_its_paths_stay_relative_to_it() {
    let sandbox = configured(PATTERNS);
    sandbox.write(&format!("docs/nb/{PAGE}"), without_price(NB));
    let outcome = sandbox.run_in("docs/nb", "check --format jsonl");
    assert_eq!(outcome.code, Some(2), "{}", outcome.stderr);
    assert!(
        outcome.stdout.contains(&format!(r#""path":"{PAGE}""#)),
        "{}",
        outcome.stdout
    );
    assert!(
        outcome
            .stdout
            .contains(&format!(r#""path":"../sv/{PAGE}""#)),
        "{}",
        outcome.stdout
    );
    let outcome = sandbox.run("check --config docs/../nordalign.toml");
    assert_eq!(outcome.code, Some(2), "{}", outcome.stderr);
}

#[test]
fn without_anything_to_check_the_message_says_how_to_begin() {
    let stderr = Sandbox::new().run("check").failed(3);
    assert!(stderr.contains("no nordalign.toml"), "{stderr}");
    assert!(stderr.contains("nordalign check docs/sv"), "{stderr}");
    let stderr = configured("source = \"sv\"\n").run("check").failed(3);
    assert!(stderr.contains("nordalign.toml names no pages"), "{stderr}");
    let stderr = site().run("check --config saknas.toml").failed(3);
    assert!(stderr.contains("saknas.toml"), "{stderr}");
}

#[test]
fn a_mistake_in_the_configuration_is_reported_with_its_line() {
    let stderr = configured("source = \"sv\"\n\n[flors]\nnb = 95\n")
        .run("check docs/sv docs/nb")
        .failed(3);
    assert!(stderr.contains("nordalign.toml:3: "), "{stderr}");
    assert!(stderr.contains("did you mean `floors`?"), "{stderr}");
    let stderr = configured("source = 1\n").run("check").failed(3);
    assert!(stderr.contains("nordalign.toml:1: "), "{stderr}");
    let stderr = configured("source = \"sv\n").run("check").failed(3);
    assert!(stderr.contains("nordalign.toml:1: "), "{stderr}");
}

#[test]
fn huge_patterns_are_reported_and_never_matched() {
    let braces = format!("{}x{}", "{a,".repeat(130), "}".repeat(130));
    let stars = format!("{}{{lang}}.md", "*".repeat(100_000));
    for pattern in [&braces, &"?".repeat(100_000), &"**/".repeat(50_000)] {
        let config = format!("{PATTERNS}ignore = [\"{pattern}\"]\n");
        let stderr = configured(&config).run("check").failed(3);
        assert!(stderr.contains("nordalign.toml:3: "), "{stderr}");
        let config = format!("{PATTERNS}[[overrides]]\npaths = [\"{pattern}\"]\n");
        let stderr = configured(&config).run("check").failed(3);
        assert!(stderr.contains("nordalign.toml:4: "), "{stderr}");
    }
    let config = format!("source = \"sv\"\npatterns = [\n\"{stars}\"]\n");
    let stderr = configured(&config).run("check").failed(3);
    assert!(stderr.contains("nordalign.toml:2: "), "{stderr}");
    let stderr = site()
        .run(&format!("align --pattern {stars} -o out.tmx"))
        .failed(3);
    assert!(stderr.contains("too long"), "{stderr}");
}

#[test]
fn a_deeply_nested_configuration_is_reported() {
    let depth = 100_000;
    for text in [
        format!("exempt = {}{}", "[".repeat(depth), "]".repeat(depth)),
        format!("a{} = 1", ".a".repeat(depth)),
        format!("floors = {}1{}", "{a=".repeat(depth), "}".repeat(depth)),
    ] {
        let stderr = configured(&text).run("check").failed(3);
        assert!(stderr.contains("nordalign.toml"), "{stderr}");
    }
    let stderr = configured(&format!("#{}\n", "x".repeat(5 << 20)))
        .run("check")
        .failed(3);
    assert!(stderr.contains("nordalign.toml: "), "{stderr}");
    assert!(stderr.contains("longer than 4194304 bytes"), "{stderr}");
}

#[test]
fn a_pattern_that_matches_nothing_is_reported() {
    let config = "source = \"sv\"\npatterns = [\"docs/{lang}/**\", \"dokument/{lang}/*.md\"]\n";
    let stderr = configured(config).run("check").failed(3);
    assert!(
        stderr.contains("no file fits the pattern `dokument/{lang}/*.md`"),
        "{stderr}"
    );
    let config =
        format!("{PATTERNS}[[overrides]]\npaths = [\"docs/*/juss/**\"]\nfloors = {{ nb = 90 }}\n");
    let stderr = configured(&config).run("check").failed(3);
    assert!(stderr.contains("docs/*/juss/**"), "{stderr}");
}

#[test]
fn floors_apply_to_languages_and_to_paths() {
    let sandbox = configured(&format!(
        "{PATTERNS}[floors]\nnb = 50\n[rules]\nmissing = \"warning\"\n"
    ));
    sandbox.write(&format!("docs/nb/{PAGE}"), without_price(NB));
    sandbox.run("check").ok();
    let config = sandbox.read("nordalign.toml");
    sandbox.write("nordalign.toml", config.replace("50", "95"));
    let outcome = sandbox.run("check");
    assert_eq!(outcome.code, Some(2));
    assert!(outcome.stderr.contains("below 95 %"), "{}", outcome.stderr);
    sandbox.run("check --min nb=50").ok();
    let config =
        format!("{config}[[overrides]]\npaths = [\"docs/*/hyra/**\"]\nfloors = {{ nb = 100 }}\n");
    sandbox.write("nordalign.toml", config);
    let outcome = sandbox.run("check");
    assert_eq!(outcome.code, Some(2));
    let last = outcome.stderr.lines().last().unwrap();
    assert!(
        last.contains("% of the words in docs/*/hyra/**, ") && last.ends_with(" below 100 %"),
        "{last}"
    );
}

#[test]
fn a_rule_can_be_less_severe_or_off_everywhere_or_at_some_paths() {
    let sandbox = configured(PATTERNS);
    sandbox.write(&format!("docs/nb/{PAGE}"), NB.replace("350", "360"));
    assert_eq!(sandbox.run("check").code, Some(2));
    let rules = |text: &str| {
        sandbox.write("nordalign.toml", format!("{PATTERNS}{text}"));
        sandbox.run("check --format jsonl").ok()
    };
    assert!(rules("[rules]\nnumbers = \"note\"\n").contains(r#""severity":"note""#));
    assert_eq!(rules("[rules]\nnumbers = \"off\"\n"), "");
    let override_of = |glob: &str| {
        format!("[[overrides]]\npaths = [\"{glob}\"]\nrules = {{ numbers = \"off\" }}\n")
    };
    assert_eq!(rules(&override_of("docs/nb/hyra/*")), "");
    sandbox.write(
        "nordalign.toml",
        format!("{PATTERNS}{}", override_of("docs/da/hyra/*")),
    );
    assert_eq!(sandbox.run("check").code, Some(2));
}

#[test]
fn ignored_pages_are_neither_checked_nor_reported_as_missing() {
    let sandbox = configured(&format!(
        "{PATTERNS}ignore = [\"docs/*/blogg/**\", \"docs/da/nytt.md\"]\n"
    ));
    sandbox.write("docs/sv/blogg/a.md", "Bara för svenska läsare.\n");
    sandbox.write("docs/nb/blogg/b.md", "Bare for norske lesere.\n");
    sandbox.write("docs/sv/nytt.md", "Nu finns det kajaker att hyra.\n");
    sandbox.write("docs/nb/nytt.md", "Nå finnes det kajakker til leie.\n");
    assert_eq!(sandbox.run("check --format jsonl").ok(), "");
}

#[test]
fn exempt_words_may_stay_untranslated() {
    let sandbox = configured(PATTERNS);
    let add = |lang: &str, text: &str| {
        sandbox.write(
            &format!("docs/{lang}/{PAGE}"),
            format!("{text}\n## Föreningen för båtfolket på sjön\n"),
        );
    };
    add("sv", SV);
    add("nb", NB);
    add("da", DA);
    assert_eq!(sandbox.run("check").code, Some(2));
    sandbox.write(
        "nordalign.toml",
        format!("exempt = [\"Föreningen för båtfolket\", \"på sjön\"]\n{PATTERNS}"),
    );
    assert_eq!(sandbox.run("check --format jsonl").ok(), "");
}

#[test]
fn languages_can_have_folders_and_patterns_of_their_own() {
    let sandbox = Sandbox::new();
    sandbox.write("texter/a/kanot.md", SV);
    sandbox.write("i18n/bokmål/a/kanot.md", NB);
    for config in [
        "paths = [\"sv=texter\", \"nb=i18n/bokmål\"]\n",
        "source = \"sv\"\npatterns = [\"sv=texter/**/*.md\", \"nb=i18n/bokmål/**\"]\n",
    ] {
        sandbox.write("nordalign.toml", config);
        let page = sandbox.run("check").ok();
        assert_eq!(page.matches("100.0 %").count(), 2, "{page}");
    }
    sandbox.write("texter/ny.md", "Nu finns det kajaker att hyra.\n");
    let outcome = sandbox.run("check --format jsonl");
    assert!(
        outcome.stdout.contains(r#""path":"i18n/bokmål/ny.md""#),
        "{}",
        outcome.stdout
    );
}

#[test]
fn a_hugo_site_is_recognised_by_its_file_names_or_its_folders() {
    let sandbox = Sandbox::new();
    sandbox.write("content/hyra/index.md", SV);
    sandbox.write("content/hyra/index.nb.md", NB);
    sandbox.write("content/ny.md", "Nu finns det kajaker att hyra.\n");
    sandbox.write("nordalign.toml", "source = \"sv\"\npaths = [\"content\"]\n");
    let outcome = sandbox.run("check --format jsonl");
    assert_eq!(outcome.stdout.lines().count(), 1, "{}", outcome.stdout);
    assert!(
        outcome.stdout.contains(
            r#""rule":"missing-file","severity":"error","lang":"nb","path":"content/ny.nb.md""#
        ),
        "{}",
        outcome.stdout
    );
    let sandbox = Sandbox::new();
    sandbox.write("sida.sv.md", SV);
    sandbox.write("sida.da.md", DA);
    sandbox.write(
        "nordalign.toml",
        "source = \"sv\"\npatterns = [\"*.{lang}.md\"]\n",
    );
    sandbox.run("check").ok();
}

#[test]
fn an_empty_folder_of_translations_lacks_every_page() {
    let sandbox = site();
    std::fs::create_dir_all(sandbox.path("norsk")).unwrap();
    let outcome = sandbox.run("check docs/sv nb=norsk --format jsonl");
    assert_eq!(outcome.code, Some(2), "{}", outcome.stderr);
    assert!(
        outcome
            .stdout
            .contains(&format!(r#""path":"norsk/{PAGE}""#)),
        "{}",
        outcome.stdout
    );
}

#[test]
fn config_shows_the_settings_in_force_as_a_valid_configuration() {
    let config = format!(
        "{PATTERNS}ignore = [\"docs/*/gammalt/**\"]\n[floors]\nnb = 95\n[rules]\nnumbers = \"warning\"\n[[overrides]]\npaths = [\"docs/*/hyra/*\"]\nfloors = {{ da = 99.5 }}\nrules = {{ urls = \"off\" }}\n"
    );
    let sandbox = configured(&config);
    let page = sandbox.run("config --min da=70 --segment sentence").ok();
    for line in [
        "source = \"sv\" # nordalign.toml",
        "patterns = [\"docs/{lang}/**\"] # nordalign.toml",
        "min-confidence = 0.5 # default",
        "segment = \"sentence\" # command line",
        "nb = 95 # nordalign.toml",
        "da = 70 # command line",
        "numbers = \"warning\" # nordalign.toml",
        "missing = \"error\" # default",
        "rules = { urls = \"off\" } # nordalign.toml",
    ] {
        assert!(page.lines().any(|shown| shown == line), "{line}\n{page}");
    }
    sandbox.write("nordalign.toml", &page);
    let without_origin = |page: &str| -> Vec<String> {
        let lines = page.lines().map(|line| line.split(" # ").next().unwrap());
        lines.map(str::to_owned).collect()
    };
    let again = sandbox.run("config").ok();
    assert_eq!(without_origin(&again), without_origin(&page));
    sandbox.run("check").ok();
}

#[test]
fn comments_and_front_matter_exclude_text_from_the_check() {
    let sandbox = site();
    let sv = SV.replace("Priset", "<!-- nordalign-ignore -->\nPriset");
    sandbox.write(&format!("docs/sv/{PAGE}"), sv);
    sandbox.write(&format!("docs/nb/{PAGE}"), without_price(NB));
    sandbox.write(
        "docs/sv/bara.md",
        "---\ntranslate: false\n---\n\nBara för svenska läsare.\n",
    );
    assert_eq!(sandbox.run("check docs/sv docs/nb --format jsonl").ok(), "");
}

#[test]
fn the_example_in_the_documentation_is_a_valid_configuration() {
    let docs = std::fs::read_to_string(crate::root().join("crates/nordalign-cli/docs/check.md"));
    // A package of the program alone does not contain the documentation.
    let Ok(docs) = docs else { return };
    let example = docs.split("```toml\n").nth(1).unwrap();
    let sandbox = Sandbox::new();
    sandbox.write("nordalign.toml", example.split("```").next().unwrap());
    let page = sandbox.run("config").ok();
    for line in [
        "exempt = [\"Nordvind Havn\", \"Support\"] # nordalign.toml",
        "da = \"windows-1252\" # nordalign.toml",
        "moved = \"off\" # nordalign.toml",
        "floors = { nb = 100, da = 100 } # nordalign.toml",
    ] {
        assert!(page.lines().any(|shown| shown == line), "{line}\n{page}");
    }
}

#[test]
fn rules_are_listed_and_explained_by_their_ids() {
    let sandbox = Sandbox::new();
    assert!(sandbox.run("explain").ok().contains("numbers"));
    assert!(sandbox.run("explain numbers").ok().contains("numbers"));
    let outcome = sandbox.run("explain nummer");
    assert_eq!(outcome.code, Some(3));
    assert!(
        outcome.stderr.contains("missing-file"),
        "{}",
        outcome.stderr
    );
}
