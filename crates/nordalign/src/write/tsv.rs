//! Tab-separated values, for scripts and other programs.

use std::io::Write;

use crate::alignment::Alignment;
use crate::error::Error;
use crate::lang::Lang;
use crate::write::memory::{Selection, Summary};
use crate::write::options::MemoryOptions;

/// Writes the translation units of `alignment` as tab-separated values: a header row with the
/// languages and `confidence`, then one unit a row.
///
/// The units and their texts are those that a TMX file would hold; a text holds neither tabs nor
/// line breaks. A cell is empty only if [`MemoryOptions::partial`] lets a language be missing.
/// Quotes and a leading `=` or `+` are written unchanged: the file is for programs, so import the
/// columns as text if you open it in a spreadsheet.
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
/// If writing to `out` fails, or if `options` ask for a pair that the alignment lacks.
pub fn tsv<W: Write + ?Sized>(
    alignment: &Alignment,
    options: &MemoryOptions,
    out: &mut W,
) -> Result<Summary, Error> {
    let langs = options.langs(alignment)?;
    let mut writer = TsvWriter::new(out, options.clone(), &langs);
    writer.add(alignment)?;
    Ok(writer.finish()?.1)
}

/// Writes the translation units of many alignments as one table, as [`tsv`] does for one. The same
/// unit is written once, however often it occurs.
///
/// ```
/// use nordalign::{write::{MemoryOptions, TsvWriter}, Aligner, Document, Lang};
/// let mut writer = TsvWriter::new(Vec::new(), MemoryOptions::new().min_confidence(0.0), &[Lang::Sv, Lang::Da]);
/// for (sv, da) in [("Välkommen!", "Velkommen!"), ("Vi har öppet i dag.", "Vi har åbent i dag.")] {
///     let documents = [Document::from_units(Lang::Sv, [sv]), Document::from_units(Lang::Da, [da])];
///     writer.add(&Aligner::new().align(&documents)?)?;
/// }
/// let (table, summary) = writer.finish()?;
/// assert!(table.starts_with("sv\tda\tconfidence\nVälkommen!\tVelkommen!\t".as_bytes()));
/// assert_eq!(summary.written, 2);
/// # Ok::<(), nordalign::Error>(())
/// ```
#[must_use = "a table that is not finished may lack its end"]
pub struct TsvWriter<W: Write> {
    out: W,
    selection: Selection,
    langs: Vec<Lang>,
    /// Whether the header row has been written.
    begun: bool,
}

impl<W: Write> TsvWriter<W> {
    /// Makes a writer of one table to `out`, with a column for each of `langs`. Nothing is written
    /// yet.
    pub fn new(out: W, options: MemoryOptions, langs: &[Lang]) -> Self {
        TsvWriter {
            out,
            selection: Selection::new(options),
            langs: langs.to_vec(),
            begun: false,
        }
    }

    /// Writes the units of `alignment`. The cells of languages that it lacks are empty.
    ///
    /// # Errors
    /// If writing fails, or if the options ask for a pair that `alignment` lacks.
    pub fn add(&mut self, alignment: &Alignment) -> Result<(), Error> {
        self.begin()?;
        let (out, langs) = (&mut self.out, &self.langs);
        self.selection.each(alignment, |unit| {
            for &lang in langs {
                write!(out, "{}\t", unit.text(lang).unwrap_or_default())?;
            }
            writeln!(out, "{:.2}", unit.confidence)?;
            Ok(())
        })
    }

    /// Ends the table.
    ///
    /// # Errors
    /// If writing fails.
    pub fn finish(mut self) -> Result<(W, Summary), Error> {
        self.begin()?;
        self.out.flush()?;
        Ok((self.out, self.selection.summary().clone()))
    }

    fn begin(&mut self) -> Result<(), Error> {
        if !self.begun {
            for &lang in &self.langs {
                write!(self.out, "{}\t", self.selection.options().tag(lang))?;
            }
            writeln!(self.out, "confidence")?;
            self.begun = true;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
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
