//! Glossaries as JSONL for programs, and as tables for spreadsheets.

use std::borrow::Cow;
use std::io::Write;

use crate::error::Error;
use crate::glossary::{Glossary, Term};
use crate::lang::Lang;
use crate::write::clean;

/// Writes `glossary` as JSONL: one entry a line, best first, no header and no summary.
///
/// A line holds, keyed by language, the `terms` in the form that a dictionary lists, their `alternatives` and the `forms` seen, each with
/// its count; the `kind`, `count` and `score` of the entry, its `notes`, and up to three `examples` with document and line (1-based).
///
/// ```
/// use nordalign::glossary::GlossaryBuilder;
/// use nordalign::{write, Aligner, Document, Lang};
/// let sv = Document::from_units(Lang::Sv, ["Vi söker en hyresgäst.", "Varje hyresgäst får en nyckel."]);
/// let nb = Document::from_units(Lang::Nb, ["Vi søker en leietaker.", "Hver leietaker får en nøkkel."]);
/// let mut builder = GlossaryBuilder::new();
/// builder.add(&Aligner::new().align(&[sv, nb])?);
/// let mut lines = Vec::new();
/// write::glossary_jsonl(&builder.finish(), &mut lines)?;
/// let lines = String::from_utf8(lines).unwrap();
/// assert!(lines.starts_with(r#"{"terms":{"sv":"hyresgäst","nb":"leietaker"},"#), "{lines}");
/// # Ok::<(), nordalign::Error>(())
/// ```
///
/// # Errors
/// Where writing to `out` fails.
#[cfg(feature = "json")]
pub fn glossary_jsonl<W: Write + ?Sized>(glossary: &Glossary, out: &mut W) -> Result<(), Error> {
    for entry in glossary.entries() {
        let line = json::Line::new(entry);
        serde_json::to_writer(&mut *out, &line).map_err(std::io::Error::from)?;
        out.write_all(b"\n")?;
    }
    out.flush()?;
    Ok(())
}

/// How a table parts its cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum TableFormat {
    /// Commas, with quotes where a cell holds any (RFC 4180, lines ended with CR LF).
    Csv,
    /// Tabs; a cell holds none.
    Tsv,
}

/// Writes `glossary` as a table: a header row, then one entry a row, best first. The columns are the languages, `kind`, `count`, `score`,
/// and for every language but the first `… alternatives`, with `; ` between.
///
/// No cell begins with `=`, `+`, `-` or `@`, which spreadsheets take for formulas: an apostrophe stands before.
///
/// ```
/// use nordalign::glossary::GlossaryBuilder;
/// use nordalign::write::{self, TableFormat};
/// let mut table = Vec::new();
/// write::glossary_table(&GlossaryBuilder::new().finish(), TableFormat::Tsv, &mut table)?;
/// assert_eq!(table, b"kind\tcount\tscore\n");
/// # Ok::<(), nordalign::Error>(())
/// ```
///
/// # Errors
/// Where writing to `out` fails.
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
        write_row(&row, format, out)?;
    }
    out.flush()?;
    Ok(())
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
        let cell = harmless(&clean(cell)).into_owned();
        match format {
            TableFormat::Csv if cell.contains([',', '"']) => {
                format!("\"{}\"", cell.replace('"', "\"\""))
            }
            _ => cell,
        }
    };
    let cells: Vec<String> = cells.iter().map(spelled).collect();
    write!(out, "{}{end}", cells.join(parting))?;
    Ok(())
}

/// The cell, such that no spreadsheet takes it for a formula.
fn harmless(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@']) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

#[cfg(feature = "json")]
mod json {
    use serde::Serialize;
    use serde::ser::{SerializeMap, Serializer};

    use crate::glossary::{Counted, Entry, Example, Note, Term, TermKind};

    /// A line, with its fields in the order they are written in.
    #[derive(Serialize)]
    pub(super) struct Line<'a> {
        terms: ByLang<'a, &'a str>,
        alternatives: ByLang<'a, &'a [Counted]>,
        kind: TermKind,
        count: usize,
        score: f64,
        #[serde(skip_serializing_if = "<[Note]>::is_empty")]
        notes: &'a [Note],
        forms: ByLang<'a, &'a [Counted]>,
        examples: &'a [Example],
    }

    impl<'a> Line<'a> {
        pub(super) fn new(entry: &'a Entry) -> Self {
            let terms = entry.terms.as_slice();
            Line {
                terms: ByLang(terms, |term| &term.text),
                alternatives: ByLang(terms, |term| &term.alternatives),
                kind: entry.kind,
                count: entry.count,
                score: entry.score,
                notes: &entry.notes,
                forms: ByLang(terms, |term| &term.forms),
                examples: &entry.examples,
            }
        }
    }

    /// Something of each term, keyed by language.
    struct ByLang<'a, T>(&'a [Term], fn(&'a Term) -> T);

    impl<T: Serialize> Serialize for ByLang<'_, T> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let mut map = serializer.serialize_map(Some(self.0.len()))?;
            for term in self.0 {
                map.serialize_entry(term.lang.code(), &(self.1)(term))?;
            }
            map.end()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula_and_quotes_are_doubled() {
        let cells = ["=1+1", "+46", "-s", "@du", "a \"b\", c", "hyra"].map(str::to_owned);
        let mut out = Vec::new();
        write_row(&cells, TableFormat::Csv, &mut out).unwrap();
        let expected = "'=1+1,'+46,'-s,'@du,\"a \"\"b\"\", c\",hyra\r\n";
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
