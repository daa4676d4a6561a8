//! JSON and JSONL: every bead, with everything known about it.

use std::io::Write;

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use crate::alignment::{Alignment, Bead, PairBead, Reasons};
use crate::error::Error;
use crate::lang::Lang;
use crate::segment::{Segment, Segmentation};
use crate::span::LineRange;

/// The JSON Schema (draft 2020-12) of what [`json`] writes.
pub const ALIGNMENT_SCHEMA: &str = include_str!("../../schema/alignment.schema.json");

/// The JSON Schema (draft 2020-12) of a line that [`jsonl`] writes.
pub const BEAD_SCHEMA: &str = include_str!("../../schema/bead.schema.json");

/// The version of both formats. It rises when a reader of the old version would go wrong.
const VERSION: u32 = 1;

/// Writes `alignment` as JSONL: one bead a line, no header and no summary.
///
/// A line holds, keyed by language, the bead's `units` (0-based), their `text` and their `lines`
/// (1-based, first and last), and its `confidence`; with three languages also the `pairs` that it
/// consists of. `moved` and `reasons` are present only if they apply. [`BEAD_SCHEMA`] describes it.
///
/// ```
/// use nordalign::{write, Aligner, Document, Lang};
/// let sv = Document::from_units(Lang::Sv, ["Välkommen!"]);
/// let nb = Document::from_units(Lang::Nb, ["Velkommen!"]);
/// let alignment = Aligner::new().align(&[sv, nb])?;
/// let mut lines = Vec::new();
/// write::jsonl(&alignment, &mut lines)?;
/// let start = r#"{"v":1,"units":{"sv":[0],"nb":[0]},"text":{"sv":["Välkommen!"],"nb":["Velkommen!"]},"#;
/// assert!(lines.starts_with(start.as_bytes()));
/// # Ok::<(), nordalign::Error>(())
/// ```
///
/// # Errors
/// If writing to `out` fails.
pub fn jsonl<W: Write + ?Sized>(alignment: &Alignment, out: &mut W) -> Result<(), Error> {
    for bead in alignment.beads() {
        write_line(&Record::new(alignment, bead), out)?;
    }
    out.flush()?;
    Ok(())
}

/// Writes `alignment` as one JSON document: the settings, the documents with all their units, and
/// the same beads as [`jsonl`]. [`ALIGNMENT_SCHEMA`] describes it.
///
/// ```
/// use nordalign::{write, Aligner, Document, Lang};
/// let sv = Document::from_units(Lang::Sv, ["Välkommen!"]);
/// let nb = Document::from_units(Lang::Nb, ["Velkommen!"]);
/// let alignment = Aligner::new().align(&[nb, sv])?;
/// let mut document = Vec::new();
/// write::json(&alignment, &mut document)?;
/// let document: serde_json::Value = serde_json::from_slice(&document).unwrap();
/// assert_eq!(document["settings"]["source"], "nb");
/// assert_eq!(document["documents"][0]["units"][0]["text"], "Velkommen!");
/// # Ok::<(), nordalign::Error>(())
/// ```
///
/// # Errors
/// If writing to `out` fails.
pub fn json<W: Write + ?Sized>(alignment: &Alignment, out: &mut W) -> Result<(), Error> {
    write_line(&Whole::new(alignment), out)?;
    out.flush()?;
    Ok(())
}

fn write_line<W: Write + ?Sized>(value: &impl Serialize, out: &mut W) -> Result<(), Error> {
    serde_json::to_writer(&mut *out, value).map_err(std::io::Error::from)?;
    out.write_all(b"\n")?;
    Ok(())
}

/// The JSON document.
#[derive(Serialize)]
struct Whole<'a> {
    v: u32,
    generator: Generator,
    settings: Settings,
    documents: Vec<DocumentRecord<'a>>,
    #[serde(serialize_with = "records")]
    beads: &'a Alignment,
}

