//! Learns the patterns that the identifier of languages goes by, from folders of texts whose
//! language is known.
//!
//! ```console
//! $ cargo run --release --example learn_identifier -- OUT FOLDER...
//! ```
//!
//! The file `OUT` is written; the library's own is `crates/nordalign/src/identify/patterns.txt`.
//! Learned from are `examples/identifier`, the library's lexicon, and each `FOLDER`, in that order.
//! A folder holds folders named for the language of what is in them (`sv`, `nb`, `da`, `nn`, `en`,
//! `other`, or two languages that a text mixes: `nb+nn`), and these hold texts: `NAME.txt`, with a
//! unit of running text on each line, or `NAME.words.txt`, with words in no order. What the
//! library's own was learned from is told in `examples/identifier/SOURCES.txt`, with the licences;
//! it becomes the head of the file.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use nordalign::Language;
use nordalign::learn::identifier::{PatternSettings, Text, learn};

const OURS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/identifier");

const SOURCES: &str = include_str!("identifier/SOURCES.txt");

const LEXICON: &str = include_str!("../crates/nordalign/src/normalize/lexicon.txt");

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [out, folders @ ..] = arguments.as_slice() else {
        return Err("usage: learn_identifier OUT FOLDER...".into());
    };
    let mut texts = lexicon();
    for folder in [OURS].into_iter().chain(folders.iter().map(String::as_str)) {
        for languages in listed(Path::new(folder))?
            .iter()
            .filter(|path| path.is_dir())
        {
            for path in listed(languages)? {
                texts.push(read(languages, &path)?);
            }
        }
    }
    let patterns = learn(&texts, PatternSettings::default(), |step| {
        eprintln!("{step}")
    });
    let head: String = SOURCES.lines().map(|line| format!("# {line}\n")).collect();
    fs::write(out, head + &patterns)?;
    Ok(())
}

/// The words of the lexicon in each of its languages.
fn lexicon() -> Vec<Text> {
    let lines = LEXICON.lines().filter(|line| !line.starts_with('#'));
    let concepts: Vec<Vec<&str>> = lines
        .map(|line| line.split('|').collect())
        .filter(|columns: &Vec<&str>| columns.len() == 3)
        .collect();
    [Language::Sv, Language::Nb, Language::Da]
        .into_iter()
        .enumerate()
        .map(|(at, language)| {
            let words: Vec<&str> = concepts.iter().map(|columns| columns[at]).collect();
            Text::new(vec![language], &words.join("\n"), true)
        })
        .collect()
}

/// What a folder holds, in the order of names.
fn listed(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        paths.push(entry?.path());
    }
    paths.sort();
    Ok(paths)
}

fn read(folder: &Path, path: &Path) -> Result<Text, Box<dyn Error>> {
    let name = folder.file_name().and_then(|name| name.to_str());
    let languages: Result<Vec<Language>, _> = name
        .unwrap_or_default()
        .split('+')
        .map(|code| serde_json::from_value(code.into()))
        .collect();
    let is_list = path.to_string_lossy().ends_with(".words.txt");
    Ok(Text::new(languages?, &fs::read_to_string(path)?, is_list))
}
