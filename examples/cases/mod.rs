//! Finding and reading the cases of a folder, for the programs that learn from them and measure on
//! them.
//!
//! A case is a folder `<source>/<noise>/<document>/` with `sv.txt`, `nb.txt`, `da.txt` (two or all
//! three; one unit a line) and `gold.jsonl` (one bead a line: `{"sv":[0],"nb":[0,1],"da":[]}`).
//! Where the beads of a pair are smaller than that, it has `gold.pairs.jsonl` too (one pair a line:
//! `{"pair":"sv-nb","beads":[[[0],[0,1]],…]}`).

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use nordalign::{Document, Lang};
use serde_json::Value;

/// A case's folder and where it stands.
pub struct CaseFolder {
    pub path: PathBuf,
    pub source: String,
    pub noise: String,
    /// Whether `--half` keeps it for judging: every other document of its source, or the only one.
    pub held_out: bool,
}

impl CaseFolder {
    /// The name of its document, which the cases of all noises share.
    pub fn document(&self) -> String {
        name(&self.path)
    }

    pub fn read(&self) -> Result<KnownCase, Box<dyn Error>> {
        let known = KnownCase::read(&self.path);
        known.map_err(|error| format!("{}: {error}", self.path.display()).into())
    }
}

/// The documents of a case, in the order of [`Lang::ALL`], and the beads they are known to have.
pub struct KnownCase {
    pub documents: Vec<Document>,
    /// The lines of `gold.jsonl`.
    beads: Vec<Value>,
    /// The lines of `gold.pairs.jsonl`.
    pairs: Vec<Value>,
}

impl KnownCase {
    fn read(folder: &Path) -> Result<Self, Box<dyn Error>> {
        let mut documents = Vec::new();
        for &lang in Lang::ALL {
            let path = folder.join(format!("{lang}.txt"));
            if path.exists() {
                let text = fs::read_to_string(path)?;
                documents.push(Document::from_units(lang, text.lines()));
            }
        }
        let pairs = folder.join("gold.pairs.jsonl");
        Ok(KnownCase {
            documents,
            beads: json_lines(&folder.join("gold.jsonl"))?,
            pairs: if pairs.exists() {
                json_lines(&pairs)?
            } else {
                Vec::new()
            },
        })
    }

    /// Each document with every later one.
    pub fn pairs(&self) -> Vec<[&Document; 2]> {
        let documents = self.documents.iter().enumerate();
        documents
            .flat_map(|(k, a)| self.documents[k + 1..].iter().map(move |b| [a, b]))
            .collect()
    }

    /// The smallest beads of two languages.
    pub fn pair_beads(&self, [a, b]: [Lang; 2]) -> Vec<[Vec<usize>; 2]> {
        let name = format!("{a}-{b}");
        match self.pairs.iter().find(|line| line["pair"] == name) {
            Some(line) => {
                let beads = line["beads"].as_array().into_iter().flatten();
                beads.map(|bead| [0, 1].map(|k| units(&bead[k]))).collect()
            }
            None => self.beads([a, b]),
        }
    }

    /// The beads, seen by `langs` alone: those without units in any of them are left out.
    pub fn beads<const N: usize>(&self, langs: [Lang; N]) -> Vec<[Vec<usize>; N]> {
        let beads = self.beads.iter();
        beads
            .map(|bead| langs.map(|lang| units(&bead[lang.code()])))
            .filter(|bead| bead.iter().any(|units| !units.is_empty()))
            .collect()
    }
}

/// The cases at `<source>/<noise>/<document>/` below `root`, by name.
pub fn cases(root: &Path) -> Result<Vec<CaseFolder>, Box<dyn Error>> {
    let mut found = Vec::new();
    for source in folders(root)? {
        let mut documents = Vec::new();
        for noise in folders(&source)? {
            documents.extend(folders(&noise)?.iter().map(|path| name(path)));
        }
        documents.sort();
        documents.dedup();
        for noise in folders(&source)? {
            for path in folders(&noise)? {
                let place = documents.binary_search(&name(&path));
                if let (Ok(place), true) = (place, path.join("gold.jsonl").exists()) {
                    found.push(CaseFolder {
                        path,
                        source: name(&source),
                        noise: name(&noise),
                        held_out: documents.len() == 1 || place % 2 == 1,
                    });
                }
            }
        }
    }
    Ok(found)
}

/// The folders in `folder`, by name.
fn folders(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut paths = Vec::new();
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    for entry in entries {
        paths.push(entry?.path());
    }
    paths.retain(|path| path.is_dir());
    paths.sort();
    Ok(paths)
}

fn name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
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
