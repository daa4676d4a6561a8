//! Options. What a single command prints is recorded in `cmd/options.md`.

use crate::sandbox::Sandbox;

#[test]
fn options_that_are_refused_write_no_file() {
    let sandbox = Sandbox::with_documents();
    for option in ["--pairs", "--partial", "--lang-map nb-NO", "--reasons"] {
        let args = format!("align a.sv.txt a.nb.txt {option} -o x.tmx");
        sandbox.run(&args).failed(3);
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
fn a_language_is_found_in_the_argument_the_name_or_the_folder() {
    let sandbox = Sandbox::new();
    for name in ["sv/a.txt", "b.nb-NO.txt", "da.txt"] {
        sandbox.write(name, "Hej hej");
    }
    let table = sandbox
        .run("align sv/a.txt b.nb-NO.txt da.txt --format tsv")
        .ok();
    assert!(table.starts_with("sv\tnb\tda\t"), "{table}");
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
