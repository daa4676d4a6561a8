//! Learns the weights of the scorer from a folder of cases with known alignment.
//!
//! ```console
//! $ cargo run --release --example learn_weights -- CASES OUT [--half]
//! ```
//!
//! `CASES` holds cases as `examples/cases/mod.rs` tells. The file `OUT` is written; the library's
//! own is `crates/nordalign/src/score/weights.txt`. With `--half` only every other document of each
//! source is learned from, so that the rest can judge:
//! `cargo bench --bench accuracy -- CASES --half --weights OUT`.

mod cases;

use std::collections::BTreeSet;
use std::error::Error;
use std::fs;
use std::path::Path;

use nordalign::Document;
use nordalign::learn::{Case, WeightSettings, learn};

use cases::{CaseFolder, cases};

/// Long single documents, which would outweigh all others.
const LEFT_OUT: [&str; 2] = ["bible-long", "ntrex-all"];

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let half = arguments.iter().any(|argument| argument == "--half");
    let folders: Vec<&String> = arguments.iter().filter(|a| !a.starts_with("--")).collect();
    let [root, out] = folders.as_slice() else {
        return Err("usage: learn_weights CASES OUT [--half]".into());
    };
    let mut folders = cases(Path::new(root))?;
    folders.retain(|case| !(LEFT_OUT.contains(&case.source.as_str()) || half && case.held_out));
    let sources: BTreeSet<&str> = folders.iter().map(|case| case.source.as_str()).collect();
    let sources: Vec<&str> = sources.into_iter().collect();
    let cases = folders.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    eprintln!("{} cases", cases.len());
    let learned = learn(&cases, WeightSettings::default(), |epoch, likelihood| {
        eprintln!("{epoch}: mean log-likelihood of a path {likelihood:.3}");
    });
    let noises: BTreeSet<&str> = folders.iter().map(|case| case.noise.as_str()).collect();
    let noises: Vec<&str> = noises.into_iter().collect();
    let head = format!(
        "# Learned by examples/learn_weights.rs from {} cases of {} ({}){}.\n",
        cases.len(),
        sources.join(", "),
        noises.join(", "),
        if half { ", every other document" } else { "" }
    );
    fs::write(out, head + &learned)?;
    Ok(())
}

fn read(folder: &CaseFolder) -> Result<Case, Box<dyn Error>> {
    let known = folder.read()?;
    let pairs = known.pairs().into_iter();
    let beads = pairs
        .map(|pair| known.pair_beads(pair.map(Document::lang)))
        .collect();
    let name = format!("{}/{}", folder.source, folder.document());
    Ok(Case::new(&name, known.documents, beads)?)
}
