//! Counts how often the identifier is right, for a folder of files `CODE.txt` (`sv.txt`, `nb.txt`
//! …) with a unit a line.
//!
//! ```console
//! $ cargo run --release --example identify -- FOLDER [--wrong]
//! ```
//!
//! For each file, and for whole lines, their first twelve words and their first six: the share that
//! is right, wrong and abstained from, in per cent of all lines, and how many are taken for each
//! language. `--wrong` lists the whole lines that are wrong.

use std::error::Error;
use std::fs;
use std::path::PathBuf;

use nordalign::identify;

/// What is looked at of a line.
const LENGTHS: [(&str, usize); 3] = [("whole", usize::MAX), ("12", 12), ("6", 6)];

/// What can be answered.
const ANSWERS: [&str; 7] = ["sv", "nb", "da", "nn", "en", "other", "unsure"];

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let list = arguments.iter().any(|argument| argument == "--wrong");
    let folder = arguments.iter().find(|a| !a.starts_with("--"));
    let folder = folder.ok_or("usage: identify FOLDER [--wrong]")?;
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    print!("text\twords\tlines\tright\twrong\tunsure");
    ANSWERS.iter().for_each(|answer| print!("\t{answer}"));
    println!();
    for path in paths {
        let code = path
            .file_stem()
            .and_then(|stem| stem.to_str())
            .unwrap_or_default();
        let text = fs::read_to_string(&path)?;
        for (name, words) in LENGTHS {
            let mut counts = [0usize; ANSWERS.len()];
            for line in text.lines() {
                let start: Vec<&str> = line.split_whitespace().take(words).collect();
                let found = identify(&start.join(" "));
                let place = ANSWERS.iter().position(|&a| a == found.language.code());
                counts[place.unwrap_or(ANSWERS.len() - 1)] += 1;
                if list && words == usize::MAX && found.language.code() != code {
                    println!("# {} {:.4} {line}", found.language, found.score);
                }
            }
            let lines: usize = counts.iter().sum();
            let of = |answer: &str| {
                ANSWERS
                    .iter()
                    .position(|&a| a == answer)
                    .map_or(0, |at| counts[at])
            };
            let percent = |count: usize| count as f64 * 100.0 / lines.max(1) as f64;
            let (right, unsure) = (of(code), of("unsure"));
            print!(
                "{code}\t{name}\t{lines}\t{:.2}\t{:.2}\t{:.2}",
                percent(right),
                percent(lines - right - unsure),
                percent(unsure)
            );
            counts.iter().for_each(|count| print!("\t{count}"));
            println!();
        }
    }
    Ok(())
}
