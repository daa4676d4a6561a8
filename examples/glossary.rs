//! Makes a glossary of the example documents and prints its best entries.
//!
//! ```console
//! $ cargo run --example glossary
//! ```

use std::error::Error;

use nordalign::glossary::GlossaryBuilder;
use nordalign::{Aligner, Document, Lang};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/documents");
    let mut builder = GlossaryBuilder::new();
    for name in ["nyhetsbrev", "produkt"] {
        let read = |lang: Lang| Document::read(lang, format!("{folder}/{name}.{lang}.md"));
        let documents = [read(Lang::Sv)?, read(Lang::Nb)?, read(Lang::Da)?];
        builder.add(&Aligner::new().align(&documents)?);
    }
    let glossary = builder.finish();
    for entry in glossary.entries().iter().take(20) {
        let terms: Vec<&str> = entry.terms.iter().map(|term| term.text.as_str()).collect();
        println!(
            "{:.2}  {:>2} times  {}",
            entry.score,
            entry.count,
            terms.join(" | ")
        );
        for note in &entry.notes {
            println!("      {note}");
        }
    }
    Ok(())
}