#[derive(Serialize)]
struct Generator {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct Settings {
    segmentation: Segmentation,
    source: Option<Lang>,
}

#[derive(Serialize)]
struct DocumentRecord<'a> {
    lang: Lang,
    name: &'a str,
    units: &'a [Segment],
}

impl<'a> Whole<'a> {
    fn new(alignment: &'a Alignment) -> Self {
        let documents = alignment.sides().iter().map(|side| DocumentRecord {
            lang: side.lang,
            name: &side.name,
            units: &side.units,
        });
        Whole {
            v: VERSION,
            generator: Generator {
                name: env!("CARGO_PKG_NAME"),
                version: env!("CARGO_PKG_VERSION"),
            },
            settings: Settings {
                segmentation: alignment.segmentation(),
                source: alignment.langs().first().copied(),
            },
            documents: documents.collect(),
            beads: alignment,
        }
    }
}

/// Makes the records one by one: together they would take as much memory as the alignment.
fn records<S: Serializer>(alignment: &&Alignment, serializer: S) -> Result<S::Ok, S::Error> {
    let beads = alignment.beads().iter();
    serializer.collect_seq(beads.map(|bead| Record::new(alignment, bead)))
}

/// A bead as it is written. The order of the fields is the order in the file.
#[derive(Serialize)]
struct Record<'a> {
    v: u32,
    units: Keyed<Lang, &'a [usize]>,
    text: Keyed<Lang, Vec<&'a str>>,
    lines: Keyed<Lang, Vec<LineRange>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pairs: Option<Keyed<String, Vec<&'a [Vec<usize>; 2]>>>,
    confidence: f64,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    moved: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    reasons: Option<Keyed<String, Vec<Option<&'a Reasons>>>>,
}

impl<'a> Record<'a> {
    fn new(alignment: &'a Alignment, bead: &'a Bead) -> Self {
        let sides = || alignment.sides().iter().zip(&bead.units);
        let segments =
            |units: &'a [usize], all: &'a [Segment]| units.iter().filter_map(|&unit| all.get(unit));
        let three = alignment.sides().len() > 2;
        let has_reasons = bead.pairs.iter().any(|pair| pair.reasons.is_some());
        Record {
            v: VERSION,
            units: sides()
                .map(|(side, units)| (side.lang, units.as_slice()))
                .collect(),
            text: sides()
                .map(|(side, units)| {
                    let texts = segments(units, &side.units).map(|unit| unit.text.as_str());
                    (side.lang, texts.collect())
                })
                .collect(),
            lines: sides()
                .map(|(side, units)| {
                    let lines = segments(units, &side.units).map(|unit| unit.lines);
                    (side.lang, lines.collect())
                })
                .collect(),
            pairs: three.then(|| by_pair(alignment, bead, |pair| &pair.units)),
            confidence: bead.confidence,
            moved: bead.moved,
            reasons: has_reasons.then(|| by_pair(alignment, bead, |pair| pair.reasons.as_ref())),
        }
    }
}

/// The result of `get` for each pair bead, under `sv-nb` and so on.
fn by_pair<'a, T>(
    alignment: &Alignment,
    bead: &'a Bead,
    get: impl Fn(&'a PairBead) -> T,
) -> Keyed<String, Vec<T>> {
    let of_pair = |langs: [Lang; 2]| {
        let beads = bead.pairs.iter().filter(|pair| pair.langs == langs);
        (
            format!("{}-{}", langs[0], langs[1]),
            beads.map(&get).collect(),
        )
    };
    alignment.pairs().into_iter().map(of_pair).collect()
}

/// A map that is written in insertion order.
struct Keyed<K, V>(Vec<(K, V)>);

impl<K, V> FromIterator<(K, V)> for Keyed<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        Keyed(entries.into_iter().collect())
    }
}

impl<K: Serialize, V: Serialize> Serialize for Keyed<K, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (key, value) in &self.0 {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::testing::{alignment, bead, named, pair_bead};

