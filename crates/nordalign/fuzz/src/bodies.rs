//! One body a target: bytes in, and a panic if a law of the library does not hold.

use nordalign::check::{Basis, Checked, Checker, Coverage, Finding, TermBase};
use nordalign::glossary::{Glossary, GlossaryBuilder};
use nordalign::read::{TmxReader, decode};
use nordalign::write::MemoryOptions;
use nordalign::{
    Aligner, Alignment, Document, ErrorKind, Format, Lang, Segment, Segmentation, segments,
};

use super::generator::Random;
use super::laws;
use super::relations::KINDS;

/// Reads any text as plain text.
pub fn plain(data: &[u8]) {
    read(data, Format::Plain);
}

/// Reads any text as Markdown.
pub fn markdown(data: &[u8]) {
    read(data, Format::Markdown);
}

/// Reads any text as text out of a PDF.
pub fn pdf_text(data: &[u8]) {
    read(data, Format::PdfText);
}

/// Decodes any bytes, and reads what comes out as what it looks like.
pub fn decode_bytes(data: &[u8]) {
    match decode(data) {
        Ok(text) => {
            let plain = data.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(data);
            let utf16 = data.starts_with(b"\xFF\xFE") || data.starts_with(b"\xFE\xFF");
            assert!(utf16 || text.as_bytes() == plain, "UTF-8 stays as it is");
            let format = Format::detect("fil.txt", &text).unwrap_or(Format::Plain);
            laws::document(&parse(Lang::Sv, &text, format));
        }
        Err(error) => {
            let kinds = [ErrorKind::Encoding, ErrorKind::Binary];
            assert!(kinds.contains(&error.kind()), "{error}");
            assert!(!error.to_string().is_empty());
        }
    }
}

/// Aligns two or three texts.
pub fn align(data: &[u8]) {
    laws::alignment(&aligned(data));
}

/// Aligns two or three texts and writes memories of them.
pub fn tmx(data: &[u8]) {
    let alignment = aligned(data);
    let least = [0.0, 0.5, 1.0][usize::from(data.first().copied().unwrap_or(0)) % 3];
    let options = MemoryOptions::new().min_confidence(least);
    laws::tmx(&alignment, options.clone());
    laws::tmx(&alignment, options.clone().partial(true));
    for pair in alignment.pairs() {
        laws::tmx(&alignment, options.clone().pair(pair));
    }
}

/// Reads any bytes as a memory, and makes a glossary of what comes out.
pub fn read_tmx(data: &[u8]) {
    let mut builder = GlossaryBuilder::new().min_count(1);
    let Ok(reader) = TmxReader::new(data) else {
        return;
    };
    for unit in reader {
        match unit {
            Ok(unit) => {
                assert!(unit.texts.len() <= Lang::ALL.len() && unit.line > 0);
                assert!(unit.texts.iter().all(|(_, text)| !text.trim().is_empty()));
                let texts: Vec<(Lang, &str)> = unit
                    .texts
                    .iter()
                    .map(|(lang, text)| (*lang, text.as_str()))
                    .collect();
                builder.add_texts("minne.tmx", unit.line, &texts);
            }
            Err(error) => assert!(error.line().is_some(), "{error}"),
        }
    }
    laws::glossary(&builder.finish());
}

/// Makes a glossary of two or three texts.
pub fn glossary(data: &[u8]) {
    let mut builder = GlossaryBuilder::new().min_count(1);
    builder.add(&aligned(data));
    laws::glossary(&builder.finish());
}

/// Checks two or three texts against each other, by default and as strictly as can be.
pub fn check(data: &[u8]) {
    let documents = documents(data);
    let alignment = aligner(data)
        .align(&documents)
        .expect("languages that differ");
    let strict = Checker::new()
        .floor(1.0)
        .exempt(["Nordbanken", "på skärgården"])
        .counterparts([documents.iter().map(Document::name)]);
    let strict = match terms(&documents) {
        Some(base) => strict.terms(base),
        None => strict,
    };
    for checker in [Checker::new(), strict] {
        for source in &documents {
            for target in documents
                .iter()
                .filter(|target| target.lang() != source.lang())
            {
                let checked = checker.check(source, target, &alignment);
                laws::checked(&checked, [source, target], &alignment);
                let again = checker.check(source, target, &alignment);
                assert_eq!(checked, again, "the same every time");
                in_step(&checker, [source, target], &alignment, &checked);
                laws::missing(&checker.missing_file(source, target.lang(), None), source);
            }
        }
    }
}

/// What was in step with its source is not stale.
fn in_step(
    checker: &Checker,
    [source, target]: [&Document; 2],
    alignment: &Alignment,
    checked: &Checked,
) {
    for basis in [
        Basis::source(source),
        Basis::pairs(checked.pairs.iter().cloned()),
    ] {
        let since = checker.check_since(source, target, alignment, &basis);
        assert_eq!(since.coverage.stale.segments, 0, "{basis:?}: {since:?}");
        laws::checked(&since, [source, target], alignment);
    }
}

/// A term base of the words that the documents begin with, if they can be one.
fn terms(documents: &[Document]) -> Option<TermBase> {
    let words = |document: &Document| -> Vec<String> {
        let words = document.source().split_whitespace().take(20);
        words.map(str::to_owned).collect()
    };
    let header: Vec<String> = documents
        .iter()
        .map(|document| document.lang().to_string())
        .collect();
    let columns: Vec<Vec<String>> = documents.iter().map(words).collect();
    let concepts = (0..20).map(|number| {
        let cells = columns
            .iter()
            .map(|words| words.get(number).cloned().unwrap_or_default());
        (number + 2, cells.collect())
    });
    let rows = std::iter::once((1, header)).chain(concepts);
    TermBase::from_rows(rows).ok()
}

