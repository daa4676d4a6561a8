//! Glossaries as JSON and JSONL, with everything known about every entry.

use std::io::Write;

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use crate::error::Error;
use crate::glossary::{
    Counted, Departed, Entry, Example, Glossary, Note, PartOfSpeech, Term, TermKind,
};
use crate::lang::Lang;

/// The JSON Schema (draft 2020-12) of a line that [`glossary_jsonl`] writes, and of an entry of
/// [`glossary_json`].
pub const ENTRY_SCHEMA: &str = include_str!("../../../schema/entry.schema.json");

/// The version of both formats. It rises when a reader of the old version would go wrong.
const VERSION: u32 = 1;

/// Writes `glossary` as JSONL: one entry a line, best first, no header and no summary.
///
/// A line holds, keyed by language, the `terms` in dictionary form, their `alternatives` and the
/// `forms` seen, each with its count; the `kind`, `count` and `score` of the entry, its `notes`,
/// with a term base whether the first term is `in_base`, and up to three `examples` with document,
/// line (1-based) and text. [`ENTRY_SCHEMA`] describes it.
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
/// assert!(lines.starts_with(r#"{"v":1,"terms":{"sv":"hyresgäst","nb":"leietaker"},"#), "{lines}");
/// # Ok::<(), nordalign::Error>(())
/// ```
///
/// # Errors
/// If writing to `out` fails.
pub fn glossary_jsonl<W: Write + ?Sized>(glossary: &Glossary, out: &mut W) -> Result<(), Error> {
    for entry in glossary.entries() {
        let line = Line::new(entry);
        serde_json::to_writer(&mut *out, &line).map_err(std::io::Error::from)?;
        out.write_all(b"\n")?;
    }
    out.flush()?;
    Ok(())
}

/// Writes the departures of translations from the term base as JSONL, one place a line in the order
/// of the texts: the `term`, the `wanted` translations, the `forbidden` term found there if there
/// is one, and the `places` in source and translation with their texts.
///
/// ```
/// use nordalign::check::TermBase;
/// use nordalign::glossary::GlossaryBuilder;
/// use nordalign::{Lang, write};
/// let base = TermBase::from_rows([(1, ["sv", "da"]), (2, ["avtal", "aftale"])])?;
/// let mut builder = GlossaryBuilder::new().terms(base);
/// builder.add_texts("a.tmx", 7, &[(Lang::Sv, "Avtalet gäller."), (Lang::Da, "Kontrakten gælder.")]);
/// let mut lines = Vec::new();
/// write::departures_jsonl(&builder.finish(), &mut lines)?;
/// let lines = String::from_utf8(lines).unwrap();
/// assert!(lines.starts_with(r#"{"v":1,"term":"avtal","wanted":["aftale"],"forbidden":null,"places":[{"lang":"sv""#), "{lines}");
/// # Ok::<(), nordalign::Error>(())
/// ```
///
/// # Errors
/// If writing to `out` fails.
pub fn departures_jsonl<W: Write + ?Sized>(glossary: &Glossary, out: &mut W) -> Result<(), Error> {
    for departed in glossary.departures() {
        let line = DepartureLine {
            v: VERSION,
            departed,
        };
        serde_json::to_writer(&mut *out, &line).map_err(std::io::Error::from)?;
        out.write_all(b"\n")?;
    }
    out.flush()?;
    Ok(())
}

#[derive(Serialize)]
struct DepartureLine<'a> {
    v: u32,
    #[serde(flatten)]
    departed: &'a Departed,
}

/// Writes `glossary` as one JSON document: its languages, the same entries as [`glossary_jsonl`],
/// best first, and if there are any, the `departures` from the term base, as in
/// [`departures_jsonl`].
///
/// ```
/// use nordalign::{glossary::GlossaryBuilder, write};
/// let mut document = Vec::new();
/// write::glossary_json(&GlossaryBuilder::new().finish(), &mut document)?;
/// let document: serde_json::Value = serde_json::from_slice(&document).unwrap();
/// assert_eq!(document["entries"].as_array().map(Vec::len), Some(0));
/// # Ok::<(), nordalign::Error>(())
/// ```
///
/// # Errors
/// If writing to `out` fails.
pub fn glossary_json<W: Write + ?Sized>(glossary: &Glossary, out: &mut W) -> Result<(), Error> {
    let whole = Whole {
        v: VERSION,
        generator: Generator {
            name: env!("CARGO_PKG_NAME"),
            version: env!("CARGO_PKG_VERSION"),
        },
        langs: glossary.langs(),
        entries: glossary.entries().iter().map(Line::new).collect(),
        departures: glossary.departures(),
    };
    serde_json::to_writer(&mut *out, &whole).map_err(std::io::Error::from)?;
    out.write_all(b"\n")?;
    out.flush()?;
    Ok(())
}

/// The JSON document.
#[derive(Serialize)]
struct Whole<'a> {
    v: u32,
    generator: Generator,
    langs: &'a [Lang],
    entries: Vec<Line<'a>>,
    #[serde(skip_serializing_if = "<[Departed]>::is_empty")]
    departures: &'a [Departed],
}

#[derive(Serialize)]
struct Generator {
    name: &'static str,
    version: &'static str,
}

/// A line, with its fields in the order of writing.
#[derive(Serialize)]
struct Line<'a> {
    v: u32,
    terms: ByLang<'a, &'a str>,
    alternatives: ByLang<'a, &'a [Counted]>,
    kind: TermKind,
    count: usize,
    score: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    in_base: Option<bool>,
    #[serde(skip_serializing_if = "<[Note]>::is_empty")]
    notes: &'a [Note],
    parts_of_speech: ByLang<'a, Option<PartOfSpeech>>,
    forms: ByLang<'a, &'a [Counted]>,
    examples: &'a [Example],
}

impl<'a> Line<'a> {
    fn new(entry: &'a Entry) -> Self {
        let terms = entry.terms.as_slice();
        Line {
            v: VERSION,
            terms: ByLang(terms, |term| &term.text),
            alternatives: ByLang(terms, |term| &term.alternatives),
            kind: entry.kind,
            count: entry.count,
            score: entry.score,
            in_base: entry.in_base,
            notes: &entry.notes,
            parts_of_speech: ByLang(terms, |term| term.part_of_speech),
            forms: ByLang(terms, |term| &term.forms),
            examples: &entry.examples,
        }
    }
}

/// A value for each term, keyed by language.
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
