//! Glossaries as tables for spreadsheets, and for OmegaT.

use std::io::Write;

use crate::error::Error;
use crate::formula;
use crate::glossary::{Entry, Glossary, Note, Term};
use crate::lang::Lang;
use crate::write::clean;

/// How a table separates its cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum TableFormat {
    /// Commas, with quotes if a cell holds a comma, a semicolon or a quote (RFC 4180, lines ended
    /// with CR LF).
    Csv,
    /// Tabs; no cell holds one.
    Tsv,
}

/// Writes `glossary` as a table: a header row, then one entry a row, best first. The columns are
/// the languages, `kind`, `count`, `score`, `… alternatives` for every language but the first
/// (separated by `; `), `in base` if there is a term base (`yes` or nothing), and `notes`.
///
/// No cell begins with `=`, `+`, `-` or `@`, which spreadsheets take for formulas: an apostrophe is
/// put before, also after a semicolon, since Nordic spreadsheets begin a new cell of a CSV file
/// there. [`read::unescape_cell`](crate::read::unescape_cell) removes it again.
///
/// ```
/// use nordalign::glossary::GlossaryBuilder;
/// use nordalign::write::{self, TableFormat};
/// let mut table = Vec::new();
/// write::glossary_table(&GlossaryBuilder::new().finish(), TableFormat::Tsv, &mut table)?;
/// assert_eq!(table, b"kind\tcount\tscore\tnotes\n");
/// # Ok::<(), nordalign::Error>(())
/// ```
///
/// # Errors
/// If writing to `out` fails.
pub fn glossary_table<W: Write + ?Sized>(
    glossary: &Glossary,
    format: TableFormat,
    out: &mut W,
) -> Result<(), Error> {
    let langs = glossary.langs();
    let others = langs.get(1..).unwrap_or_default();
    let mut header: Vec<String> = langs.iter().map(|lang| lang.code().to_owned()).collect();
    header.extend(["kind", "count", "score"].map(str::to_owned));
    header.extend(others.iter().map(|lang| format!("{lang} alternatives")));
    let has_base = glossary
        .entries()
        .iter()
        .any(|entry| entry.in_base.is_some());
    header.extend(has_base.then(|| "in base".to_owned()));
    header.push("notes".to_owned());
    write_row(&header, format, out)?;
    for entry in glossary.entries() {
        let term = |lang: &Lang| entry.term(*lang);
        let text = |lang| term(lang).map_or_else(String::new, |term| term.text.clone());
        let mut row: Vec<String> = langs.iter().map(text).collect();
        row.push(entry.kind.name().to_owned());
        row.push(entry.count.to_string());
        row.push(format!("{:.4}", entry.score));
        row.extend(
            others
                .iter()
                .map(|lang| term(lang).map_or_else(String::new, alternatives)),
        );
        let in_base = if entry.in_base == Some(true) {
            "yes"
        } else {
            ""
        };
        row.extend(has_base.then(|| in_base.to_owned()));
        row.push(notes(entry));
        write_row(&row, format, out)?;
    }
    out.flush()?;
    Ok(())
}

/// Writes the departures of translations from the term base as a table: a header row, then one
/// place a row in the order of the texts, with the `term` of the base, the `wanted` translations,
/// the `forbidden` term found there, and for source and translation the language, place
/// (`document:line`) and text.
///
/// ```
/// use nordalign::check::TermBase;
/// use nordalign::glossary::GlossaryBuilder;
/// use nordalign::write::{self, TableFormat};
/// use nordalign::Lang;
/// let base = TermBase::from_rows([(1, ["sv", "da"]), (2, ["avtal", "aftale"])])?;
/// let mut builder = GlossaryBuilder::new().terms(base);
/// builder.add_texts("a.tmx", 7, &[(Lang::Sv, "Avtalet gäller."), (Lang::Da, "Kontrakten gælder.")]);
/// let mut table = Vec::new();
/// write::departures_table(&builder.finish(), TableFormat::Csv, &mut table)?;
/// let table = String::from_utf8(table).unwrap();
/// assert!(table.ends_with("avtal,aftale,,sv,a.tmx:7,Avtalet gäller.,da,a.tmx:7,Kontrakten gælder.\r\n"), "{table}");
/// # Ok::<(), nordalign::Error>(())
/// ```
///
/// # Errors
/// If writing to `out` fails.
pub fn departures_table<W: Write + ?Sized>(
    glossary: &Glossary,
    format: TableFormat,
    out: &mut W,
) -> Result<(), Error> {
    let header = [
        "term",
        "wanted",
        "forbidden",
        "source",
        "source place",
        "source text",
        "translation",
        "place",
        "text",
    ];
    write_row(&header.map(str::to_owned), format, out)?;
    for departed in glossary.departures() {
        let about = &departed.departure;
        let mut row = vec![about.term.clone(), about.wanted.join("; ")];
        row.push(about.forbidden.clone().unwrap_or_default());
        for place in &departed.example.places {
            row.push(place.lang.code().to_owned());
            row.push(place.to_string());
            row.push(place.text.clone());
        }
        write_row(&row, format, out)?;
    }
    out.flush()?;
    Ok(())
}

