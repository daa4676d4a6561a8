//! Laws that hold for any input, tried on seeded random documents with everything that real ones
//! have.
//!
//! The laws are those of the fuzz targets (`crates/nordalign/fuzz/src/laws.rs`).

use nordalign::check::{Checked, Checker};
use nordalign::glossary::{Glossary, GlossaryBuilder};
use nordalign::write::MemoryOptions;
use nordalign::{Aligner, Alignment, Document, Format, Lang, Segmentation, identify};

use crate::generator::{Random, paragraph};
use crate::{bodies, laws, parsed};

const FORMATS: [Format; 3] = [Format::Plain, Format::Markdown, Format::PdfText];

const SEGMENTATIONS: [Segmentation; 3] = [
    Segmentation::Line,
    Segmentation::Paragraph,
    Segmentation::Sentence,
];

/// Things that real documents also contain, and that break programs.
const ODDITIES: &[&str] = &[
    "👩‍👩‍👧‍👦🏳️‍🌈 och 🦌",
    "שלום עולם",
    "مرحبا بالعالم 123",
    "A\u{30a}r och o\u{308}l, e\u{301}te\u{301}",
    "rad\u{2028}skiljare\u{2029}här",
    "noll\0tecken\u{1}\u{b}\u{c}\u{1f}",
    "mjukt\u{ad}binde\u{ad}streck",
    "\u{202e}baklänges\u{202c}",
    "\u{feff}\u{200b}\u{200d}",
    "\u{a0}12\u{202f}000\u{a0}kr",
    "\u{fffe}\u{ffff}\u{10ffff}",
    "& < > \" ' ]]> &amp; <b>",
    "\t\ttabb\u{85}nästa",
    "§§ 4–5 … —",
    "12.000.000,50 kr",
    "...",
    "1.",
    "中文字符",
];

/// Three documents with mostly the same content, each with losses, joins and oddities of its own.
fn noisy(random: &mut Random, paragraphs: usize) -> [Vec<String>; 3] {
    let mut sides: [Vec<String>; 3] = Default::default();
    for _ in 0..paragraphs {
        let texts = paragraph(random);
        let odd = *random.pick(ODDITIES);
        let shared = random.once_in(12);
        for (side, mut text) in sides.iter_mut().zip(texts) {
            if shared {
                text = format!("{text} {odd}");
            }
            match (random.below(24), side.last_mut()) {
                (0 | 1, _) => {}
                (2 | 3, Some(last)) => *last = format!("{last} {text}"),
                (4, _) => side.extend([text, random.pick(ODDITIES).to_string()]),
                (5, _) => side.extend(text.split_inclusive(". ").map(str::to_owned)),
                (6, _) => side.push("Ord".repeat(500)),
                _ => side.push(text),
            }
        }
    }
    sides
}

/// The paragraphs as in a file of `format`.
fn laid_out(random: &mut Random, paragraphs: &[String], format: Format) -> String {
    let mut source = String::new();
    let mut pages = 0;
    for (i, text) in paragraphs.iter().enumerate() {
        match (format, random.below(8)) {
            (Format::PdfText, _) => {
                for line in wrapped(text) {
                    source += &line;
                    source += " \n\n";
                }
                if i % 9 == 8 {
                    pages += 1;
                    source += &format!("{pages} \n\nÅrsredovisning {i} \n\n\u{c}");
                }
            }
            (_, 0) => source += &format!("# {text}\n\n"),
            (_, 1) => source += &format!("- {text}\n"),
            (_, 2) => source += &format!("{}. {text}\r\n", i + 1),
            (Format::Markdown, 3) => {
                source += &format!("| {text} | 12 |\n|---|---|\n| a | {i} |\n\n")
            }
            (Format::Markdown, 4) => {
                source += &format!("{{{{< note text=\"{i}\" >}}}}\n{text}\n{{{{< /note >}}}}\n")
            }
            (Format::Markdown, 5) => {
                source += &format!("> *{text}* [här](x.md)\n\n![bild {i}](b.png)\n")
            }
            _ => source += &format!("{}\n\n", wrapped(text).join("\n")),
        }
    }
    source
}

