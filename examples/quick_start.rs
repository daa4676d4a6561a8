//! Two lists of lines in, the lines that belong together out.
//!
//! ```console
//! $ cargo run --example quick_start
//! ```

use nordalign::{Aligner, Document, Error, Lang};

const SV: [&str; 3] = [
    "Biblioteket är stängt i dag.",
    "Kaffe finns i foajén.",
    "Vi öppnar den 2 maj.",
];

const NB: [&str; 2] = ["Biblioteket er stengt i dag.", "Vi åpner 2. mai."];

fn main() -> Result<(), Error> {
    let sv = Document::from_units(Lang::Sv, SV);
    let nb = Document::from_units(Lang::Nb, NB);
    let alignment = Aligner::new().align(&[sv, nb])?;
    for bead in alignment.beads() {
        let sv = alignment.text(Lang::Sv, &bead.units[0]);
        let nb = alignment.text(Lang::Nb, &bead.units[1]);
        println!("{sv:<30} | {nb:<30} | {:.2}", bead.confidence);
    }
    Ok(())
}
