//! Reads three Markdown files and prints what belongs together, with the lines it stands on.
//!
//! ```console
//! $ cargo run --example documents
//! ```

use std::path::Path;

use nordalign::{Aligner, Document, Error, Lang};

fn main() -> Result<(), Error> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/documents");
    let mut documents = Vec::new();
    for &lang in Lang::ALL {
        documents.push(Document::read(
            lang,
            folder.join(format!("produkt.{lang}.md")),
        )?);
    }

    let alignment = Aligner::new().align(&documents)?;
    for bead in alignment.beads() {
        for (side, units) in alignment.sides().iter().zip(&bead.units) {
            for unit in units.iter().filter_map(|&unit| side.units.get(unit)) {
                let text: String = unit.text.chars().take(70).collect();
                println!("{} {:>3}  {text}", side.lang, unit.lines.first);
            }
            if units.is_empty() {
                println!("{}   –", side.lang);
            }
        }
        println!();
    }
    Ok(())
}
