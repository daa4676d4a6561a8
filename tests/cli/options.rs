//! Valid and invalid options.

use crate::sandbox::Sandbox;

#[test]
fn what_does_not_fit_together_is_refused_with_the_reason() {
    let sandbox = Sandbox::with_documents();
    let cases = [
        ("a.sv.txt", "two or three files"),
        ("a.sv.txt a.sv.txt", "the same input"),
        ("a.sv.txt nb=a.sv.txt", "the same input"),
        (
            "a.sv.txt a.nb.txt --source da",
            "no file is in the source language, Danish (da)",
        ),
        ("a.sv.txt a.nb.txt --source en", "sv, nb, da"),
        ("a.sv.txt a.nb.txt --pairs -o x.tmx", "needs three files"),
        (
            "a.sv.txt a.nb.txt a.da.txt --pairs -o x.json",
            "--pairs cannot be used with the format json",
        ),
        (
            "a.sv.txt a.nb.txt a.da.txt --pairs --format tmx",
            "needs -o FILE",
        ),
        ("a.sv.txt a.nb.txt --partial -o x.tmx", "needs three files"),
        ("a.sv.txt a.nb.txt --min-confidence 1.5", "from 0 to 1"),
        (
            "a.sv.txt a.nb.txt --min-confidence 0.7 -o x.jsonl",
            "cannot be used with the format jsonl",
        ),
        (
            "a.sv.txt a.nb.txt --lang-map nb=no-NO -o x.tmx",
            "is not a tag for Norwegian",
        ),
        ("a.sv.txt a.nb.txt --lang-map nb-NO -o x.tmx", "LANG=TAG"),
        (
            "a.sv.txt a.nb.txt --no-doctype -o x.tsv",
            "cannot be used with the format tsv",
        ),
        (
            "a.sv.txt a.nb.txt --date yesterday -o x.tmx",
            "`yesterday` is not a date",
        ),
        (
            "a.sv.txt a.nb.txt --reasons -o x.tmx",
            "cannot be used with the format tmx",
        ),
        (
            "a.sv.txt a.nb.txt --encoding utf-nine",
            "not a known encoding",
        ),
        ("a.sv.txt a.nb.txt --segment word", "possible values"),
        ("en=a.sv.txt a.nb.txt", "`en` is not one of the languages"),
        ("no=a.nb.txt a.sv.txt", "write `nb`"),
        (
            "a.sv.txt a.nb.txt --segment line --input-format plain",
            "does not parse formats",
        ),
        ("", "[LANG=]FILE"),
    ];
    for (args, reason) in cases {
        let message = sandbox.run(&format!("align {args}")).failed(3);
        assert!(message.contains(reason), "{args}: {message}");
    }
    assert_eq!(sandbox.names(), ["a.da.txt", "a.nb.txt", "a.sv.txt"]);
}

#[test]
fn help_and_version_exit_with_0_and_help_documents_the_exit_codes() {
    let sandbox = Sandbox::new();
    assert!(sandbox.run("--version").ok().starts_with("nordalign "));
    for args in ["--help", "align --help", "segment --help", "align -h"] {
        let help = sandbox.run(args).ok();
        assert!(
            help.contains("Exit codes:") && help.contains("  3  "),
            "{help}"
        );
    }
    assert_eq!(sandbox.run("").code, Some(3));
    assert_eq!(sandbox.run("frobnicate").code, Some(3));
}

#[test]
fn every_command_has_a_manual_page_and_completions() {
    let sandbox = Sandbox::new();
    let help = sandbox.run("--help").ok();
    let commands = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let commands: Vec<&str> = commands
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.strip_prefix("  ")?.split(' ').next())
        .filter(|word| !word.is_empty() && *word != "help")
        .collect();
    assert!(commands.contains(&"align"), "{help}");
    let program = sandbox.run("man").ok();
    for command in &commands {
        let page = sandbox.run(&format!("man {command}")).ok();
        assert!(
            page.contains(&format!(".TH nordalign-{command} 1")),
            "{page}"
        );
        assert!(
            program.contains(&format!("nordalign\\-{command}(1)")),
            "{program}"
        );
    }
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = sandbox.run(&format!("completions {shell}")).ok();
        for command in &commands {
            assert!(script.contains(command), "{shell}: {command}");
        }
    }
    let stderr = sandbox.run("man frobnicate").failed(3);
    assert!(stderr.contains("unknown command `frobnicate`"), "{stderr}");
}

#[test]
fn the_source_comes_first_then_sv_nb_da_whatever_the_order_of_files() {
    let sandbox = Sandbox::with_documents();
    let cases = [
        ("a.da.txt a.nb.txt a.sv.txt", "da\tsv\tnb\t"),
        ("a.da.txt a.nb.txt a.sv.txt --source nb", "nb\tsv\tda\t"),
        ("a.sv.txt a.da.txt a.nb.txt", "sv\tnb\tda\t"),
    ];
    for (args, head) in cases {
        let table = sandbox.run(&format!("align {args} --format tsv")).ok();
        assert!(table.starts_with(head), "{table}");
    }
}

#[test]
fn a_file_in_another_language_than_its_name_says_gives_a_warning() {
    let sandbox = Sandbox::with_documents();
    let danish = "Vi er ikke sikre på, hvad der skete efter mødet, og hvordan det blev afsluttet af bestyrelsen.";
    sandbox.write("b.sv.txt", danish);
    let outcome = sandbox.run("align b.sv.txt a.nb.txt");
    let warning =
        "warning: b.sv.txt: this looks like Danish, not Swedish; if so, write da=b.sv.txt";
    assert!(outcome.stderr.contains(warning), "{outcome:?}");
    outcome.ok();
}

#[test]
fn a_language_is_found_in_the_argument_the_name_or_the_folder() {
    let sandbox = Sandbox::new();
    for name in ["sv/a.txt", "b.nb-NO.txt", "da.txt"] {
        sandbox.write(name, "Hej hej");
    }
    let table = sandbox
        .run("align sv/a.txt b.nb-NO.txt da.txt --format tsv")
        .ok();
    assert!(table.starts_with("sv\tnb\tda\t"), "{table}");
    assert_eq!(
        sandbox.run("segment --lang da sv/a.txt --format text").ok(),
        "Hej hej\n"
    );
    let message = sandbox.run("segment --lang da sv=sv/a.txt").failed(3);
    assert!(message.contains("--lang says da"), "{message}");
}

#[test]
fn only_terminals_get_colours() {
    let sandbox = Sandbox::with_documents();
    assert!(
        !sandbox
            .run("align a.sv.txt a.nb.txt")
            .ok()
            .contains('\u{1b}')
    );
    let forced = sandbox.run_with("align a.sv.txt a.nb.txt", &[("CLICOLOR_FORCE", "1")], b"");
    assert!(forced.ok().contains('\u{1b}'));
}

#[test]
fn lines_are_read_unchanged() {
    let sandbox = Sandbox::new();
    sandbox.write("a.sv.md", "---\ntitle: Hej\n---\n\n- **En** punkt  \n");
    let lines = sandbox
        .run("segment a.sv.md --segment line --format text")
        .ok();
    assert_eq!(lines, "---\ntitle: Hej\n---\n- **En** punkt\n");
}
