//! The program as its users meet it: recorded cases under `cmd/`, the README's examples, and themes
//! in modules.
//!
//! `TRYCMD=overwrite cargo test -p nordalign-cli --test cli` rewrites the recorded cases.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod bad_input;
mod baseline;
mod cache;
mod changed;
mod check;
mod config;
mod files;
mod front_matter;
mod git;
mod glossary;
mod guard;
mod interrupted;
mod json;
mod memory;
mod names;
mod options;
mod places;
mod reports;
mod sandbox;
mod stale;
mod terms;
mod tree;

use std::fs;
use std::path::{Path, PathBuf};

use trycmd::schema::Bin;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn cases() -> trycmd::TestCases {
    let cases = trycmd::TestCases::new();
    let binary = PathBuf::from(env!("CARGO_BIN_EXE_nordalign"));
    cases.register_bin("nordalign", Bin::Path(binary));
    cases
}

#[test]
fn recorded_cases_give_the_recorded_output() {
    cases()
        .case(root().join("tests/cli/cmd/*.toml"))
        .case(root().join("tests/cli/cmd/*.md"));
}

/// The README's `console` blocks run in a folder with the example documents in the place that the
/// README names.
#[test]
fn the_console_blocks_of_the_readme_give_the_output_shown() {
    let readme = fs::read(root().join("README.md")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("README.md"), readme).unwrap();
    let documents = folder.path().join("README.in/examples/documents");
    fs::create_dir_all(&documents).unwrap();
    for document in fs::read_dir(root().join("examples/documents")).unwrap() {
        let document = document.unwrap();
        fs::copy(document.path(), documents.join(document.file_name())).unwrap();
    }
    cases().case(folder.path().join("README.md"));
}