    fn lines(alignment: &Alignment) -> Vec<String> {
        let mut out = Vec::new();
        jsonl(alignment, &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(text.ends_with('\n'));
        text.lines().map(str::to_owned).collect()
    }

    #[test]
    fn a_line_of_three_languages_holds_its_pair_beads_in_order() {
        let pairs = vec![
            pair_bead([Lang::Sv, Lang::Nb], [&[0], &[0, 1]], 0.97),
            pair_bead([Lang::Sv, Lang::Da], [&[0], &[]], 1.0),
            pair_bead([Lang::Nb, Lang::Da], [&[0], &[]], 1.0),
            pair_bead([Lang::Nb, Lang::Da], [&[1], &[]], 1.0),
        ];
        let sides: [(Lang, &[&str]); 3] = [
            (Lang::Sv, &["Ett. Två."]),
            (Lang::Nb, &["En.", "To."]),
            (Lang::Da, &[]),
        ];
        let alignment = alignment(&sides, vec![bead(&[&[0], &[0, 1], &[]], 0.97, pairs)]);
        let expected = r#"{"v":1,"units":{"sv":[0],"nb":[0,1],"da":[]},"text":{"sv":["Ett. Två."],"nb":["En.","To."],"da":[]},"lines":{"sv":[[1,1]],"nb":[[1,1],[2,2]],"da":[]},"pairs":{"sv-nb":[[[0],[0,1]]],"sv-da":[[[0],[]]],"nb-da":[[[0],[]],[[1],[]]]},"confidence":0.97}"#;
        assert_eq!(lines(&alignment), [expected]);
    }

    #[test]
    fn moved_and_reasons_are_present_only_if_they_apply() {
        let mut why = pair_bead([Lang::Sv, Lang::Nb], [&[0], &[1]], 0.9);
        why.reasons = Some(Reasons::default());
        let mut moved = bead(&[&[0], &[1]], 0.9, vec![why]);
        moved.moved = true;
        let plain = bead(&[&[], &[0]], 1.0, Vec::new());
        let sides: [(Lang, &[&str]); 2] = [(Lang::Sv, &["Ett"]), (Lang::Nb, &["To", "Ett"])];
        let lines = lines(&alignment(&sides, vec![moved, plain]));
        let (plain, moved) = (&lines[0], &lines[1]);
        assert!(plain.ends_with(r#""confidence":1.0}"#), "{plain}");
        let end = r#""confidence":0.9,"moved":true,"reasons":{"sv-nb":[{"similarity":0.0,"cognates":[],"numbers":[],"length":0.0,"structure":false}]}}"#;
        assert!(moved.ends_with(end), "{moved}");
        assert!(!moved.contains("pairs"));
    }

    #[test]
    fn the_document_holds_the_settings_the_units_and_the_same_beads() {
        let sides: [(Lang, &[&str]); 2] = [(Lang::Da, &["En"]), (Lang::Sv, &["Ett"])];
        let alignment = named(alignment(
            &sides,
            vec![bead(&[&[0], &[0]], 1.0, Vec::new())],
        ));
        let mut out = Vec::new();
        json(&alignment, &mut out).unwrap();
        let document: serde_json::Value = serde_json::from_slice(&out).unwrap();
        assert_eq!(document["generator"]["name"], "nordalign");
        assert_eq!(document["settings"]["segmentation"], "paragraph");
        assert_eq!(document["settings"]["source"], "da");
        assert_eq!(document["documents"][1]["name"], "test.sv.md");
        assert_eq!(document["documents"][1]["units"][0]["kind"], "paragraph");
        let line: serde_json::Value = serde_json::from_str(&lines(&alignment)[0]).unwrap();
        assert_eq!(document["beads"][0], line);
    }

    #[test]
    fn the_output_does_not_depend_on_hashing() {
        let sides: [(Lang, &[&str]); 2] = [(Lang::Nb, &["a"]), (Lang::Sv, &["a"])];
        let alignment = alignment(&sides, vec![bead(&[&[0], &[0]], 1.0, Vec::new())]);
        assert!(lines(&alignment)[0].starts_with(r#"{"v":1,"units":{"nb":[0],"sv":[0]}"#));
    }
}
