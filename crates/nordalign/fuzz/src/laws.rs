//! What holds of every document, every alignment and every memory, whatever the input.
//!
//! Each law panics where it is broken.

use std::collections::BTreeSet;
use std::fmt::Debug;

use nordalign::check::{Checked, Finding, Rule, State};
use nordalign::glossary::{Entry, Glossary};
use nordalign::write::{self, MemoryOptions, TmxWriter};
use nordalign::{Alignment, Document, Lang, LineIndex, Segment, Segmentation, Span, segments};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// What holds of every glossary, and of what is written of it.
pub fn glossary(glossary: &Glossary) {
    for entry in glossary.entries() {
        assert!((0.0..=1.0).contains(&entry.score), "{entry:?}");
        assert!(entry.terms.len() > 1 && entry.count > 0, "{entry:?}");
        let langs: BTreeSet<Lang> = entry.terms.iter().map(|term| term.lang).collect();
        assert_eq!(
            langs.len(),
            entry.terms.len(),
            "a language twice: {entry:?}"
        );
        for term in &entry.terms {
            assert!(!term.text.trim().is_empty(), "{entry:?}");
            let forms: usize = term.forms.iter().map(|form| form.count).sum();
            assert_eq!(forms, term.count, "{entry:?}");
        }
    }
    // Those without a source term come last.
    let rank = |entry: &Entry| {
        let source = glossary.langs().first();
        let has_source = entry.terms.iter().any(|term| Some(&term.lang) == source);
        (has_source, entry.score)
    };
    let mut pairs = glossary.entries().windows(2);
    assert!(pairs.all(|pair| rank(&pair[0]) >= rank(&pair[1])));
    glossary_files(glossary);
}

/// Every file of a glossary can be written, and its XML is well-formed.
pub fn glossary_files(glossary: &Glossary) {
    let mut out = Vec::new();
    write::glossary_json(glossary, &mut out).expect("a vector takes all");
    write::glossary_jsonl(glossary, &mut out).expect("a vector takes all");
    write::departures_jsonl(glossary, &mut out).expect("a vector takes all");
    if let &[source, target, ..] = glossary.langs() {
        write::glossary_omegat(glossary, [source, target], &mut out).expect("a vector takes all");
    }
    for format in [write::TableFormat::Csv, write::TableFormat::Tsv] {
        write::glossary_table(glossary, format, &mut out).expect("a vector takes all");
        write::departures_table(glossary, format, &mut out).expect("a vector takes all");
    }
    for version in [write::TbxVersion::V2, write::TbxVersion::V3] {
        let mut terms = Vec::new();
        write::glossary_tbx(glossary, version, &mut terms).expect("a vector takes all");
        let text = std::str::from_utf8(&terms).expect("UTF-8");
        let mut reader = Reader::from_str(text);
        while reader.read_event().expect("well-formed XML") != Event::Eof {}
    }
}

/// What holds of a document that was read.
pub fn document(document: &Document) {
    let source = document.source();
    let mut last = 0;
    for block in document.blocks() {
        on_boundaries(block.span(), source);
        assert!(last <= block.span().start, "blocks rise: {block:?}");
        last = block.span().start;
        if block.is_unit() {
            assert!(!block.text().trim().is_empty(), "a blank unit: {block:?}");
        }
        for markup in block.markup() {
            on_boundaries(markup.range, block.text());
        }
    }
    for repair in document.repairs() {
        on_boundaries(repair.span, source);
    }
    for segmentation in [
        Segmentation::Line,
        Segmentation::Paragraph,
        Segmentation::Sentence,
    ] {
        of_segments(document, &segments(document, segmentation));
    }
    lines(document);
    sentences(document);
    let written = serde_json::to_string(document).expect("a document is serialised");
    let read: Document = serde_json::from_str(&written).expect("and read back");
    assert!(read == *document, "a document comes back as it was");
}

fn on_boundaries(span: Span, text: &str) {
    assert!(span.text(text).is_some(), "{span:?} outside of the text");
}

/// Segments stand in the order of their blocks, those of one block rise in the source, and they know their lines.
fn of_segments(document: &Document, segments: &[Segment]) {
    let index = LineIndex::new(document.source());
    let lines = index.line(document.source().len());
    let (mut start, mut paragraph) = (0, 0);
    for segment in segments {
        on_boundaries(segment.span, document.source());
        assert!(!segment.span.is_empty(), "an empty span: {segment:?}");
        assert!(paragraph <= segment.paragraph, "paragraphs rise");
        if paragraph == segment.paragraph {
            assert!(start <= segment.span.start, "sentences rise: {segment:?}");
        }
        (start, paragraph) = (segment.span.start, segment.paragraph);
        assert_eq!(segment.text, segment.text.trim(), "outer white space");
        assert_eq!(segment.lines, index.lines(segment.span));
        assert!((1..=lines).contains(&segment.lines.first));
        assert!((segment.lines.first..=lines).contains(&segment.lines.last));
    }
}

