//! No input is overwritten, no two results go to one file, and pipes work.

use std::fs;

use crate::check::{NB, site, without_price};
use crate::sandbox::Sandbox;

/// Everything in `folder` and below, with its contents.
fn contents(sandbox: &Sandbox) -> Vec<(String, Vec<u8>)> {
    fn walk(folder: &std::path::Path, all: &mut Vec<(String, Vec<u8>)>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, all);
            } else {
                all.push((
                    path.to_string_lossy().into_owned(),
                    fs::read(&path).unwrap(),
                ));
            }
        }
    }
    let mut all = Vec::new();
    walk(&sandbox.path("."), &mut all);
    all.sort();
    all
}

/// A small site with a term base, a configuration and a memory.
fn site_with_files() -> Sandbox {
    let sandbox = Sandbox::new();
    for (name, text) in [
        ("sv/a.md", "# Hyr en kanot\n\nPriset är 350 kronor.\n"),
        ("nb/a.md", "# Lei en kano\n\nPrisen er 350 kroner.\n"),
        ("da/a.md", "# Lej en kano\n\nPrisen er 350 kroner.\n"),
        ("sv/ensam.md", "# Bara här\n"),
        ("termer.csv", "sv,nb\nkanot,kano\n"),
        (
            "nordalign.toml",
            "source = \"sv\"\npaths = [\"sv\", \"nb\"]\n",
        ),
        ("a.sv.txt", "Biblioteket är stängt.\n"),
        ("a.nb.txt", "Biblioteket er stengt.\n"),
        ("sv/.gitignore", "utkast\n"),
    ] {
        sandbox.write(name, text);
    }
    sandbox
        .run("align a.sv.txt a.nb.txt -o minne.tmx --min-confidence 0")
        .ok();
    sandbox
}

#[test]
fn no_command_overwrites_its_input() {
    let sandbox = site_with_files();
    let before = contents(&sandbox);
    for args in [
        "align a.sv.txt a.nb.txt -o a.nb.txt",
        "align --tree sv nb -o q.tmx --report sv/a.md",
        "align --tree sv nb -o q.tmx --report sv/ensam.md",
        "align --tree sv nb --report nb/../sv/a.md",
        "align --tree sv nb -o nb/a.md --format tmx",
        "align --tree sv nb -o q.tmx --report sv/.gitignore",
        "check sv nb --format json=nb/a.md",
        "check sv nb --format json=sv/ensam.md",
        "check a.sv.txt a.nb.txt --format json=a.nb.txt",
        "check --format json=nordalign.toml",
        "check --format json=nordalign-baseline.json",
        "check --format json=nordalign-lock.json",
        "check --terms termer.csv --format json=termer.csv",
        "check sv nb --cache nordalign.toml",
        "check sv nb --cache nordalign-baseline.json",
        "baseline write --cache nordalign-lock.json",
        "baseline write --baseline nordalign.toml",
        "baseline write --terms termer.csv --baseline termer.csv",
        "lock --baseline nordalign-lock.json",
        "glossary a.sv.txt a.nb.txt -o a.sv.txt --format csv",
        "glossary a.sv.txt a.nb.txt --terms termer.csv --departures termer.csv",
        "glossary minne.tmx -o minne.tmx --format csv",
        "glossary --tree sv nb -o q.csv --report sv/a.md",
        "glossary --tree sv nb -o sv/a.md",
    ] {
        let message = sandbox.run(args).failed(3);
        assert!(message.contains("is an input"), "{args}: {message}");
        assert!(contents(&sandbox) == before, "{args} changed a file");
    }
}

#[test]
fn files_written_to_a_folder_do_not_overwrite_the_documents() {
    let sandbox = Sandbox::new();
    sandbox.write("sv/a.txt", "Biblioteket är stängt.\n");
    sandbox.write("nb/a.txt", "Biblioteket er stengt.\n");
    let before = contents(&sandbox);
    let message = sandbox
        .run("align --tree sv nb -o sv/ --format text")
        .failed(3);
    assert!(message.contains("sv/a.txt is an input"), "{message}");
    assert!(contents(&sandbox) == before);
}

