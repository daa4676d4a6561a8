//! How files are read, and the errors if they cannot be.

use std::path::Path;

use nordalign::read::decode;
use nordalign::{
    Block, BlockKind, Document, ErrorKind, Format, Lang, MarkupKind, RepairKind, identify,
};

use crate::{file, laws, parsed, units};

fn kinds(document: &Document) -> Vec<(BlockKind, &str)> {
    let blocks = document.blocks().iter();
    blocks.map(|block| (block.kind(), block.text())).collect()
}

fn block<'a>(document: &'a Document, text: &str) -> &'a Block {
    let mut blocks = document.blocks().iter();
    blocks.find(|block| block.text() == text).unwrap()
}

#[test]
fn a_blank_line_separates_paragraphs_and_a_line_break_does_not() {
    let text = "Laget møtes hver onsdag klokka seks i gymsalen på den gamle skolen,\n\
        og etterpå går de som har lyst, ned til havnen og spiser middag.\n\n\
        Ta med drikke.\n";
    let document = parsed(Lang::Nb, text, Format::Plain);
    let texts = units(&document);
    assert_eq!(texts.len(), 2, "{texts:?}");
    assert!(texts[0].contains("den gamle skolen, og etterpå"));
    assert_eq!(texts[1], "Ta med drikke.");
}

#[test]
fn line_ends_and_a_byte_order_mark_make_no_difference() {
    let unix = "Första stycket.\n\n- En punkt\n- En till\n\nSista stycket.\n";
    let windows = format!("\u{feff}{}", unix.replace('\n', "\r\n"));
    let plain = |text: &str| {
        let text = decode(text.as_bytes()).unwrap();
        let document = parsed(Lang::Sv, &text, Format::Plain);
        laws::document(&document);
        units(&document).join("|")
    };
    assert_eq!(plain(&windows), plain(unix));
    assert_eq!(
        plain(unix),
        "Första stycket.|En punkt|En till|Sista stycket."
    );
}

#[test]
fn utf_16_reads_as_utf_8_does() {
    let text = "Børnene på øen går i skole.\n";
    let mut little = vec![0xFF, 0xFE];
    little.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    let mut big = vec![0xFE, 0xFF];
    big.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    assert_eq!(decode(&little).unwrap(), text);
    assert_eq!(decode(&big).unwrap(), text);
}

#[test]
fn an_old_encoding_is_an_error_that_names_the_line_and_the_option() {
    let error = decode(b"rad ett\nrad tv\xE5\n").unwrap_err();
    assert_eq!((error.kind(), error.line()), (ErrorKind::Encoding, Some(2)));
    assert!(
        error.to_string().contains("such as windows-1252"),
        "{error}"
    );
}

#[test]
fn a_picture_is_not_text() {
    let error = decode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Binary);
}

#[test]
fn a_missing_file_and_a_folder_are_errors_with_their_path() {
    for path in ["tests/fixtures/finns-inte.sv.md", "tests/fixtures"] {
        let path = file(path);
        let error = Document::read(Lang::Sv, &path).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Io);
        assert_eq!(error.path(), Some(path.as_path()));
    }
}

#[test]
fn a_document_from_a_file_knows_its_path_and_format() {
    let path = file("examples/documents/regler.da.txt");
    let document = Document::read(Lang::Da, &path).unwrap();
    assert_eq!(Path::new(document.name()), path);
    assert_eq!(document.format(), Some(Format::Plain));
}

#[test]
fn text_extracted_from_a_pdf_is_recognised_by_its_look() {
    for &lang in Lang::ALL {
        let path = file(&format!("tests/fixtures/pdf/strategi.{lang}.txt"));
        let document = Document::read(lang, path).unwrap();
        assert_eq!(document.format(), Some(Format::PdfText));
    }
    for text in ["", "Kort text.\n", "Ett\n\nTvå\n\nTre\n"] {
        assert_eq!(
            Format::detect("a.txt", text).unwrap(),
            Format::Plain,
            "{text:?}"
        );
    }
}

#[test]
fn an_empty_text_has_no_blocks_in_any_format() {
    for format in [Format::Plain, Format::Markdown, Format::PdfText] {
        for text in ["", "\n", " \r\n\t\n"] {
            assert!(parsed(Lang::Sv, text, format).blocks().is_empty());
        }
    }
}