/// Line by line, a document is its lines that are not blank.
fn lines(document: &Document) {
    let found = segments(document, Segmentation::Line);
    let found: Vec<&str> = found.iter().map(|line| line.text.as_str()).collect();
    let source = document.source();
    let expected: Vec<&str> = source
        .split(['\n', '\r'])
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    assert_eq!(found, expected);
    for line in segments(document, Segmentation::Line) {
        assert_eq!(line.span.text(source), Some(line.text.as_str()));
    }
}

/// The sentences of a paragraph are the paragraph.
fn sentences(document: &Document) {
    let paragraphs = segments(document, Segmentation::Paragraph);
    let sentences = segments(document, Segmentation::Sentence);
    let dense = |text: &str| text.split_whitespace().collect::<String>();
    for paragraph in &paragraphs {
        let own = sentences
            .iter()
            .filter(|sentence| sentence.paragraph == paragraph.paragraph);
        let joined: String = own.map(|sentence| dense(&sentence.text)).collect();
        assert_eq!(joined, dense(&paragraph.text));
    }
}

/// What holds of an alignment.
pub fn alignment(alignment: &Alignment) {
    coverage(alignment);
    pair_coverage(alignment);
    closure(alignment);
    order(alignment);
    for bead in alignment.beads() {
        confidence(bead.confidence);
        let least = bead.pairs.iter().map(|pair| pair.confidence);
        assert_eq!(bead.confidence, least.fold(1.0, f64::min));
        for pair in &bead.pairs {
            confidence(pair.confidence);
            assert!(pair.units.iter().any(|units| !units.is_empty()));
        }
    }
    jsonl(alignment);
    let written = serde_json::to_string(alignment).expect("an alignment is serialised");
    let read: Alignment = serde_json::from_str(&written).expect("and read back");
    assert!(read == *alignment, "an alignment comes back as it was");
}

fn confidence(value: f64) {
    assert!((0.0..=1.0).contains(&value), "confidence {value}");
    let steps = value * 10_000.0;
    assert!((steps - steps.round()).abs() < 1e-6, "confidence {value}");
}

/// Every unit of every language stands in exactly one bead.
pub fn coverage(alignment: &Alignment) {
    for (i, side) in alignment.sides().iter().enumerate() {
        let units = alignment.beads().iter().map(|bead| &bead.units[i]);
        exactly_once(units, side.units.len());
    }
    for bead in alignment.beads() {
        assert_eq!(bead.units.len(), alignment.sides().len());
        assert!(bead.languages() > 0, "an empty bead");
    }
}

/// The beads of each pair cover every unit of its two languages exactly once.
fn pair_coverage(alignment: &Alignment) {
    for pair in alignment.pairs() {
        for (end, lang) in pair.into_iter().enumerate() {
            let units = alignment.pair_beads(pair).map(|bead| &bead.units[end]);
            let side = alignment.side(lang).expect("a side for each language");
            exactly_once(units, side.units.len());
        }
    }
}

fn exactly_once<'a>(groups: impl Iterator<Item = &'a Vec<usize>>, count: usize) {
    let mut all: Vec<usize> = Vec::new();
    for group in groups {
        assert!(group.is_sorted(), "units rise in a bead: {group:?}");
        all.extend(group);
    }
    all.sort_unstable();
    assert!(
        (0..count).eq(all.iter().copied()),
        "{all:?} of {count} units"
    );
}

/// A bead is the smallest set of units that its pair beads do not lead out of.
fn closure(alignment: &Alignment) {
    let langs = alignment.langs();
    let place = |lang: Lang| langs.iter().position(|&l| l == lang).expect("its lang");
    for bead in alignment.beads() {
        let own: BTreeSet<(usize, usize)> = members(bead.units.iter().enumerate());
        let pairs: Vec<BTreeSet<(usize, usize)>> = bead
            .pairs
            .iter()
            .map(|pair| members(pair.langs.iter().map(|&l| place(l)).zip(&pair.units)))
            .collect();
        let mut reached: BTreeSet<_> = own.first().copied().into_iter().collect();
        loop {
            let before = reached.len();
            for pair in &pairs {
                if !pair.is_disjoint(&reached) {
                    reached.extend(pair);
                }
            }
            if reached.len() == before {
                break;
            }
        }
        assert_eq!(reached, own, "the closure of {bead:?}");
        assert!(pairs.iter().all(|pair| pair.is_subset(&own)), "{bead:?}");
    }
}

fn members<'a>(sides: impl Iterator<Item = (usize, &'a Vec<usize>)>) -> BTreeSet<(usize, usize)> {
    sides
        .flat_map(|(side, units)| units.iter().map(move |&unit| (side, unit)))
        .collect()
}