#[test]
fn two_results_never_go_to_one_file() {
    let sandbox = site_with_files();
    let before = contents(&sandbox);
    for args in [
        "align --tree sv nb -o q.tmx --report q.tmx",
        "align --tree sv nb -o q.tmx --report ./sv/../q.tmx",
        "align --tree sv nb da -o q.tmx --pairs --report q.sv-nb.tmx",
        "align --tree sv nb --format tsv --report -",
        "align --tree sv nb -o - --format tsv --report /dev/stdout",
        "check sv nb --format json=q.json --format sarif=./q.json",
        "check sv nb --format json=q.json --cache q.json",
        "check sv nb --format json --format sarif",
        "baseline write --baseline q.json --cache sv/../q.json",
        "glossary a.sv.txt a.nb.txt --terms termer.csv -o q.csv --departures q.csv",
        "glossary a.sv.txt a.nb.txt --terms termer.csv -o q.csv --departures sv/../q.csv",
        "glossary --tree sv nb -o q.csv --report q.csv",
    ] {
        let message = sandbox.run(args).failed(3);
        let said = ["would both be written to", "are the same file"];
        assert!(
            said.iter().any(|said| message.contains(said)),
            "{args}: {message}"
        );
        assert!(contents(&sandbox) == before, "{args} wrote something");
    }
}

#[cfg(unix)]
#[test]
fn symbolic_and_hard_links_to_an_input_are_recognised() {
    use std::os::unix::fs::symlink;
    let sandbox = site_with_files();
    symlink("sv/a.md", sandbox.path("länk.json")).unwrap();
    fs::hard_link(sandbox.path("sv/a.md"), sandbox.path("hård.json")).unwrap();
    symlink("sv", sandbox.path("mapp")).unwrap();
    symlink("finns-inte.json", sandbox.path("tom.json")).unwrap();
    symlink("tom.json", sandbox.path("tom2.json")).unwrap();
    let before = contents_but_links(&sandbox);
    for (args, said) in [
        ("check sv nb --format json=länk.json", "is an input"),
        ("check sv nb --format json=hård.json", "is an input"),
        ("check sv nb --format json=mapp/a.md", "is an input"),
        (
            "align --tree sv=mapp nb -o q.tmx --report sv/a.md",
            "is an input",
        ),
        (
            "check sv nb --format json=tom2.json --format sarif=finns-inte.json",
            "are the same file",
        ),
        (
            "check sv nb --format json=mapp/x.json --format sarif=sv/x.json",
            "are the same file",
        ),
    ] {
        let message = sandbox.run(args).failed(3);
        assert!(message.contains(said), "{args}: {message}");
        assert!(contents_but_links(&sandbox) == before, "{args}");
    }
    // A dangling link stays a link, and its file is created.
    sandbox
        .run("check sv nb --exit-zero --format json=tom2.json")
        .code
        .unwrap();
    assert!(sandbox.read("finns-inte.json").starts_with('{'));
    assert!(
        fs::symlink_metadata(sandbox.path("tom2.json"))
            .unwrap()
            .is_symlink()
    );
}

#[cfg(unix)]
fn contents_but_links(sandbox: &Sandbox) -> Vec<(String, Vec<u8>)> {
    ["sv/a.md", "nb/a.md", "a.sv.txt"]
        .map(|name| (name.to_owned(), fs::read(sandbox.path(name)).unwrap()))
        .to_vec()
}