/// Lines of about 60 bytes.
fn wrapped(text: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.is_empty() => line.push_str(word),
            Some(line) if line.len() + word.len() < 60 => *line = format!("{line} {word}"),
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

fn documents(random: &mut Random, paragraphs: usize, format: Format) -> [Document; 3] {
    let sides = noisy(random, paragraphs);
    let sources = sides.map(|side| laid_out(random, &side, format));
    let mut langs = Lang::ALL.iter().copied();
    sources.map(|source| parsed(langs.next().unwrap(), &source, format))
}

fn align(documents: &[Document], segmentation: Segmentation) -> Alignment {
    let aligner = Aligner::builder()
        .segmentation(segmentation)
        .reasons(true)
        .build();
    aligner.align(documents).unwrap()
}

#[test]
fn every_unit_is_in_one_bead_and_in_one_bead_of_each_pair_in_any_format() {
    let mut random = Random::new(1);
    for format in FORMATS {
        for segmentation in SEGMENTATIONS {
            let documents = documents(&mut random, 16, format);
            documents.iter().for_each(laws::document);
            laws::alignment(&align(&documents, segmentation));
            laws::alignment(&align(&documents[1..], segmentation));
        }
    }
}

#[test]
fn every_memory_is_well_formed_and_holds_no_empty_text() {
    let mut random = Random::new(2);
    for segmentation in SEGMENTATIONS {
        let alignment = align(&documents(&mut random, 16, Format::Markdown), segmentation);
        for least in [0.0, 0.9] {
            let options = MemoryOptions::new().min_confidence(least);
            laws::tmx(&alignment, options.clone());
            laws::tmx(&alignment, options.clone().partial(true));
            for pair in alignment.pairs() {
                laws::tmx(&alignment, options.clone().pair(pair));
            }
        }
    }
}

#[test]
fn ready_made_units_with_any_text_or_none_are_covered() {
    let mut random = Random::new(4);
    for _ in 0..40 {
        let mut side = |lang| {
            let count = random.below(7);
            let units: Vec<&str> = (0..count)
                .map(|_| {
                    if random.once_in(3) {
                        ""
                    } else {
                        random.pick(ODDITIES)
                    }
                })
                .collect();
            Document::from_units(lang, units)
        };
        let documents = [Lang::Sv, Lang::Nb, Lang::Da].map(&mut side);
        for segmentation in SEGMENTATIONS {
            let alignment = align(&documents, segmentation);
            laws::alignment(&alignment);
            laws::tmx(
                &alignment,
                MemoryOptions::new().min_confidence(0.0).partial(true),
            );
        }
    }
}

#[test]
fn the_order_of_the_arguments_never_changes_which_units_belong_together() {
    let mut random = Random::new(6);
    for segmentation in SEGMENTATIONS {
        let [sv, nb, da] = documents(&mut random, 12, Format::Plain);
        let sets = |alignment: &Alignment| {
            let langs = alignment.langs();
            let mut sets: Vec<Vec<(Lang, Vec<usize>, String)>> = Vec::new();
            for bead in alignment.beads() {
                let sides = langs.iter().zip(&bead.units);
                let confidence = bead.confidence.to_string();
                let mut set: Vec<_> = sides
                    .map(|(&lang, units)| (lang, units.clone(), confidence.clone()))
                    .collect();
                set.sort();
                sets.push(set);
            }
            sets.sort();
            sets
        };
        let expected = sets(&align(&[sv.clone(), nb.clone(), da.clone()], segmentation));
        assert_eq!(
            sets(&align(&[da.clone(), nb.clone(), sv.clone()], segmentation)),
            expected
        );
        assert_eq!(
            sets(&align(&[nb.clone(), da.clone(), sv.clone()], segmentation)),
            expected
        );
        let pair = sets(&align(&[sv.clone(), nb.clone()], segmentation));
        assert_eq!(sets(&align(&[nb, sv], segmentation)), pair);
    }
}

/// Random bytes: words, oddities, layout and plain noise.
fn bytes(random: &mut Random) -> Vec<u8> {
    const LAYOUT: &[&str] = &[
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        " ",
        "  ",
        "\t",
        "# ",
        "- ",
        "* ",
        "1. ",
        "> ",
        "```",
        "`",
        "**",
        "[a](b",
        "![",
        "](",
        "{{<",
        "{{% ",
        ">}}",
        "<!--",
        "-->",
        "<p>",
        "---\n",
        "title: ",
        "|",
        "|---|",
        "&amp;",
        "&#0;",
        "kom-\n\nmun ",
        "• ",
        "\u{c}",
        "12",
        "Side 3 ",
    ];
    let mut bytes = vec![random.below(256) as u8];
    for _ in 0..random.below(40) {
        match random.below(10) {
            0 => bytes.push(random.below(256) as u8),
            1 => bytes.push(0xFF),
            2 => bytes.extend(random.pick(ODDITIES).bytes()),
            3 => bytes.extend(paragraph(random)[random.below(3)].bytes()),
            _ => bytes.extend(random.pick(LAYOUT).bytes()),
        }
    }
    bytes
}

fn fuzzed(seed: u64, rounds: usize, body: fn(&[u8])) {
    let mut random = Random::new(seed);
    for _ in 0..rounds {
        body(&bytes(&mut random));
    }
}

#[test]
fn any_bytes_can_be_read_as_plain_text() {
    fuzzed(21, 1500, bodies::plain);
}

#[test]
fn any_bytes_can_be_read_as_markdown() {
    fuzzed(22, 1500, bodies::markdown);
}

#[test]
fn any_bytes_can_be_read_as_text_from_a_pdf() {
    fuzzed(23, 1500, bodies::pdf_text);
}

#[test]
fn any_bytes_are_decoded_or_refused_with_a_reason() {
    fuzzed(24, 1500, bodies::decode_bytes);
    // With a byte-order mark, to be read as UTF-16.
    let mut random = Random::new(25);
    for mark in [[0xFF, 0xFE], [0xFE, 0xFF]] {
        for _ in 0..200 {
            bodies::decode_bytes(&[mark.as_slice(), &bytes(&mut random)].concat());
        }
    }
}

#[test]
fn any_texts_are_aligned() {
    fuzzed(26, 300, bodies::align);
}

#[test]
fn any_texts_make_a_memory() {
    fuzzed(27, 150, bodies::tmx);
}

#[test]
fn any_texts_make_a_glossary() {
    fuzzed(28, 150, bodies::glossary);
}

#[test]
fn any_bytes_are_read_as_a_memory_or_refused_with_the_line() {
    fuzzed(29, 300, bodies::read_tmx);
    // A memory that is cut, changed and doubled anywhere.
    let memory = "<?xml version=\"1.0\"?>\n<tmx version=\"1.4\"><header srclang=\"sv\"/><body>\n<tu><note>å</note>\
                  <tuv xml:lang=\"sv-SE\"><seg>En <bpt i=\"1\">&lt;b></bpt>hyresgäst<ept i=\"1\"/> &amp; två</seg></tuv>\n\
                  <tuv xml:lang='no'><seg><![CDATA[En leietaker]]></seg></tuv></tu>\n</body></tmx>";
    let mut random = Random::new(30);
    for _ in 0..600 {
        let mut bytes = memory.as_bytes().to_vec();
        for _ in 0..random.below(4) + 1 {
            let at = random.below(bytes.len());
            match random.below(4) {
                0 => bytes.truncate(at + 1),
                1 => bytes[at] = random.below(256) as u8,
                2 => {
                    let rest = bytes[at..].to_vec();
                    bytes.extend(rest);
                }
                _ => {
                    bytes.remove(at);
                    bytes.push(b'<');
                }
            }
        }
        bodies::read_tmx(&bytes);
    }
}

/// `text` with a few characters changed, dropped or doubled; digits are likely to become other
/// digits.
fn damaged(random: &mut Random, text: &str) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    for _ in 0..random.below(3) + 1 {
        let at = random.below(characters.len());
        match random.below(4) {
            0 => {
                characters.remove(at);
            }
            1 => characters.insert(at, *random.pick(&['0', '9', ',', '"', '-', 'ø'])),
            _ => {
                let digits = (0..characters.len()).cycle().skip(at);
                let digit = digits
                    .take(characters.len())
                    .find(|&i| characters[i].is_ascii_digit());
                characters[digit.unwrap_or(at)] = *random.pick(&['0', '1', '5', '9']);
            }
        }
    }
    characters.into_iter().collect()
}