/// Beads follow the source's order; one without source units stands after the bead of the unit before its first.
fn order(alignment: &Alignment) {
    let beads = alignment.beads();
    let source: Vec<usize> = beads
        .iter()
        .filter_map(|b| b.units[0].first())
        .copied()
        .collect();
    assert!(source.is_sorted(), "the source's order: {source:?}");
    for (i, bead) in beads.iter().enumerate() {
        let side = bead.units.iter().position(|units| !units.is_empty());
        let Some((side, &first)) = side.and_then(|side| Some((side, bead.units[side].first()?)))
        else {
            continue;
        };
        if side > 0 && first > 0 {
            let before = beads
                .iter()
                .position(|b| b.units[side].contains(&(first - 1)));
            assert!(
                before.is_some_and(|before| before < i),
                "{bead:?} comes too early"
            );
        }
    }
}

/// What holds of what a check found in the second document as a translation of the first.
pub fn checked(checked: &Checked, [source, target]: [&Document; 2], alignment: &Alignment) {
    let side = alignment.side(source.lang()).expect("a side for each");
    assert_eq!(checked.states.len(), side.units.len(), "a state a unit");
    let states = checked.states.iter();
    let counted = states.filter(|state| **state != State::Ignored).count();
    assert_eq!(checked.coverage.total().segments, counted);
    let percent = checked.coverage.percent();
    assert!(percent.iter().all(|share| (0.0..=100.0).contains(share)));
    for finding in &checked.findings {
        // A whole source in another language, and its comments, are reported at the source.
        let document = match finding.lang == source.lang() {
            true => source,
            false => target,
        };
        assert_eq!(finding.lang, document.lang());
        stands_in(finding, document);
        if let Some(said) = &finding.source {
            assert_eq!(said.path, source.name());
            let last = said.end_line.unwrap_or(said.line);
            assert!(1 <= said.line && said.line <= last, "{said:?}");
            assert!(last <= line_count(source), "{said:?}");
        }
    }
    assert!(checked.findings.is_sorted_by_key(|finding| finding.line));
    for hash in checked.pairs.iter().flatten() {
        assert!(is_hash(hash), "{hash}");
    }
}

/// What holds of the findings on a document that has no translation.
pub fn missing(checked: &Checked, source: &Document) {
    for finding in &checked.findings {
        stands_in(finding, source);
    }
}

/// A finding is told in one line, and stands in its document; what is missing may stand after it.
fn stands_in(finding: &Finding, document: &Document) {
    assert!(!finding.message.is_empty() && is_hash(&finding.fingerprint));
    assert!(!finding.message.contains(['\n', '\r']), "{finding:?}");
    let lines = line_count(document);
    let after = usize::from(finding.rule == Rule::Missing);
    let last = finding.end_line.unwrap_or(finding.line);
    assert!(1 <= finding.line && finding.line <= last, "{finding:?}");
    assert!(last <= lines + after, "{lines} lines: {finding:?}");
    let index = LineIndex::new(document.source());
    let offsets = document.source().char_indices().map(|(at, _)| at);
    let of_line = offsets.filter(|&at| index.line(at) == finding.line);
    if let Some(column) = finding.column {
        // At the end of a file it may stand after the last character.
        assert!((1..=of_line.count() + 1).contains(&column), "{finding:?}");
    }
}

fn line_count(document: &Document) -> usize {
    let source = document.source();
    LineIndex::new(source).line(source.len())
}

