//! Tab-separated values, for spreadsheets and scripts.

use std::io::Write;

use crate::alignment::Alignment;
use crate::error::Error;
use crate::write::memory::{Selection, Summary};
use crate::write::options::MemoryOptions;

/// Writes the translation units of `alignment` as tab-separated values: a header row with the languages and
/// `confidence`, then one unit a row.
///
/// The units and their texts are those that a TMX file would hold; a text holds neither tabs nor line breaks. A cell
/// is empty only where [`MemoryOptions::partial`] lets a language be missing. Quotes and leading `=` or `+` stand as
/// written: the file is for programs, so have a spreadsheet import the columns as text.
///
/// ```
/// use nordalign::{write::{self, MemoryOptions}, Aligner, Document, Lang};
/// let sv = Document::from_units(Lang::Sv, ["Biblioteket är stängt."]);
/// let da = Document::from_units(Lang::Da, ["Biblioteket er lukket."]);
/// let alignment = Aligner::new().align(&[sv, da])?;
/// let mut table = Vec::new();
/// let summary = write::tsv(&alignment, &MemoryOptions::new().min_confidence(0.0), &mut table)?;
/// assert!(table.starts_with("sv\tda\tconfidence\nBiblioteket är stängt.\tBiblioteket er lukket.\t".as_bytes()));
/// assert_eq!(summary.written, 1);
/// # Ok::<(), nordalign::Error>(())
/// ```
///
/// # Errors
/// Where writing to `out` fails, or `options` ask for a pair that the alignment lacks.
pub fn tsv<W: Write + ?Sized>(
    alignment: &Alignment,
    options: &MemoryOptions,
    out: &mut W,
) -> Result<Summary, Error> {
    let langs = options.langs(alignment)?;
    for &lang in &langs {
        write!(out, "{}\t", options.tag(lang))?;
    }
    writeln!(out, "confidence")?;
    let mut selection = Selection::new(options.clone());
    selection.each(alignment, |unit| {
        for &lang in &langs {
            write!(out, "{}\t", unit.text(lang).unwrap_or_default())?;
        }
        writeln!(out, "{:.2}", unit.confidence)?;
        Ok(())
    })?;
    out.flush()?;
    Ok(selection.summary().clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;
    use crate::write::testing::{alignment, bead};

    #[test]
    fn a_text_never_breaks_its_row_and_a_missing_language_is_an_empty_cell() {
        let sides: [(Lang, &[&str]); 3] = [
            (Lang::Da, &["En\tcelle\nher", "Kun her"]),
            (Lang::Sv, &["En cell här"]),
            (Lang::Nb, &["En celle her", "Bare her"]),
        ];
        let beads = vec![
            bead(&[&[0], &[0], &[0]], 0.97, Vec::new()),
            bead(&[&[1], &[], &[1]], 0.8, Vec::new()),
        ];
        let mut out = Vec::new();
        let options = MemoryOptions::new()
            .partial(true)
            .lang_tag(Lang::Nb, "nb-NO")
            .unwrap();
        tsv(&alignment(&sides, beads), &options, &mut out).unwrap();
        let expected = "da\tsv\tnb-NO\tconfidence\n\
            En celle her\tEn cell här\tEn celle her\t0.97\n\
            Kun her\t\tBare her\t0.80\n";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }
}
