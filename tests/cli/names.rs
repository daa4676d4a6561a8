//! Malicious names and texts.

use std::fs;

use crate::sandbox::Sandbox;

/// Names that control terminals and CIs, or are markup, options or patterns somewhere. Those that
/// Windows accepts come first.
const NAMES: [&str; 22] = [
    "a b.md",
    "-o.md",
    "{lang}.md",
    "50 %0A.md",
    "x\u{202e}gpj.md",
    "noll\u{200b}bredd.md",
    "\u{2028}rad.md",
    "\u{9b}31m.md",
    "😀👩\u{200d}👧.md",
    "e\u{301}.md",
    "##[group]z.md",
    "&amp;[x](y)`#4 @kari.md",
    "a\nb.md",
    "a\n::add-mask::x.md",
    "::error::y.md",
    "röd\u{1b}[31m.md",
    "flik\tx.md",
    "\"citat\".md",
    "del\u{7f}.md",
    "*.md",
    "<b>.md",
    "|a:b,c.md",
];

/// A page under each of the names in both languages, with texts of the same kind, and one page
/// without a translation.
fn site() -> Sandbox {
    let sandbox = Sandbox::new();
    let names = if cfg!(unix) { &NAMES[..] } else { &NAMES[..12] };
    for (number, name) in names.iter().enumerate() {
        let text = |of: &str| {
            format!(
                "{of} {number}.\n\n::add-mask::x ##[group] \u{1b}[31m\u{202e} 4 {of} {number}.\n"
            )
        };
        sandbox.write(&format!("sv/{name}"), text("Bron är öppen hela sommaren"));
        let nb = text("Broen er åpen hele sommeren").replace(" 4 ", " 5 ");
        sandbox.write(&format!("nb/{name}"), nb);
    }
    sandbox.write(
        &format!("sv/ensam {}", names[names.len() - 1]),
        "Färjan går.\n",
    );
    sandbox
}

/// The formats of `check`, as listed in its help, so that new ones are tried too.
fn formats(sandbox: &Sandbox) -> Vec<String> {
    let help = sandbox.run("check --help").ok();
    let (_, after) = help.split_once("The report to write: ").unwrap();
    let (list, _) = after.split_once('.').unwrap();
    let names = list.split([',', ' ', '\n']).filter(|name| !name.is_empty());
    names
        .filter(|name| *name != "or")
        .map(str::to_owned)
        .collect()
}

/// Fails on control characters that no terminal may get, and on lines that are CI commands.
#[track_caller]
fn assert_harmless(what: &str, text: &str, is_exact: bool) {
    for line in text.split('\n') {
        let steers = |c: &char| *c < ' ' && *c != '\t';
        let is_odd = |c: &char| {
            matches!(
                c,
                '\u{7f}'..='\u{9f}' | '\u{200b}' | '\u{2028}' | '\u{202e}'
            )
        };
        let odd = line.chars().find(|c| steers(c) || !is_exact && is_odd(c));
        assert_eq!(odd, None, "{what}: {line:?}");
        let is_command = line.trim_start().starts_with("::") || !is_exact && line.contains("##[");
        let is_ours = what.contains("github") && line.starts_with("::error ");
        assert!(!is_command || is_ours, "{what}: {line:?}");
    }
}

#[test]
fn nothing_that_is_printed_controls_a_terminal_or_a_ci() {
    let sandbox = site();
    let mut commands: Vec<(String, bool)> = vec![
        ("align --tree sv nb".to_owned(), false),
        (
            "align --tree sv nb --verbose --report r.jsonl".to_owned(),
            false,
        ),
        ("check sv nb --verbose".to_owned(), false),
        ("config sv nb".to_owned(), false),
        ("baseline write sv nb --baseline b.json".to_owned(), false),
        ("lock sv nb".to_owned(), false),
    ];
    let formats = formats(&sandbox);
    assert!(formats.len() > 8, "{formats:?}");
    assert!(formats.contains(&"badge".to_owned()), "{formats:?}");
    for format in formats {
        // JSON keeps texts exactly, except for what it must escape.
        let is_exact = ["json", "jsonl", "gitlab", "sarif", "github"].contains(&format.as_str());
        commands.push((format!("check sv nb --format {format}"), is_exact));
    }
    for format in ["markdown", "html"] {
        let command = format!("glossary --tree sv nb --min-count 2 --format {format}");
        commands.push((command, false));
    }
    for (command, is_exact) in commands {
        let env = [("GITHUB_STEP_SUMMARY", "summary.md")];
        let outcome = sandbox.run_with(&command, &env, b"");
        assert!(
            matches!(outcome.code, Some(0 | 2)),
            "{command}: {}",
            outcome.stderr
        );
        let printed = outcome.stdout.len() + outcome.stderr.len();
        assert!(printed > 0, "{command}");
        assert_harmless(&command, &outcome.stdout, is_exact);
        assert_harmless(&command, &outcome.stderr, false);
    }
    assert_harmless("the summary", &sandbox.read("summary.md"), false);
    let forbidden = |c: char| c < ' ' && c != '\n' || matches!(c, '\u{fffe}' | '\u{ffff}');
    let junit = sandbox.run("check sv nb --format junit").stdout;
    assert!(!junit.contains(forbidden), "{junit}");
}

