//! What of the front matter of a page is text.

use crate::sandbox::Sandbox;

const SV: &str = "---\nlayout: home\ntitle: Fjällro\nhero:\n  name: Fjällro\n  text: Stugor i hela landet\n  actions:\n    - theme: brand\n      text: Boka en stuga\n      link: /boka\nfeatures:\n  - icon: 🏔️\n    title: Nära naturen\n    details: Från dörren går leder åt alla håll.\nbanner:\n  note: Vi har öppet under hela vintern.\n---\n";
const NB: &str = "---\nlayout: home\ntitle: Fjällro\nhero:\n  name: Fjällro\n  text: Hytter i hele landet\n  actions:\n    - theme: brand\n      text: Bestill en hytte\n      link: /bestill\nfeatures:\n  - icon: 🏔️\n    title: Nær naturen\n    details: Fra døren går stier i alle retninger.\nbanner:\n  note: Vi holder åpent hele vinteren.\n---\n";

fn home() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("sv/index.md", SV);
    sandbox.write("nb/index.md", NB);
    sandbox
}

#[test]
fn a_page_that_lives_in_its_front_matter_is_read_and_checked() {
    let sandbox = home();
    let text = sandbox.run("segment sv/index.md --format text").ok();
    let expected = "Fjällro\nStugor i hela landet\nBoka en stuga\nNära naturen\nFrån dörren går leder åt alla håll.\n";
    assert_eq!(text, expected);
    let report = sandbox.run("check sv nb").ok();
    assert!(
        report.contains("nb segments      5   5  100.0 %"),
        "{report}"
    );
    sandbox.write("nb/index.md", "---\ntitle: Fjällro\nlayout: home\n---\n");
    let outcome = sandbox.run("check sv nb");
    assert_eq!(outcome.code, Some(2), "{outcome:?}");
    assert!(
        outcome.stdout.contains("Stugor i hela landet"),
        "{outcome:?}"
    );
}

#[test]
fn fields_that_hold_sentences_but_are_not_read_are_noted_once_a_run() {
    let sandbox = home();
    for args in [
        "segment sv/index.md",
        "align sv/index.md nb/index.md",
        "check sv/index.md nb/index.md",
        "check sv nb",
        "align --tree sv nb",
    ] {
        let outcome = sandbox.run(args);
        let note = "not read: banner.note; --front-matter FIELD";
        assert_eq!(
            outcome.stderr.matches(note).count(),
            1,
            "{args}: {outcome:?}"
        );
        for field in ["banner.note", "!banner.**"] {
            let outcome = sandbox.run(&format!("{args} --front-matter {field}"));
            assert!(!outcome.stderr.contains("not read:"), "{args}: {outcome:?}");
        }
    }
}

#[test]
fn the_option_and_the_configuration_say_what_else_is_text() {
    let sandbox = home();
    let segment = "segment sv/index.md --format text --front-matter";
    let text = sandbox
        .run(&format!("{segment} banner.* --front-matter !hero.**"))
        .ok();
    let expected = "Fjällro\nNära naturen\nFrån dörren går leder åt alla håll.\nVi har öppet under hela vintern.\n";
    assert_eq!(text, expected);
    let message = sandbox.run(&format!("{segment} hero..text")).failed(3);
    assert!(message.contains("`hero..text` is not a field"), "{message}");
    let config = "source = \"sv\"\npaths = [\"sv\", \"nb\"]\nfront-matter = [\"banner.note\", \"!features.**\"]\n";
    sandbox.write("nordalign.toml", config);
    let outcome = sandbox.run("check");
    assert!(outcome.stdout.contains("nb segments      4"), "{outcome:?}");
    assert!(!outcome.stderr.contains("not read"), "{outcome:?}");
    let shown = sandbox.run("config").ok();
    let line = "front-matter = [\"banner.note\", \"!features.**\"] # nordalign.toml";
    assert!(shown.contains(line), "{shown}");
    sandbox.write("nordalign.toml", config.replace("banner.note", "banner."));
    let message = sandbox.run("check").failed(3);
    assert!(message.contains("nordalign.toml:3: "), "{message}");
}

#[test]
fn toml_and_json_front_matter_are_aligned() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "a.sv.md",
        "+++\ntitle = \"Om oss\"\n[cta]\ntext = \"Ring nu\"\nlink = \"/ring\"\n+++\n",
    );
    sandbox.write(
        "a.nb.md",
        "{\n  \"title\": \"Om oss\",\n  \"cta\": {\"text\": \"Ring nå\", \"link\": \"/ring\"}\n}\n",
    );
    let outcome = sandbox.run("align a.sv.md a.nb.md --format tsv --min-confidence 0");
    assert!(
        outcome.stderr.is_empty() || !outcome.stderr.contains("warning: a."),
        "{outcome:?}"
    );
    assert!(outcome.stdout.contains("Ring nu\tRing nå"), "{outcome:?}");
}
