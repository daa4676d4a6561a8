//! If the program is ended, cannot write or has no disk space, results are whole or unchanged, and
//! nothing else is left.
#![cfg(unix)]

use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::Duration;

use crate::check::{NB, site, without_price};
use crate::sandbox::{Sandbox, make_pipe};

/// A program that has begun to write `ut.tmx` and waits: for a reader of one of its results, a
/// pipe.
struct Waiting {
    sandbox: Sandbox,
    child: Child,
}

const PIPE: &str = "ut.sv-nb.tmx";

impl Waiting {
    /// `shell` comes before the program.
    fn after(shell: &str) -> Self {
        let sandbox = Sandbox::new();
        for lang in ["sv", "nb", "da"] {
            sandbox.write(&format!("{lang}/a.md"), "Priset: 350.\n");
        }
        sandbox.write("ut.tmx", "old");
        make_pipe(&sandbox.path(PIPE));
        let program = env!("CARGO_BIN_EXE_nordalign");
        let args = "align --tree sv nb da -o ut.tmx --pairs --min-confidence 0";
        let child = Command::new("sh")
            .args(["-c", &format!("{shell} exec {program} {args}")])
            .current_dir(sandbox.path("."))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let waiting = Waiting { sandbox, child };
        while waiting.drafts() == 0 {
            thread::sleep(Duration::from_millis(2));
        }
        waiting
    }

    fn drafts(&self) -> usize {
        let names = self.sandbox.names();
        names
            .iter()
            .filter(|name| name.starts_with(".nordalign"))
            .count()
    }

    fn signal(&self, name: &str) {
        let id = self.child.id().to_string();
        assert!(
            Command::new("kill")
                .args(["-s", name, &id])
                .status()
                .unwrap()
                .success()
        );
    }

    fn end_by(&mut self, name: &str) -> ExitStatus {
        self.signal(name);
        self.child.wait().unwrap()
    }

    /// Reads its pipe, so that it runs to its end.
    fn let_go(&mut self) -> ExitStatus {
        let pipe = self.sandbox.path(PIPE);
        let reader = thread::spawn(move || fs::read(pipe).unwrap());
        let status = self.child.wait().unwrap();
        assert!(reader.join().unwrap().starts_with(b"<?xml"));
        status
    }
}

/// Whether these tests were started with a signal ignored.
fn is_ignored(number: i32) -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let mask = mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    mask.is_some_and(|mask| (mask >> (number - 1)) & 1 == 1)
}

