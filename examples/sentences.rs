//! Aligns sentence by sentence, and says why two sentences belong together.
//!
//! ```console
//! $ cargo run --example sentences
//! ```

use nordalign::{Aligner, Document, Error, Format, Lang, Segmentation};

const SV: &str = "Festivalen börjar kl. 18.00 den 7 juni. Vi väntar omkring 1 200 besökare, \
    och bussarna går hela natten.\n\nTa med t.ex. en filt.\n";

const DA: &str = "Festivalen begynder kl. 18.00 den 7. juni. Vi venter omkring 1.200 gæster. \
    Busserne kører hele natten.\n\nTag f.eks. et tæppe med.\n";

fn main() -> Result<(), Error> {
    let aligner = Aligner::builder()
        .segmentation(Segmentation::Sentence)
        .reasons(true)
        .build();
    let alignment = aligner.align(&[
        Document::parse(Lang::Sv, SV, Format::Plain)?,
        Document::parse(Lang::Da, DA, Format::Plain)?,
    ])?;

    for bead in alignment.beads().iter().flat_map(|bead| &bead.pairs) {
        for (lang, units) in bead.langs.iter().zip(&bead.units) {
            println!("{lang}  {}", alignment.text(*lang, units));
        }
        if let Some(reasons) = &bead.reasons {
            let words: Vec<String> = reasons
                .cognates
                .iter()
                .map(|(sv, da)| format!("{sv}={da}"))
                .collect();
            println!("    words    {}", words.join(" "));
            println!("    numbers  {}", reasons.numbers.join(" "));
            println!(
                "    spelling {:.2}  length {:.2}",
                reasons.similarity, reasons.length
            );
        }
        println!();
    }
    Ok(())
}
