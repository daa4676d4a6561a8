//! Finding the cases of a folder, for the programs that learn from them and answer them.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

/// A case's folder and where it stands.
pub struct CaseFolder {
    pub path: PathBuf,
    pub source: String,
    pub noise: String,
    /// Whether `--half` keeps it for judging: every other document of its source, or the only one.
    pub held_out: bool,
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
    for entry in fs::read_dir(folder)? {
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