#[test]
#[expect(clippy::print_stderr, reason = "nothing is skipped in silence")]
fn a_signal_ends_the_program_and_leaves_nothing_behind() {
    for (name, number) in [("INT", 2), ("TERM", 15), ("HUP", 1)] {
        if is_ignored(number) {
            // The program ignores it, too, as it should: there is no way to try it from here.
            eprintln!("SIG{name} is not tried: it is ignored here, as under nohup");
            continue;
        }
        let mut waiting = Waiting::after("");
        let status = waiting.end_by(name);
        assert_eq!(status.signal(), Some(number), "{status:?}");
        assert_eq!(waiting.sandbox.names(), ["da", "nb", "sv", PIPE, "ut.tmx"]);
        assert_eq!(waiting.sandbox.read("ut.tmx"), "old");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_signal_that_was_ignored_at_the_start_stays_ignored() {
    let mut waiting = Waiting::after("trap '' HUP;");
    waiting.signal("HUP");
    assert!(waiting.let_go().success());
    assert!(waiting.sandbox.read("ut.tmx").starts_with("<?xml"));
    assert_eq!(waiting.drafts(), 0);
}

#[test]
fn the_next_write_removes_what_a_killed_program_left() {
    let mut waiting = Waiting::after("");
    assert_eq!(waiting.end_by("KILL").signal(), Some(9));
    assert_eq!(waiting.drafts(), 1);
    let sandbox = &waiting.sandbox;
    // A folder that only looks like drafts stays.
    sandbox.write(".nordalign-drafts-mine/lock", "");
    sandbox.write(".nordalign-drafts-mine/diary.txt", "Dear diary");
    sandbox.write(".nordalign-drafts-file", "");
    fs::create_dir(sandbox.path("elsewhere")).unwrap();
    fs::write(sandbox.path("elsewhere/lock"), "").unwrap();
    std::os::unix::fs::symlink("elsewhere", sandbox.path(".nordalign-drafts-link")).unwrap();
    fs::remove_file(sandbox.path(PIPE)).unwrap();
    sandbox.run("align --tree sv nb da -o ut.tmx --pairs").ok();
    let names = sandbox.names();
    let hidden: Vec<&String> = names.iter().filter(|name| name.starts_with('.')).collect();
    assert_eq!(
        hidden,
        [
            ".nordalign-drafts-file",
            ".nordalign-drafts-link",
            ".nordalign-drafts-mine"
        ]
    );
    assert!(sandbox.path("elsewhere/lock").exists());
    assert!(sandbox.path(".nordalign-drafts-mine/diary.txt").exists());
}

#[test]
fn the_drafts_of_a_running_program_stay_while_another_writes_to_the_same_file() {
    let mut waiting = Waiting::after("");
    waiting
        .sandbox
        .run("align --tree sv nb da -o ut.tmx --min-confidence 0")
        .ok();
    assert!(waiting.sandbox.read("ut.tmx").starts_with("<?xml"));
    assert_eq!(waiting.drafts(), 1);
    assert!(waiting.let_go().success());
    assert_eq!(waiting.drafts(), 0);
    assert!(waiting.sandbox.path("ut.nb-da.tmx").exists());
}

/// Runs the program with files limited to zero bytes, as on a full disk.
fn run_without_room(sandbox: &Sandbox, args: &str) -> std::process::Output {
    let program = env!("CARGO_BIN_EXE_nordalign");
    let script = format!("trap '' XFSZ; ulimit -f 0; exec {program} {args}");
    Command::new("sh")
        .args(["-c", &script])
        .env("GITHUB_STEP_SUMMARY", sandbox.path("summary.md"))
        .current_dir(sandbox.path("."))
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

#[test]
fn a_check_reports_its_result_even_if_cache_and_summary_cannot_be_written() {
    let sandbox = site();
    sandbox.write("docs/nb/hyra/kanot på sjön.md", without_price(NB));
    let args = "check docs/sv docs/nb --cache cache.json --format github";
    let output = run_without_room(&sandbox, args);
    let [stdout, stderr] = [output.stdout, output.stderr].map(|it| String::from_utf8(it).unwrap());
    assert_eq!(output.status.code(), Some(2), "{stderr}");
    assert!(stdout.contains("::error file="), "{stdout}");
    assert!(
        stderr.contains("warning: the cache could not be written: cache.json: "),
        "{stderr}"
    );
    assert!(
        stderr.contains("warning: the step summary could not be written: "),
        "{stderr}"
    );
    assert!(
        stderr.contains("gate failed: 1 error (1 missing)"),
        "{stderr}"
    );
    assert!(!stderr.contains(".nordalign"), "{stderr}");
    assert_eq!(sandbox.names(), ["docs", "summary.md"]);
}

#[test]
fn a_result_that_does_not_fit_on_the_disk_is_named_and_leaves_nothing_behind() {
    let sandbox = Sandbox::with_documents();
    let args = "align a.sv.txt a.nb.txt a.da.txt -o ut.tmx --pairs";
    let output = run_without_room(&sandbox, args);
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{stderr}");
    assert!(stderr.contains("error: ut.tmx: "), "{stderr}");
    assert!(!stderr.contains(".nordalign"), "{stderr}");
    assert_eq!(sandbox.names(), ["a.da.txt", "a.nb.txt", "a.sv.txt"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_stdout_is_an_error() {
    let sandbox = Sandbox::with_documents();
    for args in [
        "--help",
        "--version",
        "align --help",
        "explain",
        "config",
        "segment a.sv.txt",
        "align a.sv.txt a.nb.txt",
        "check a.sv.txt a.nb.txt",
        "glossary a.sv.txt a.nb.txt",
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_nordalign"))
            .args(args.split_whitespace())
            .current_dir(sandbox.path("."))
            .stdin(Stdio::null())
            .stdout(
                fs::OpenOptions::new()
                    .write(true)
                    .open("/dev/full")
                    .unwrap(),
            )
            .output()
            .unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{args}: {stderr}");
        assert!(stderr.contains("error: stdout: "), "{args}: {stderr}");
    }
}

#[test]
fn a_tree_of_many_files_appears_whole_with_few_files_open_at_once() {
    let sandbox = Sandbox::new();
    for page in 0..120 {
        for (lang, word) in [("sv", "Sida"), ("nb", "Side"), ("da", "Side")] {
            sandbox.write(
                &format!("{lang}/{page}/index.md"),
                format!("{word} {page} av 120.\n"),
            );
        }
    }
    let program = env!("CARGO_BIN_EXE_nordalign");
    let args = "align --tree sv nb da -o ut/mer/ --pairs --min-confidence 0";
    let status = Command::new("sh")
        .args(["-c", &format!("ulimit -n 48; exec {program} {args}")])
        .current_dir(sandbox.path("."))
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .unwrap();
    assert!(status.success());
    assert_eq!(fs::read_dir(sandbox.path("ut/mer")).unwrap().count(), 480);
}

#[test]
fn a_tree_whose_folder_cannot_be_written_leaves_no_folder_behind() {
    let sandbox = Sandbox::new();
    for (lang, word) in [("sv", "Sida"), ("nb", "Side")] {
        sandbox.write(&format!("{lang}/guide/a.md"), format!("{word} 3 av 120.\n"));
    }
    let output = run_without_room(&sandbox, "align --tree sv nb -o ut/mer/ --min-confidence 0");
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{stderr}");
    assert!(stderr.contains("ut/mer/guide/a.tmx: "), "{stderr}");
    assert_eq!(sandbox.names(), ["nb", "sv"]);
}