#[test]
fn markdown_shows_what_a_reader_sees() {
    let text = "# Hei, *verden*\n\n\
        Les [mer om turen](https://example.org) &amp; **meld deg på**.\n\n\
        > Et sitat\n\n\
        1. Første\n   - Under\n2. Andre\n\n\
        | By | Folk |\n|---|---|\n| Moss | 49 000 |\n\n\
        ![En båt](baat.jpg)\n\n\
        ```sh\nls -l\n```\n\n\
        <!-- utkast -->\n";
    let document = parsed(Lang::Nb, text, Format::Markdown);
    laws::document(&document);
    let expected = [
        (BlockKind::Heading, "Hei, verden"),
        (BlockKind::Paragraph, "Les mer om turen & meld deg på."),
        (BlockKind::Quote, "Et sitat"),
        (BlockKind::ListItem, "Første"),
        (BlockKind::ListItem, "Under"),
        (BlockKind::ListItem, "Andre"),
        (BlockKind::TableCell, "By"),
        (BlockKind::TableCell, "Folk"),
        (BlockKind::TableCell, "Moss"),
        (BlockKind::TableCell, "49 000"),
        (BlockKind::AltText, "En båt"),
        (BlockKind::Code, "```sh\nls -l\n```"),
        (BlockKind::Comment, "<!-- utkast -->"),
    ];
    assert_eq!(kinds(&document), expected);
    assert_eq!(document.units().count(), 11);
    assert_eq!(block(&document, "Under").level(), 2);
    assert_eq!(block(&document, "Andre").marker(), Some("2."));
    assert_eq!(block(&document, "49 000").level(), 2);

    let markup = block(&document, "Les mer om turen & meld deg på.").markup();
    assert_eq!(markup[0].kind, MarkupKind::Link);
    assert_eq!(markup[0].target.as_deref(), Some("https://example.org"));
    assert_eq!(markup[1].kind, MarkupKind::Strong);
}

#[test]
fn only_the_prose_of_front_matter_and_shortcodes_is_aligned() {
    let text = "---\ntitle: Vores by\nweight: 12\nsummary: Kort fortalt\n---\n\
        {{< figur src=\"a.png\" alt=\"Havnen\" >}}\n\
        {{% note %}}\nHusk billetten.\n{{% /note %}}\n";
    let document = parsed(Lang::Da, text, Format::Markdown);
    laws::document(&document);
    assert_eq!(
        units(&document),
        ["Vores by", "Kort fortalt", "Havnen", "Husk billetten."]
    );
    assert_eq!(block(&document, "Havnen").key(), Some("figur.alt"));
    assert_eq!(block(&document, "Kort fortalt").key(), Some("summary"));
}

#[test]
fn broken_front_matter_is_reported_and_the_text_below_is_read() {
    let text = "---\ntitle: \"Uden slut\nlist: [1,\n---\n\nBrødteksten står her.\n";
    let document = parsed(Lang::Da, text, Format::Markdown);
    laws::document(&document);
    let kinds: Vec<RepairKind> = document.repairs().iter().map(|r| r.kind).collect();
    assert_eq!(kinds, [RepairKind::FrontMatterUnread]);
    assert!(units(&document).contains(&"Brødteksten står her."));
}

#[test]
fn a_pdfs_lines_are_joined_and_its_page_furniture_is_left_out_with_a_note() {
    let path = file("tests/fixtures/pdf/strategi.sv.txt");
    let document = Document::read(Lang::Sv, path).unwrap();
    let texts = units(&document);
    assert!(
        texts.iter().all(|text| text.parse::<u32>().is_err()),
        "a page number is left"
    );
    let heads = texts
        .iter()
        .filter(|text| text.starts_with("Klimatplan för"));
    assert_eq!(heads.count(), 1, "the title, and no running head");
    let all = texts.join(" ");
    for whole in [
        "anger kommunfullmäktige hur",
        "AI-kapplöpning",
        "säkerhets- och beredskapsarbete",
        "EU-stadgan",
    ] {
        assert!(all.contains(whole), "{whole}");
    }
    let kinds: Vec<RepairKind> = document.repairs().iter().map(|r| r.kind).collect();
    for kind in [
        RepairKind::LinesJoined,
        RepairKind::HyphenRemoved,
        RepairKind::PageNumberDropped,
        RepairKind::RunningHeadDropped,
    ] {
        assert!(kinds.contains(&kind), "{kind:?}");
    }
}

#[test]
fn a_position_counts_lines_and_characters_from_one() {
    let document = parsed(Lang::Nb, "Å ja.\r\n\r\nÆrlig talt.\n", Format::Plain);
    let span = document.blocks()[1].span();
    let position = document.position(span.start + "Æ".len());
    assert_eq!((position.line, position.column), (3, 2));
}

#[test]
fn the_language_of_a_whole_document_is_identified() {
    for &lang in Lang::ALL {
        let path = file(&format!("examples/documents/regler.{lang}.txt"));
        let document = Document::read(lang, path).unwrap();
        assert_eq!(identify(document.source()).language.lang(), Some(lang));
    }
}