#[cfg(unix)]
#[test]
fn a_file_that_stdout_is_redirected_to_is_recognised() {
    use std::process::{Command, Stdio};
    let sandbox = site_with_files();
    let before = sandbox.read("a.sv.txt");
    let append = fs::OpenOptions::new()
        .append(true)
        .open(sandbox.path("a.sv.txt"))
        .unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_nordalign"))
        .args(["align", "a.sv.txt", "a.nb.txt"])
        .current_dir(sandbox.path("."))
        .stdin(Stdio::null())
        .stdout(append)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(3));
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(
        message.contains("stdout goes to a.sv.txt, which is an input"),
        "{message}"
    );
    assert_eq!(sandbox.read("a.sv.txt"), before);
    // A report may be written among the documents: it is in no language.
    let list = fs::File::create(sandbox.path("lista.txt")).unwrap();
    let status = Command::new(env!("CARGO_BIN_EXE_nordalign"))
        .args(["align", "--tree", "."])
        .current_dir(sandbox.path("."))
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .stdout(list)
        .status()
        .unwrap();
    assert_eq!(status.code(), Some(0));
    assert!(sandbox.read("lista.txt").starts_with("found\t"));
}

#[test]
fn a_cache_a_baseline_and_a_lock_replace_only_their_own_kind() {
    let sandbox = site();
    let page = without_price(NB);
    sandbox.write("docs/nb/hyra/kanot på sjön.md", &page);
    let report = "check docs/sv docs/nb --format json=rapport.json";
    assert_eq!(sandbox.run(report).code, Some(2));
    sandbox.write("anteckningar.txt", "Viktigt.\n");
    sandbox.write("nordalign-lock.json", "{\"name\": \"ours\"}\n");
    sandbox.write("cachad/nordalign.toml", "cache = \"../anteckningar.txt\"\n");
    let before = contents(&sandbox);
    for args in [
        "check docs/sv docs/nb --cache anteckningar.txt",
        "check docs/sv docs/nb --cache rapport.json",
        "check docs/sv docs/nb --config cachad/nordalign.toml",
        "baseline write docs/sv docs/nb --baseline rapport.json",
        "baseline write docs/sv docs/nb --baseline anteckningar.txt",
        "baseline write docs/sv docs/nb --baseline x.json --cache rapport.json",
        "lock docs/sv docs/nb --accept",
    ] {
        let message = sandbox.run(args).failed(3);
        assert!(
            message.contains("of nordalign, so it stays"),
            "{args}: {message}"
        );
        assert!(contents(&sandbox) == before, "{args} changed a file");
    }
    fs::remove_file(sandbox.path("nordalign-lock.json")).unwrap();
    // A broken file of the same kind is replaced, which is how to start again.
    sandbox.run("baseline write docs/sv docs/nb").ok();
    let baseline = sandbox.read("nordalign-baseline.json");
    let conflict = baseline.replace("\"findings\": [", "\"findings\": [\n<<<<<<< HEAD");
    assert_ne!(conflict, baseline);
    sandbox.write("nordalign-baseline.json", conflict);
    sandbox.run("baseline write docs/sv docs/nb").ok();
    assert_eq!(sandbox.read("nordalign-baseline.json"), baseline);
    // So is an empty file, such as `mktemp` makes.
    sandbox.write("tom.json", "");
    sandbox
        .run("baseline write docs/sv docs/nb --baseline tom.json")
        .ok();
    assert_eq!(sandbox.read("tom.json"), baseline);
}

#[test]
fn stdin_is_read_once() {
    let sandbox = site_with_files();
    for args in ["align sv=- nb=-", "check sv=- nb=-", "glossary sv=- nb=-"] {
        let message = sandbox.run(args).failed(3);
        assert!(message.contains("the same input"), "{args}: {message}");
    }
    if cfg!(unix) {
        for args in [
            "align sv=- nb=/dev/stdin",
            "check sv=/dev/fd/0 nb=/dev/stdin",
        ] {
            let message = sandbox.run(args).failed(3);
            assert!(message.contains("the same input"), "{args}: {message}");
        }
    }
}

#[cfg(unix)]
mod pipes {
    use std::thread;

    use super::*;
    use crate::sandbox::make_pipe;

    /// Runs `args` while `text` is written to the pipe `name`, once.
    fn run_reading(
        sandbox: &Sandbox,
        name: &str,
        text: &str,
        args: &str,
    ) -> crate::sandbox::Outcome {
        make_pipe(&sandbox.path(name));
        let (pipe, text) = (sandbox.path(name), text.to_owned());
        let writer = thread::spawn(move || fs::write(pipe, text));
        let outcome = sandbox.run(args);
        writer.join().unwrap().unwrap();
        fs::remove_file(sandbox.path(name)).unwrap();
        outcome
    }