fn is_hash(hash: &str) -> bool {
    hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// What the bytes say in JSON, if it is such a thing; then it comes back from what is kept of it.
pub fn kept<T: Serialize + DeserializeOwned + PartialEq + Debug>(data: &[u8]) -> Option<T> {
    let kept: T = serde_json::from_slice(data).ok()?;
    // Not by way of a text, in which a number that no result has may lose its last digit.
    let value = serde_json::to_value(&kept).expect("it is serialised");
    let again: T = serde_json::from_value(value).expect("and read back");
    assert_eq!(kept, again, "it comes back as it was");
    Some(kept)
}

/// A table has two columns a language or more, and a line a unit.
pub fn tables(alignment: &Alignment) {
    let (mut json, mut out) = (Vec::new(), Vec::new());
    write::json(alignment, &mut json).expect("a vector takes all");
    let _: Value = serde_json::from_slice(&json).expect("a JSON value");
    let options = MemoryOptions::new().min_confidence(0.0).partial(true);
    let summary = write::tsv(alignment, &options, &mut out).expect("a vector takes all");
    let text = String::from_utf8(out).expect("UTF-8");
    let lines: Vec<&str> = text.split_terminator('\n').collect();
    assert_eq!(
        lines.len(),
        summary.written + 1,
        "a line a unit, and a header"
    );
    let cells = |line: &&str| line.split('\t').count();
    let columns = lines.first().map_or(0, cells);
    assert!(lines.iter().all(|line| cells(line) == columns), "{text}");
}

/// JSONL holds every bead, one a line, and with it every unit and its text.
pub fn jsonl(alignment: &Alignment) {
    let mut out = Vec::new();
    write::jsonl(alignment, &mut out).expect("memory takes what is written");
    let text = String::from_utf8(out).expect("UTF-8");
    let records: Vec<Value> = text
        .split_terminator('\n')
        .map(|line| serde_json::from_str(line).expect("a line is a JSON value"))
        .collect();
    assert_eq!(records.len(), alignment.beads().len());
    for side in alignment.sides() {
        let lang = side.lang.code();
        let mut seen = vec![false; side.units.len()];
        for record in &records {
            let field = |name: &str| record[name][lang].as_array().expect("an array").clone();
            let (units, texts, lines) = (field("units"), field("text"), field("lines"));
            assert_eq!((units.len(), units.len()), (texts.len(), lines.len()));
            for ((unit, text), lines) in units.iter().zip(texts).zip(lines) {
                let unit = unit.as_u64().expect("a number") as usize;
                let segment = &side.units[unit];
                assert_eq!(text, *segment.text);
                assert_eq!(lines[0], segment.lines.first);
                assert_eq!(lines[1], segment.lines.last);
                assert!(!std::mem::replace(&mut seen[unit], true), "{unit} again");
            }
        }
        assert!(seen.into_iter().all(|seen| seen), "every unit of {lang}");
    }
    for record in &records {
        assert_eq!(record["pairs"].is_object(), alignment.sides().len() == 3);
    }
}

/// A memory is well-formed XML that every tool takes, and holds as many units as its summary says.
pub fn tmx(alignment: &Alignment, options: MemoryOptions) {
    let mut writer = TmxWriter::new(Vec::new(), options);
    writer.add(alignment).expect("memory takes what is written");
    let (memory, summary) = writer.finish().expect("it ends");
    let memory = String::from_utf8(memory).expect("UTF-8");
    let units = units(&memory);
    assert_eq!(units.len(), summary.written);
    let distinct: BTreeSet<&Vec<(String, String)>> = units.iter().collect();
    assert_eq!(distinct.len(), units.len(), "a unit is written once");
    for unit in &units {
        assert!(unit.len() >= 2, "one language alone: {unit:?}");
        for (lang, text) in unit {
            assert!(!text.trim().is_empty(), "an empty seg in {lang}");
            assert_eq!(*text, write::clean(text), "{lang}");
        }
    }
}

/// The texts of a memory by language, unit by unit; strict about its XML.
pub fn units(memory: &str) -> Vec<Vec<(String, String)>> {
    let forbidden = |c: char| {
        (c < ' ' && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{fffe}' | '\u{ffff}')
    };
    assert!(!memory.contains(forbidden), "XML forbids a character in it");
    let mut reader = Reader::from_str(memory);
    let mut units: Vec<Vec<(String, String)>> = Vec::new();
    let (mut open, mut ids) = (Vec::new(), BTreeSet::new());
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Start(element) => {
                let name = element.name().as_ref().to_owned();
                match name.as_str() {
                    "tu" => {
                        assert!(ids.insert(attribute(&element, "tuid")), "tuid again");
                        units.push(Vec::new());
                    }
                    "tuv" => {
                        let variant = (attribute(&element, "xml:lang"), String::new());
                        units.last_mut().expect("a tu around it").push(variant);
                    }
                    _ => {}
                }
                open.push(name);
            }
            Event::End(_) => assert!(open.pop().is_some()),
            Event::Text(text) if open.last().is_some_and(|name| name == "seg") => {
                seg(&mut units).push_str(&text);
            }
            Event::GeneralRef(reference) => {
                let character = match &*reference {
                    "amp" => '&',
                    "lt" => '<',
                    "gt" => '>',
                    "quot" => '"',
                    "apos" => '\'',
                    other => panic!("an unknown entity: {other}"),
                };
                if open.last().is_some_and(|name| name == "seg") {
                    seg(&mut units).push(character);
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty(), "left open: {open:?}");
    units
}

fn seg(units: &mut [Vec<(String, String)>]) -> &mut String {
    let variant = units.last_mut().and_then(|unit| unit.last_mut());
    &mut variant.expect("a tuv around it").1
}

fn attribute(element: &BytesStart, name: &str) -> String {
    let attribute = element.try_get_attribute(name).expect("well-formed XML");
    let value = attribute.expect("every attribute it needs").value;
    quick_xml::escape::unescape(&value)
        .expect("known entities")
        .into_owned()
}