/// Writes the entries of `glossary` that have terms in both languages as an OmegaT glossary, for a
/// file that ends in `.utf8`: one entry a line, best first, with source term, target term and notes
/// separated by tabs, and no header. A translation that a note on inconsistency names has a line of
/// its own.
///
/// ```
/// use nordalign::glossary::GlossaryBuilder;
/// use nordalign::{write, Aligner, Document, Lang};
/// let sv = Document::from_units(Lang::Sv, ["Biblioteket har öppet.", "Ring biblioteket!"]);
/// let da = Document::from_units(Lang::Da, ["Biblioteket har åbent.", "Ring til biblioteket!"]);
/// let mut builder = GlossaryBuilder::new();
/// builder.add(&Aligner::new().align(&[sv, da])?);
/// let mut lines = Vec::new();
/// write::glossary_omegat(&builder.finish(), [Lang::Sv, Lang::Da], &mut lines)?;
/// assert!(lines.starts_with("bibliotek\tbibliotek\t".as_bytes()));
/// # Ok::<(), nordalign::Error>(())
/// ```
///
/// # Errors
/// If writing to `out` fails.
pub fn glossary_omegat<W: Write + ?Sized>(
    glossary: &Glossary,
    [source, target]: [Lang; 2],
    out: &mut W,
) -> Result<(), Error> {
    for entry in glossary.entries() {
        let (Some(first), Some(second)) = (entry.term(source), entry.term(target)) else {
            continue;
        };
        let notes = notes(entry);
        let rivals = rivals(entry, target).filter(|_| entry.terms.first() == Some(first));
        for translation in std::iter::once(second.text.as_str()).chain(rivals) {
            let cells = [first.text.as_str(), translation, &notes].map(clean);
            writeln!(out, "{}", cells.join("\t"))?;
        }
    }
    out.flush()?;
    Ok(())
}

/// The other translations into `lang` that a note names.
fn rivals(entry: &Entry, lang: Lang) -> impl Iterator<Item = &str> {
    let rivals = entry.notes.iter().filter_map(move |note| match note {
        Note::Inconsistency { lang: of, rivals } if *of == lang => Some(rivals),
        _ => None,
    });
    rivals.flatten().map(|rival| rival.text.as_str())
}

fn notes(entry: &Entry) -> String {
    let notes: Vec<String> = entry.notes.iter().map(Note::to_string).collect();
    notes.join("; ")
}

fn alternatives(term: &Term) -> String {
    let texts: Vec<&str> = term
        .alternatives
        .iter()
        .map(|other| other.text.as_str())
        .collect();
    texts.join("; ")
}

fn write_row<W: Write + ?Sized>(
    cells: &[String],
    format: TableFormat,
    out: &mut W,
) -> Result<(), Error> {
    let (parting, end) = match format {
        TableFormat::Csv => (",", "\r\n"),
        TableFormat::Tsv => ("\t", "\n"),
    };
    let spelled = |cell: &String| {
        let cell = clean(cell);
        let cell = formula::escape(&cell);
        match format {
            TableFormat::Csv if cell.contains([',', ';', '"']) => {
                format!("\"{}\"", cell.replace('"', "\"\""))
            }
            _ => cell.into_owned(),
        }
    };
    let cells: Vec<String> = cells.iter().map(spelled).collect();
    write!(out, "{}{end}", cells.join(parting))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula_and_quotes_are_doubled() {
        let cells = ["=1+1", "+46", "-s", "@du", "a \"b\", c", "a;=b", "hyra"].map(str::to_owned);
        let mut out = Vec::new();
        write_row(&cells, TableFormat::Csv, &mut out).unwrap();
        let expected = "'=1+1,'+46,'-s,'@du,\"a \"\"b\"\", c\",\"a;'=b\",hyra\r\n";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
        let mut out = Vec::new();
        write_row(&cells, TableFormat::Tsv, &mut out).unwrap();
        let expected = "'=1+1\t'+46\t'-s\t'@du\ta \"b\", c\ta;'=b\thyra\n";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }

    #[test]
    fn a_cell_never_breaks_its_row() {
        let cells = ["en\tcell", "två\nrader"].map(str::to_owned);
        let mut out = Vec::new();
        write_row(&cells, TableFormat::Tsv, &mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "en cell\ttvå rader\n");
    }
}