/// Reads any bytes as what a user may have kept of the library's results, and does with it what is
/// done with a result of our own.
pub fn deserialize(data: &[u8]) {
    if let Some(document) = laws::kept::<Document>(data) {
        use_document(&document);
    }
    if let Some(alignment) = laws::kept::<Alignment>(data) {
        use_alignment(&alignment);
    }
    if let Some(glossary) = laws::kept::<Glossary>(data) {
        laws::glossary_files(&glossary);
    }
    if let Some(coverage) = laws::kept::<Coverage>(data) {
        let percent = coverage.percent();
        assert!(percent.iter().all(|share| (0.0..=100.0).contains(share)));
    }
    laws::kept::<Finding>(data);
    laws::kept::<Segment>(data);
}

fn use_document(document: &Document) {
    let other = match document.lang() {
        Lang::Sv => Lang::Nb,
        _ => Lang::Sv,
    };
    let other = Document::from_units(other, ["Ett hus vid ån.", "Två fåglar, 3 kr."]);
    for segmentation in SEGMENTATIONS {
        for segment in segments(document, segmentation) {
            let place = segment.span.text(document.source());
            assert!(place.is_some(), "{segment:?} stands outside of its source");
        }
        let aligner = Aligner::builder().segmentation(segmentation).build();
        let documents = [document.clone(), other.clone()];
        let alignment = aligner.align(&documents).expect("two languages");
        laws::alignment(&alignment);
        for [source, target] in [[document, &other], [&other, document]] {
            let checked = Checker::new().check(source, target, &alignment);
            laws::checked(&checked, [source, target], &alignment);
        }
    }
}

fn use_alignment(alignment: &Alignment) {
    laws::coverage(alignment);
    laws::jsonl(alignment);
    laws::tables(alignment);
    laws::tmx(
        alignment,
        MemoryOptions::new().min_confidence(0.0).partial(true),
    );
    let mut builder = GlossaryBuilder::new().min_count(1);
    builder.add(alignment);
    laws::glossary(&builder.finish());
    // Documents that it may have been made of, or not.
    let documents: Vec<Document> = alignment
        .sides()
        .iter()
        .map(|side| Document::from_units(side.lang, side.units.iter().map(|unit| &unit.text)))
        .collect();
    for pair in alignment.pairs() {
        assert!((0.0..=1.0).contains(&alignment.shared(pair)));
        let of = |lang| documents.iter().find(|document| document.lang() == lang);
        let [source, target] = pair.map(|lang| of(lang).expect("a document of each language"));
        Checker::new().check(source, target, alignment);
    }
}

/// Aligns texts of up to 2,000 lines line by line, which have little or nothing to do with each
/// other: the bytes say which, how many and what of.
pub fn unrelated(data: &[u8]) {
    let byte = |at: usize| usize::from(data.get(at).copied().unwrap_or(0));
    let (_, kind) = KINDS[byte(0) % KINDS.len()];
    let count = (byte(1) << 8 | byte(2)) % 2001;
    let langs = 2 + byte(3) % 2;
    let seed = data.iter().skip(4).fold(0_u64, |seed, &byte| {
        seed.wrapping_mul(257).wrapping_add(u64::from(byte) + 1)
    });
    let sides = kind(&mut Random::new(seed), count);
    let documents: Vec<Document> = Lang::ALL
        .iter()
        .zip(&sides)
        .map(|(&lang, lines)| parse(lang, &lines.join("\n"), Format::Plain))
        .take(langs)
        .collect();
    let aligner = Aligner::builder().segmentation(Segmentation::Line).build();
    let alignment = aligner.align(&documents).expect("languages that differ");
    for (side, lines) in alignment.sides().iter().zip(&sides) {
        assert_eq!(side.units.len(), lines.len(), "a line is a unit");
    }
    laws::alignment(&alignment);
}

fn read(data: &[u8], format: Format) {
    let Some((&first, text)) = data.split_first() else {
        return;
    };
    let lang = Lang::ALL[usize::from(first) % 3];
    laws::document(&parse(lang, &String::from_utf8_lossy(text), format));
}

const SEGMENTATIONS: [Segmentation; 3] = [
    Segmentation::Line,
    Segmentation::Paragraph,
    Segmentation::Sentence,
];

/// The texts between the first bytes `0xFF`, two or three of them, in an order and a format that
/// the first byte decides on.
fn documents(data: &[u8]) -> Vec<Document> {
    let (first, texts) = data.split_first().unwrap_or((&0, &[]));
    let choice = usize::from(*first);
    let mut texts: Vec<&[u8]> = texts.splitn(3, |&byte| byte == 0xFF).collect();
    texts.resize(texts.len().max(2), &[]);
    let formats = [Format::Plain, Format::Markdown, Format::PdfText];
    let document = |(i, text): (usize, &&[u8])| {
        let lang = Lang::ALL[(i + choice) % 3];
        let text = String::from_utf8_lossy(text);
        let mut document = parse(lang, &text, formats[choice / 3 % 3]);
        document.set_name(format!("{lang}/side.md"));
        document
    };
    texts.iter().enumerate().map(document).collect()
}

/// An aligner with the segmentation that the first byte decides on.
fn aligner(data: &[u8]) -> Aligner {
    let choice = usize::from(data.first().copied().unwrap_or(0));
    Aligner::builder()
        .segmentation(SEGMENTATIONS[choice / 9 % 3])
        .reasons(choice >= 128)
        .build()
}

fn aligned(data: &[u8]) -> Alignment {
    let alignment = aligner(data).align(&documents(data));
    alignment.expect("languages that differ")
}

fn parse(lang: Lang, text: &str, format: Format) -> Document {
    Document::parse(lang, text, format).expect("a text that is not too long")
}