/// Damages a serialised value many times, and passes it to the body; `is` says whether a value is
/// accepted.
fn keep_damaged(seed: u64, written: &str, is: fn(&str) -> bool) {
    const ROUNDS: usize = 1200;
    let mut random = Random::new(seed);
    let mut refused = 0;
    for _ in 0..ROUNDS {
        let text = damaged(&mut random, written);
        refused += usize::from(!is(&text));
        bodies::deserialize(text.as_bytes());
    }
    assert!(
        (ROUNDS / 3..ROUNDS).contains(&refused),
        "{refused} of {ROUNDS} were refused"
    );
}

#[test]
fn a_damaged_document_is_an_error_or_a_document_that_can_be_used() {
    let source = "# Én båt\n\nTo **båter** &amp; ett skip. Tre fly.\n\n- fire [tog](t.md)\n";
    let written = serde_json::to_string(&parsed(Lang::Nb, source, Format::Markdown)).unwrap();
    keep_damaged(31, &written, |text| {
        serde_json::from_str::<Document>(text).is_ok()
    });
}

#[test]
fn a_damaged_alignment_is_an_error_or_an_alignment_that_can_be_written() {
    let documents = [
        Document::from_units(Lang::Sv, ["Ett hus.", "Två hus vid ån."]),
        Document::from_units(Lang::Nb, ["Et hus.", "To hus ved elva."]),
        Document::from_units(Lang::Da, ["Et hus. To huse ved åen."]),
    ];
    let written = serde_json::to_string(&align(&documents, Segmentation::Paragraph)).unwrap();
    keep_damaged(32, &written, |text| {
        serde_json::from_str::<Alignment>(text).is_ok()
    });
}

