//! Where input comes from and where output goes.

use std::fs;

use crate::sandbox::Sandbox;

#[test]
fn a_dash_is_stdin_or_stdout() {
    let sandbox = Sandbox::with_documents();
    let text = "Biblioteket är stängt i juli.\n";
    let args = "align sv=- a.nb.txt -o - --format tsv --min-confidence 0";
    let table = sandbox.run_with(args, &[], text.as_bytes()).ok();
    assert!(
        table.starts_with("sv\tnb\tconfidence\nBiblioteket är stängt i juli.\t"),
        "{table}"
    );
    let message = sandbox.run("align - a.nb.txt").failed(3);
    assert!(message.contains("which language is stdin in?"), "{message}");
    let message = sandbox.run("align sv=- nb=-").failed(3);
    assert!(message.contains("the same input"), "{message}");
}

#[test]
fn an_output_that_is_an_input_is_refused_by_any_name() {
    let sandbox = Sandbox::with_documents();
    let before = sandbox.read("a.sv.txt");
    for output in ["a.sv.txt", "./a.sv.txt"] {
        let message = sandbox
            .run(&format!("align a.sv.txt a.nb.txt -o {output}"))
            .failed(3);
        assert!(message.contains("is an input"), "{message}");
    }
    sandbox.write("ut.sv-nb.tmx", "Text.");
    let args = "align sv=ut.sv-nb.tmx a.nb.txt a.da.txt -o ut.tmx --pairs";
    let message = sandbox.run(args).failed(3);
    assert!(message.contains("ut.sv-nb.tmx is an input"), "{message}");
    assert_eq!(sandbox.read("a.sv.txt"), before);
}

#[test]
fn an_existing_file_is_replaced_or_kept_if_the_run_fails() {
    let sandbox = Sandbox::with_documents();
    sandbox.write("out.tmx", "old");
    sandbox
        .run("align a.sv.txt saknas.nb.txt -o out.tmx")
        .failed(1);
    assert_eq!(sandbox.read("out.tmx"), "old");
    sandbox.run("align a.sv.txt a.nb.txt -o out.tmx").ok();
    assert!(sandbox.read("out.tmx").starts_with("<?xml"));
    assert_eq!(
        sandbox.names(),
        ["a.da.txt", "a.nb.txt", "a.sv.txt", "out.tmx"]
    );
}

#[test]
fn an_output_that_cannot_be_written_leaves_nothing_behind() {
    let sandbox = Sandbox::with_documents();
    let message = sandbox
        .run("align a.sv.txt a.nb.txt -o saknas/out.tmx")
        .failed(1);
    assert!(message.contains("folder not found"), "{message}");
    let message = sandbox
        .run("align a.sv.txt a.nb.txt -o . --format tmx")
        .failed(1);
    assert!(message.contains("directory"), "{message}");
    // One of the pair files cannot be replaced, so none is.
    fs::create_dir(sandbox.path("out.sv-da.tmx")).unwrap();
    sandbox
        .run("align a.sv.txt a.nb.txt a.da.txt -o out.tmx --pairs")
        .failed(1);
    assert_eq!(
        sandbox.names(),
        ["a.da.txt", "a.nb.txt", "a.sv.txt", "out.sv-da.tmx"]
    );
}

#[cfg(unix)]
#[test]
fn a_folder_without_write_permission_and_a_full_device_are_reported() {
    use std::os::unix::fs::PermissionsExt;
    let sandbox = Sandbox::with_documents();
    let folder = sandbox.path("stängd");
    fs::create_dir(&folder).unwrap();
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o555)).unwrap();
    // Root may write anywhere.
    if fs::write(folder.join("probe"), "").is_err() {
        let message = sandbox
            .run("align a.sv.txt a.nb.txt -o stängd/out.tmx")
            .failed(1);
        assert!(message.contains("stängd/out.tmx: "), "{message}");
    }
    if fs::metadata("/dev/full").is_ok() {
        let args = "align a.sv.txt a.nb.txt -o /dev/full --format json";
        let message = sandbox.run(args).failed(1);
        assert!(message.contains("/dev/full: "), "{message}");
        sandbox
            .run("align a.sv.txt a.nb.txt -o /dev/null --format json")
            .ok();
        assert!(!fs::metadata("/dev/null").unwrap().is_file());
    }
}

#[test]
fn the_ending_decides_the_format_unless_one_is_named() {
    let sandbox = Sandbox::with_documents();
    let starts = [
        ("out.tmx", "<?xml"),
        ("out.json", "{\"v\":1,\"generator\""),
        ("out.jsonl", "{\"v\":1,\"units\""),
        ("out.NDJSON", "{\"v\":1,\"units\""),
        ("out.tsv", "sv\tnb\tconfidence\n"),
        ("out.txt", "  "),
    ];
    for (name, start) in starts {
        sandbox
            .run(&format!("align a.sv.txt a.nb.txt -o {name}"))
            .ok();
        assert!(
            sandbox.read(name).starts_with(start),
            "{}",
            sandbox.read(name)
        );
    }
    sandbox
        .run("align a.sv.txt a.nb.txt -o out.docx --format tsv")
        .ok();
    assert!(sandbox.read("out.docx").starts_with("sv\tnb"));
    let message = sandbox.run("align a.sv.txt a.nb.txt -o out.xlf").failed(3);
    assert!(
        message.contains("--format tmx, json, jsonl, tsv or text"),
        "{message}"
    );
}

#[cfg(unix)]
#[test]
fn a_reader_that_stops_early_is_not_a_failure() {
    use std::process::{Command, Stdio};
    let sandbox = Sandbox::new();
    sandbox.write("a.sv.txt", "En rad som upprepas\n\n".repeat(20_000));
    let mut child = Command::new(env!("CARGO_BIN_EXE_nordalign"))
        .args(["segment", "a.sv.txt", "--format", "jsonl"])
        .current_dir(sandbox.path("."))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty());
}
