//! Writes a translation memory of three documents to the standard output, and what became of their
//! paragraphs to the standard error.
//!
//! ```console
//! $ cargo run --example memory > regler.tmx
//! ```

use std::io::stdout;
use std::path::Path;

use nordalign::write::{MemoryOptions, TmxWriter};
use nordalign::{Aligner, Document, Error, Lang};

fn main() -> Result<(), Error> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/documents");
    let mut documents = Vec::new();
    for &lang in Lang::ALL {
        let name = format!("regler.{lang}.txt");
        let mut document = Document::read(lang, folder.join(&name))?;
        // What the memory calls it; its whole path otherwise.
        document.set_name(name);
        documents.push(document);
    }
    let alignment = Aligner::new().align(&documents)?;

    let options = MemoryOptions::new()
        .min_confidence(0.6)
        .lang_tag(Lang::Nb, "nb-NO")?;
    let mut writer = TmxWriter::new(stdout().lock(), options);
    writer.add(&alignment)?;
    let (_, summary) = writer.finish()?;

    eprintln!("{} units written", summary.written);
    eprintln!("{} too uncertain", summary.below);
    eprintln!(
        "{} that one of the languages lacks",
        summary.without_partner
    );
    Ok(())
}
