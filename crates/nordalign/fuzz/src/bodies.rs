//! One body a target: bytes in, and a panic if a law of the library does not hold.

use nordalign::glossary::GlossaryBuilder;
use nordalign::read::{TmxReader, decode};
use nordalign::write::MemoryOptions;
use nordalign::{Aligner, Alignment, Document, ErrorKind, Format, Lang, Segmentation};

use super::laws;

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
            let format = Format::detect("fil.txt", &text);
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

fn read(data: &[u8], format: Format) {
    let Some((&first, text)) = data.split_first() else {
        return;
    };
    let lang = Lang::ALL[usize::from(first) % 3];
    laws::document(&parse(lang, &String::from_utf8_lossy(text), format));
}

/// The texts between the first bytes `0xFF`, two or three of them, in an order, a format and a segmentation that the
/// first byte decides on.
fn aligned(data: &[u8]) -> Alignment {
    let (first, texts) = data.split_first().unwrap_or((&0, &[]));
    let choice = usize::from(*first);
    let mut texts: Vec<&[u8]> = texts.splitn(3, |&byte| byte == 0xFF).collect();
    texts.resize(texts.len().max(2), &[]);
    let formats = [Format::Plain, Format::Markdown, Format::PdfText];
    let segmentations = [
        Segmentation::Line,
        Segmentation::Paragraph,
        Segmentation::Sentence,
    ];
    let document = |(i, text): (usize, &&[u8])| {
        let lang = Lang::ALL[(i + choice) % 3];
        let text = String::from_utf8_lossy(text);
        parse(lang, &text, formats[choice / 3 % 3])
    };
    let documents: Vec<Document> = texts.iter().enumerate().map(document).collect();
    let aligner = Aligner::builder()
        .segmentation(segmentations[choice / 9 % 3])
        .reasons(choice >= 128)
        .build();
    aligner.align(&documents).expect("languages that differ")
}

fn parse(lang: Lang, text: &str, format: Format) -> Document {
    Document::parse(lang, text, format).expect("a text that is not too long")
}