#[test]
fn the_text_of_a_page_controls_nothing() {
    let sandbox = Sandbox::new();
    let text = "\u{1b}[31mBron är öppen.\n\n::add-mask::Färjan går ##[group] varje timme.\n";
    sandbox.write("a.sv.txt", text);
    sandbox.write("a.nb.txt", text.replace("Bron är öppen", "Broen er åpen"));
    for command in ["align a.sv.txt a.nb.txt --reasons", "segment a.sv.txt"] {
        let page = sandbox.run(command).ok();
        assert!(page.contains("add-mask::"), "{page}");
        assert_harmless(command, &page, false);
    }
}

#[cfg(unix)]
#[test]
fn a_refused_argument_is_shown_without_its_control_characters() {
    use std::process::Command;
    for args in [
        ["check", "--min\u{1b}[31m=x"],
        ["check", "--no\n::add-mask::x"],
        ["align", "\u{1b}[2J\n::add-mask::x.md"],
        ["segment", "sv=\u{1b}]0;titel\u{7}"],
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_nordalign"))
            .args(args)
            .output()
            .unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert!(stderr.contains("error"), "{args:?}: {stderr}");
        assert_harmless(args[1], &stderr, false);
    }
}

/// Names that are not UTF-8 and differ only in such bytes.
#[cfg(target_os = "linux")]
#[test]
fn names_that_are_not_utf8_do_not_stop_a_run_and_stay_distinct() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let sandbox = Sandbox::new();
    for (name, number) in [(&b"f\xE5r.md"[..], "3"), (b"f\xF6r.md", "4")] {
        let write = |folder: &str, text: String| {
            let path = sandbox.path(folder).join(OsStr::from_bytes(name));
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        write("sv", format!("Bron är öppen {number} timmar om dagen.\n"));
        write("nb", "Broen er åpen 5 timer om dagen.\n".to_owned());
    }
    let run = |args: &str| sandbox.run(args);
    run("align --tree sv nb --no-content -o ut/ --report r.jsonl").ok();
    let report = sandbox.read("r.jsonl");
    for name in ["sv/f%E5r.md", "nb/f%E5r.md", "sv/f%F6r.md", "nb/f%F6r.md"] {
        assert!(report.contains(name), "{report}");
    }
    let mut written: Vec<_> = fs::read_dir(sandbox.path("ut"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    written.sort();
    assert_eq!(written, ["f%e5r.tmx", "f%f6r.tmx"]);
    for format in ["json", "sarif", "junit", "gitlab", "markdown", "github"] {
        let outcome = run(&format!("check sv nb --cache c.json --format {format}"));
        assert_eq!(outcome.code, Some(2), "{format}: {}", outcome.stderr);
        let [one, two] = match format {
            // A path as a percent-encoded address.
            "sarif" => ["nb/f%25E5r.md", "nb/f%25F6r.md"],
            "github" => ["file=nb/f%25E5r.md", "file=nb/f%25F6r.md"],
            _ => ["nb/f%E5r.md", "nb/f%F6r.md"],
        };
        for name in [one, two] {
            assert!(
                outcome.stdout.contains(name),
                "{format}: {}",
                outcome.stdout
            );
        }
    }
    run("baseline write sv nb").ok();
    run("check sv nb").ok();
    run("lock sv nb").ok();
    let path = sandbox.path("sv").join(OsStr::from_bytes(b"f\xE5r.md"));
    fs::write(path, "Bron är öppen 3 minuter om dagen.\n").unwrap();
    let stale = run("check sv nb --format jsonl").stdout;
    assert!(
        stale.contains("\"stale\"") && stale.contains("f%E5r"),
        "{stale}"
    );
    assert!(!stale.contains("f%F6r"), "{stale}");
    let named = [&b"sv=sv/f\xE5r.md"[..], b"nb=nb/f\xE5r.md"];
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_nordalign"))
        .arg("align")
        .args(named.map(OsStr::from_bytes))
        .current_dir(sandbox.path("."))
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
}

#[cfg(unix)]
#[test]
fn a_skipped_folder_is_reported_and_the_others_are_checked() {
    let sandbox = Sandbox::new();
    let name = "mapp".repeat(40);
    for lang in ["sv", "nb"] {
        // Two halves that the system accepts, joined to a path that it does not.
        let half = |from: &str| {
            let folders = std::iter::repeat_n(name.as_str(), 20);
            let folder = sandbox
                .path(from)
                .join(folders.collect::<std::path::PathBuf>());
            fs::create_dir_all(&folder).unwrap();
            folder
        };
        let upper = half(lang);
        fs::write(half("nedre").join("a.md"), "Hej.\n").unwrap();
        fs::rename(sandbox.path("nedre"), upper.join("nedre")).unwrap();
    }
    for command in ["align --tree sv nb", "check sv nb"] {
        let stderr = sandbox.run(command).failed(1);
        assert!(stderr.contains(&format!("warning: sv/{name}")), "{stderr}");
        assert!(stderr.contains("too long"), "{stderr}");
    }
    sandbox.write("sv/bro.md", "Bron är öppen hela sommaren.\n");
    sandbox.write("nb/bro.md", "Broen er åpen hele sommeren.\n");
    let outcome = sandbox.run("align --tree sv nb");
    assert_eq!(outcome.code, Some(1), "{}", outcome.stderr);
    assert!(
        outcome.stdout.contains("sv/bro.md\tnb/bro.md"),
        "{}",
        outcome.stdout
    );
    let outcome = sandbox.run("check sv nb");
    assert_eq!(outcome.code, Some(1), "{}", outcome.stderr);
    assert!(outcome.stdout.contains("100.0 %"), "{}", outcome.stdout);
}
