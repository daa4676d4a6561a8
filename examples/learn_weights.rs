//! Learns the weights of the scorer from a folder of cases with known alignment.
//!
//! ```console
//! $ cargo run --release --example learn_weights -- CASES OUT [--half]
//! ```
//!
//! `CASES` holds cases at `<source>/<noise>/<document>/`, each with `sv.txt`, `nb.txt`, `da.txt` (two or all three; one unit
//! a line) and `gold.jsonl` (one bead a line: `{"sv":[0],"nb":[0,1],"da":[]}`), or, where the beads of a pair are smaller
//! than that, `gold.pairs.jsonl` (`{"pair":"sv-nb","beads":[[[0],[0,1]],…]}`). `OUT/weights.txt` and
//! `OUT/weights_joint.txt` are written; they belong in `crates/nordalign/src/score/`. With `--half` only every other
//! document of each source is learned from, so that the rest can judge.

use std::collections::BTreeSet;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use nordalign::learn::{Case, Settings, learn};
use nordalign::{Document, Lang};
use serde_json::Value;

/// Long single documents, which would outweigh all others, and moved blocks, which no monotone path can hold.
const LEFT_OUT: [&str; 3] = ["bible-long", "ntrex-all", "move"];

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let half = arguments.iter().any(|argument| argument == "--half");
    let folders: Vec<&String> = arguments.iter().filter(|a| !a.starts_with("--")).collect();
    let [root, out] = folders.as_slice() else {
        return Err("usage: learn_weights CASES OUT [--half]".into());
    };
    let mut cases = Vec::new();
    for folder in case_folders(Path::new(root), half)? {
        cases.push(read_case(&folder)?);
    }
    eprintln!("{} cases", cases.len());
    let learned = learn(&cases, Settings::default(), |epoch, likelihood| {
        eprintln!("{epoch}: mean log-likelihood of a path {likelihood:.3}");
    });
    let head = format!(
        "# Learned by examples/learn_weights.rs from {} cases of {}{}.\n",
        cases.len(),
        sources(Path::new(root))?.join(", "),
        if half { ", every other document" } else { "" }
    );
    fs::create_dir_all(out)?;
    fs::write(
        Path::new(out).join("weights.txt"),
        head.clone() + &learned.alone,
    )?;
    fs::write(
        Path::new(out).join("weights_joint.txt"),
        head + &learned.joint,
    )?;
    Ok(())
}

fn sources(root: &Path) -> Result<Vec<String>, Box<dyn Error>> {
    let mut names = Vec::new();
    for path in sorted(root)? {
        let name = name(&path);
        let has_cases = sorted(&path)?.iter().any(|noise| {
            noise.is_dir()
                && !sorted(noise)
                    .unwrap_or_default()
                    .iter()
                    .all(|p| p.is_file())
        });
        if has_cases && !LEFT_OUT.contains(&name.as_str()) {
            names.push(name);
        }
    }
    Ok(names)
}

fn case_folders(root: &Path, half: bool) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut folders = Vec::new();
    for source in sorted(root)?.into_iter().filter(|path| path.is_dir()) {
        let mut documents = BTreeSet::new();
        for noise in sorted(&source)?.into_iter().filter(|path| path.is_dir()) {
            documents.extend(sorted(&noise)?.iter().map(|path| name(path)));
        }
        let documents: Vec<String> = documents.into_iter().collect();
        let kept = |document: &str| {
            let place = documents.iter().position(|name| name == document);
            !half || place.is_some_and(|place| place % 2 == 0)
        };
        for noise in sorted(&source)?.into_iter().filter(|path| path.is_dir()) {
            if LEFT_OUT.contains(&name(&source).as_str())
                || LEFT_OUT.contains(&name(&noise).as_str())
            {
                continue;
            }
            let cases = sorted(&noise)?.into_iter();
            folders
                .extend(cases.filter(|case| case.join("gold.jsonl").exists() && kept(&name(case))));
        }
    }
    Ok(folders)
}

fn sorted(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        paths.push(entry?.path());
    }
    paths.sort();
    Ok(paths)
}

fn name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

fn read_case(folder: &Path) -> Result<Case, Box<dyn Error>> {
    let mut documents = Vec::new();
    for &lang in Lang::ALL {
        let path = folder.join(format!("{lang}.txt"));
        if path.exists() {
            documents.push(Document::from_units(
                lang,
                fs::read_to_string(path)?.lines(),
            ));
        }
    }
    let langs: Vec<Lang> = documents.iter().map(Document::lang).collect();
    let gold = json_lines(&folder.join("gold.jsonl"))?;
    let own = json_lines(&folder.join("gold.pairs.jsonl")).unwrap_or_default();
    let mut pairs = Vec::new();
    for (k, a) in langs.iter().enumerate() {
        for b in &langs[k + 1..] {
            let minimal = own.iter().find(|line| line["pair"] == format!("{a}-{b}"));
            let beads: Vec<[Vec<usize>; 2]> = match minimal {
                Some(line) => line["beads"]
                    .as_array()
                    .into_iter()
                    .flatten()
                    .map(|bead| [units(&bead[0]), units(&bead[1])])
                    .collect(),
                None => gold
                    .iter()
                    .map(|bead| [units(&bead[a.code()]), units(&bead[b.code()])])
                    .collect(),
            };
            pairs.push(beads);
        }
    }
    Ok(Case::new(documents, pairs)?)
}

fn json_lines(path: &Path) -> Result<Vec<Value>, Box<dyn Error>> {
    let text = fs::read_to_string(path)?;
    let lines: Result<Vec<Value>, _> = text.lines().map(serde_json::from_str).collect();
    Ok(lines?)
}

fn units(value: &Value) -> Vec<usize> {
    let numbers = value.as_array().into_iter().flatten();
    numbers
        .filter_map(Value::as_u64)
        .map(|number| number as usize)
        .collect()
}
