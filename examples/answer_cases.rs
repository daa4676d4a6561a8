//! Aligns every case of a folder and writes the answers beside each other, for a scoring program.
//!
//! ```console
//! $ cargo run --release --example answer_cases -- CASES OUT [--half] [--inner]
//! ```
//!
//! `CASES` as for `learn_weights`. For the case `<source>/<noise>/<document>` it writes
//! `OUT/<source>/<noise>/<document>/sv-nb.jsonl` and so on, each pair aligned alone (`{"a":[0],"b":[0,1]}` a line), and
//! `triple.jsonl` (`{"sv":[0],"nb":[0,1],"da":[]}` a line) where there are three languages. With `--half` only the documents
//! that `learn_weights --half` does not learn from; with `--inner` the pairs are those inside the trilingual answer.

mod cases;

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use nordalign::{Aligner, Alignment, Document, Lang};
use rayon::prelude::*;

use cases::cases;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let option = |name: &str| arguments.iter().any(|argument| argument == name);
    let folders: Vec<&String> = arguments.iter().filter(|a| !a.starts_with("--")).collect();
    let [root, out] = folders.as_slice() else {
        return Err("usage: answer_cases CASES OUT [--half] [--inner]".into());
    };
    let half = option("--half");
    let mut cases = cases(Path::new(root))?;
    cases.retain(|case| !half || case.held_out);
    let inner = option("--inner");
    cases.par_iter().try_for_each(|case| {
        let document = case.path.file_name().unwrap_or_default();
        let out = Path::new(out)
            .join(&case.source)
            .join(&case.noise)
            .join(document);
        answer(&case.path, &out, inner).map_err(|error| format!("{}: {error}", case.path.display()))
    })?;
    eprintln!("{} cases answered", cases.len());
    Ok(())
}

fn answer(case: &Path, out: &Path, inner: bool) -> Result<(), Box<dyn Error>> {
    let mut documents = Vec::new();
    for &lang in Lang::ALL {
        let path = case.join(format!("{lang}.txt"));
        if path.exists() {
            documents.push(Document::from_units(
                lang,
                fs::read_to_string(path)?.lines(),
            ));
        }
    }
    fs::create_dir_all(out)?;
    let aligner = Aligner::new();
    let all = aligner.align(&documents)?;
    for [a, b] in all.pairs() {
        let pair = [
            &documents[place(&documents, a)?],
            &documents[place(&documents, b)?],
        ];
        let alone = if inner || documents.len() == 2 {
            all.clone()
        } else {
            aligner.align(&pair)?
        };
        let mut lines = String::new();
        for bead in alone.pair_beads([a, b]) {
            writeln!(
                lines,
                r#"{{"a":{:?},"b":{:?}}}"#,
                bead.units[0], bead.units[1]
            )?;
        }
        fs::write(out.join(format!("{a}-{b}.jsonl")), lines)?;
    }
    if documents.len() == 3 {
        fs::write(out.join("triple.jsonl"), triple(&all)?)?;
    }
    Ok(())
}

fn place(documents: &[Document], lang: Lang) -> Result<usize, Box<dyn Error>> {
    let place = documents
        .iter()
        .position(|document| document.lang() == lang);
    Ok(place.ok_or("a language is missing")?)
}

fn triple(alignment: &Alignment) -> Result<String, std::fmt::Error> {
    let mut lines = String::new();
    for bead in alignment.beads() {
        let sides: Vec<String> = alignment
            .langs()
            .iter()
            .zip(&bead.units)
            .map(|(lang, units)| format!(r#""{lang}":{units:?}"#))
            .collect();
        writeln!(lines, "{{{}}}", sides.join(","))?;
    }
    Ok(lines)
}