    #[test]
    fn every_command_reads_from_a_pipe_what_it_reads_from_a_file() {
        for (pipe, args) in [
            (
                "a.nb.txt",
                "align a.sv.txt a.nb.txt --format tsv --min-confidence 0",
            ),
            (
                "a.sv.txt",
                "align a.sv.txt a.nb.txt -o ut.tmx --min-confidence 0",
            ),
            ("a.nb.txt", "check a.sv.txt a.nb.txt"),
            ("a.nb.txt", "segment a.nb.txt"),
            ("a.nb.txt", "glossary a.sv.txt a.nb.txt --min-count 1"),
            ("minne.tmx", "glossary minne.tmx --min-count 1"),
            (
                "termer.csv",
                "check sv nb da --terms termer.csv --cache cache.json",
            ),
            (
                "termer.csv",
                "glossary a.sv.txt a.nb.txt --terms termer.csv",
            ),
            ("nordalign.toml", "check --config nordalign.toml"),
            ("nordalign.toml", "config --config nordalign.toml"),
            ("känt.json", "check --baseline känt.json"),
        ] {
            let sandbox = site_with_files();
            fs::remove_file(sandbox.path("sv/ensam.md")).unwrap();
            sandbox.run("baseline write --baseline känt.json").ok();
            let expected = sandbox.run(args);
            let text = sandbox.read(pipe);
            fs::remove_file(sandbox.path(pipe)).unwrap();
            let outcome = run_reading(&sandbox, pipe, &text, args);
            assert_eq!(outcome.code, Some(0), "{args}: {}", outcome.stderr);
            assert_eq!(outcome.stdout, expected.stdout, "{args}");
        }
    }

    #[test]
    fn every_command_writes_to_a_pipe_what_it_writes_to_a_file() {
        for (name, args) in [
            (
                "ut.tmx",
                "align a.sv.txt a.nb.txt -o ut.tmx --min-confidence 0",
            ),
            ("ut.sv-da.tmx", "align --tree sv nb da -o ut.tmx --pairs"),
            ("ut.jsonl", "align --tree sv nb -o ut.tmx --report ut.jsonl"),
            ("ut.tsv", "align --tree sv nb -o ut.tsv"),
            ("ut.json", "check sv nb --format json=ut.json --exit-zero"),
            (
                "ut.csv",
                "glossary a.sv.txt a.nb.txt --min-count 1 -o ut.csv",
            ),
        ] {
            let sandbox = site_with_files();
            sandbox.run(args).ok();
            let expected = sandbox.read(name);
            fs::remove_file(sandbox.path(name)).unwrap();
            make_pipe(&sandbox.path(name));
            let pipe = sandbox.path(name);
            let reader = thread::spawn(move || fs::read_to_string(pipe).unwrap());
            sandbox.run(args).ok();
            assert_eq!(reader.join().unwrap(), expected, "{args}");
        }
    }

    #[test]
    fn a_pipe_cannot_be_a_cache_or_a_baseline_to_replace() {
        let sandbox = site_with_files();
        make_pipe(&sandbox.path("rör"));
        for args in ["check sv nb --cache rör", "baseline write --baseline rör"] {
            let message = sandbox.run(args).failed(3);
            assert!(message.contains("of nordalign, so it stays"), "{message}");
        }
    }

    #[test]
    fn a_pipe_among_the_documents_is_reported_and_the_others_are_processed() {
        let sandbox = site_with_files();
        make_pipe(&sandbox.path("sv/rör.md"));
        let stderr = sandbox.run("align --tree sv nb -o ut.tmx").failed(1);
        assert!(stderr.contains("sv/rör.md: this is a pipe"), "{stderr}");
        assert!(sandbox.read("ut.tmx").contains("<tu "));
    }
}
