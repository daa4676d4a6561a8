//! Writes parallel documents of any length, for measuring time and memory: one paragraph a line, of
//! which each language leaves out one in twenty of its own.
//!
//! ```console
//! $ cargo run --release --example generated -- 100000 OUT
//! $ nordalign align OUT/sv.txt OUT/nb.txt --segment line -o alignment.jsonl
//! ```

#[path = "../tests/library/generator/mod.rs"]
mod generator;

use std::error::Error;
use std::fs;
use std::path::Path;

use generator::{Random, paragraph};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [units, out] = arguments.as_slice() else {
        return Err("usage: generated UNITS OUT".into());
    };
    let mut random = Random::new(1);
    let mut texts: [String; 3] = Default::default();
    for _ in 0..units.parse::<usize>()? {
        for (text, paragraph) in texts.iter_mut().zip(paragraph(&mut random)) {
            if !random.once_in(20) {
                text.push_str(&paragraph);
                text.push('\n');
            }
        }
    }
    fs::create_dir_all(out)?;
    for (lang, text) in ["sv", "nb", "da"].into_iter().zip(texts) {
        fs::write(Path::new(out).join(format!("{lang}.txt")), text)?;
    }
    Ok(())
}