#[test]
fn a_damaged_glossary_is_an_error_or_a_glossary_that_can_be_written() {
    let mut random = Random::new(33);
    let mut builder = GlossaryBuilder::new().min_count(2);
    builder.add(&align(
        &documents(&mut random, 12, Format::Plain),
        Segmentation::Sentence,
    ));
    let mut glossary = serde_json::to_value(builder.finish()).unwrap();
    glossary["entries"].as_array_mut().unwrap().truncate(2);
    keep_damaged(34, &glossary.to_string(), |text| {
        serde_json::from_str::<Glossary>(text).is_ok()
    });
}

#[test]
fn an_alignment_with_lines_that_the_documents_do_not_have_finds_nothing() {
    let source = "<!-- nordalign-ignore -->\n\nEn biljett kostar 90 kr.\n\nVälkommen!\n";
    let target = "En billett koster 80 kr.\n\nVelkommen!\n";
    let documents = [
        parsed(Lang::Sv, source, Format::Markdown),
        parsed(Lang::Nb, target, Format::Markdown),
    ];
    let made = align(&documents, Segmentation::Paragraph);
    let [sv, nb] = documents;
    let checker = Checker::new();
    assert_eq!(checker.check(&sv, &nb, &made).states.len(), 2);
    for lines in [[3, usize::MAX], [usize::MAX, usize::MAX], [0, 3]] {
        let mut kept = serde_json::to_value(&made).unwrap();
        kept["sides"][0]["units"][0]["lines"] = serde_json::json!(lines);
        let kept: Alignment = serde_json::from_value(kept).unwrap();
        assert_eq!(checker.check(&sv, &nb, &kept), Checked::default());
        assert_eq!(checker.check(&nb, &sv, &kept), Checked::default());
    }
}

#[test]
fn findings_on_any_texts_are_on_existing_lines() {
    fuzzed(35, 80, bodies::check);
}

#[test]
fn any_two_texts_of_up_to_two_thousand_lines_are_aligned_even_if_unrelated() {
    let mut random = Random::new(36);
    for kind in 0..9 {
        let seed = [(); 4].map(|()| random.below(256) as u8);
        bodies::unrelated(&[&[kind], seed.as_slice()].concat());
    }
}

#[test]
fn any_text_gets_the_same_language_every_time_with_a_probability() {
    let mut random = Random::new(29);
    for _ in 0..300 {
        let mut text = paragraph(&mut random).concat();
        for _ in 0..random.below(6) {
            let boundaries: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
            let odd = *random.pick(ODDITIES);
            text.insert_str(*random.pick(&boundaries), odd);
        }
        let found = identify(&text);
        assert!((0.0..=1.0).contains(&found.score), "{text}: {found:?}");
        assert_eq!(found, identify(&text), "{text}");
    }
}
