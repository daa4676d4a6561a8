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

mod cases;

use std::collections::BTreeSet;
use std::error::Error;
use std::fs;
use std::path::Path;

use nordalign::learn::{Case, Settings, learn};
use nordalign::{Document, Lang};
use serde_json::Value;

use cases::cases;

/// Long single documents, which would outweigh all others, and moved blocks, which no monotone path can hold.
const LEFT_OUT: [&str; 3] = ["bible-long", "ntrex-all", "move"];

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let half = arguments.iter().any(|argument| argument == "--half");
    let folders: Vec<&String> = arguments.iter().filter(|a| !a.starts_with("--")).collect();
    let [root, out] = folders.as_slice() else {
        return Err("usage: learn_weights CASES OUT [--half]".into());
    };
    let mut folders = cases(Path::new(root))?;
    folders.retain(|case| {
        let left_out =
            LEFT_OUT.contains(&case.source.as_str()) || LEFT_OUT.contains(&case.noise.as_str());
        !(left_out || half && case.held_out)
    });
    let sources: BTreeSet<&str> = folders.iter().map(|case| case.source.as_str()).collect();
    let sources: Vec<&str> = sources.into_iter().collect();
    let cases = folders
        .iter()
        .map(|case| read_case(&case.path))
        .collect::<Result<Vec<_>, _>>()?;
    eprintln!("{} cases", cases.len());
    let learned = learn(&cases, Settings::default(), |epoch, likelihood| {
        eprintln!("{epoch}: mean log-likelihood of a path {likelihood:.3}");
    });
    let head = format!(
        "# Learned by examples/learn_weights.rs from {} cases of {}{}.\n",
        cases.len(),
        sources.join(", "),
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
