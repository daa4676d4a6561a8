//! Spreadsheets in XLSX: the first sheet of a workbook, as any program writes it.

use quick_xml::events::Event;

use crate::terms::archive::{Archive, Part};
use crate::terms::rows::{Row, Rows, letters};
use crate::terms::xml::{attribute, character};

/// How long the texts that cells share may be together, in bytes, and how many there may be.
const MOST_SHARED_TEXT: usize = 64 << 20;
const MOST_SHARED: usize = 2_000_000;

/// What the first sheet of a workbook holds.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    /// The rows that have any text, each with its number.
    pub(super) rows: Vec<Row>,
    /// The first cell, with its row, whose formula was never worked out, and how many there are.
    pub(super) unknown: Option<(usize, String)>,
    pub(super) unknowns: usize,
}

/// Reads the first sheet.
///
/// # Errors
/// What is wrong, if it is no workbook, or too large.
pub(super) fn read(bytes: Vec<u8>) -> Result<Sheet, String> {
    let mut archive = Archive::open(bytes)?;
    let book = Book::of(&mut archive)?;
    let mut found = Sheet::default();
    let Some(sheet) = &book.sheet else {
        return Ok(found);
    };
    let shared = Shared::of(&mut archive, &book.shared)?;
    let mut part = archive
        .part(sheet)?
        .ok_or(format!("{sheet} is not there"))?;
    let mut rows = Rows::default();
    // Where a cell stands that does not say so.
    let (mut line, mut column) = (1_usize, 0_usize);
    loop {
        match part.next()? {
            Event::Start(element) if element.local_name().as_ref() == "row" => {
                let number = attribute(&element, "r").and_then(|number| number.parse().ok());
                line = number.unwrap_or(line);
            }
            Event::End(element) if element.local_name().as_ref() == "row" => {
                (line, column) = (line.saturating_add(1), 0);
            }
            Event::Start(element) if element.local_name().as_ref() == "c" => {
                let mut row = line;
                if let Some(place) = attribute(&element, "r") {
                    let known = place_of(&place).ok_or(format!("{place} is no cell"))?;
                    (row, column) = known;
                }
                let kind = attribute(&element, "t").unwrap_or_default();
                let (text, has_formula) = cell(&mut part, &kind, &shared)?;
                // A formula that gives an empty text says that it is text.
                if has_formula && text.is_empty() && kind.is_empty() {
                    found.unknowns += 1;
                    let place = || (row, format!("{}{row}", letters(column)));
                    found.unknown.get_or_insert_with(place);
                }
                if !text.is_empty() {
                    rows.begin(row);
                    let refused = |what| format!("row {row}: {what}");
                    rows.put(column, &text).map_err(refused)?;
                }
                column = column.saturating_add(1);
            }
            Event::End(element) if element.local_name().as_ref() == "sheetData" => {
                found.rows = rows.finish();
                return Ok(found);
            }
            _ => {}
        }
    }
}

/// Row and column of a place such as `B12`, the row from 1 and the column from 0.
fn place_of(place: &str) -> Option<(usize, usize)> {
    let digits = place.find(|c: char| c.is_ascii_digit())?;
    let (letters, row) = place.split_at(digits);
    let mut column: usize = 0;
    for letter in letters.chars() {
        let digit = letter.to_digit(36).filter(|digit| *digit >= 10)? as usize;
        column = column.checked_mul(26)?.checked_add(digit - 9)?;
    }
    Some((row.parse().ok()?, column.checked_sub(1)?))
}

/// The text of a cell of a kind, whose beginning was read, and whether it has a formula.
fn cell(part: &mut Part<'_>, kind: &str, shared: &Shared) -> Result<(String, bool), String> {
    let (mut text, mut has_formula) = (String::new(), false);
    loop {
        match part.next()? {
            Event::Start(element) => match element.local_name().as_ref() {
                "is" => text = string(part, "is")?,
                "f" => has_formula = true,
                // Beside a text of its own, a value says nothing.
                "v" if kind != "inlineStr" => {
                    text = value(&plain(part, "v")?, kind, shared)?;
                }
                _ => {}
            },
            Event::End(element) if element.local_name().as_ref() == "c" => {
                return Ok((text, has_formula));
            }
            _ => {}
        }
    }
}

/// The text that a value stands for: a date is the number that it is kept as, and an error no text.
fn value(value: &str, kind: &str, shared: &Shared) -> Result<String, String> {
    Ok(match kind {
        "s" if value.is_empty() => String::new(),
        "s" => {
            let number = value.trim().parse().ok();
            let text = number.and_then(|number| shared.get(number));
            text.ok_or(format!("there is no shared text {value}"))?
                .to_owned()
        }
        "b" => match value.trim().to_ascii_lowercase().as_str() {
            "1" | "true" => "true".to_owned(),
            "0" | "false" => "false".to_owned(),
            other => other.to_owned(),
        },
        "e" => String::new(),
        "str" => unescaped(value),
        "d" => value.to_owned(),
        // So that `1.50` and `1.5E0` are one number.
        _ => match value.parse::<f64>() {
            Ok(number) => number.to_string(),
            Err(_) => value.to_owned(),
        },
    })
}

/// What a workbook says of its parts.
struct Book {
    /// The first sheet.
    sheet: Option<String>,
    /// The texts that cells share.
    shared: String,
}

impl Book {
    fn of(archive: &mut Archive) -> Result<Self, String> {
        let package = relations(archive, "_rels/.rels")?;
        let book = package
            .iter()
            .find(|relation| relation.is("officeDocument"));
        let path = book.map_or("xl/workbook.xml", |book| {
            book.target.trim_start_matches('/')
        });
        let (folder, name) = match path.rfind('/') {
            Some(slash) => path.split_at(slash + 1),
            None => ("", path),
        };
        let of_book = relations(archive, &format!("{folder}_rels/{name}.rels"))?;
        // From the root, or else from the workbook's folder.
        let path_of = |relation: &Relation| match relation.target.strip_prefix('/') {
            Some(path) => path.to_owned(),
            None => format!("{folder}{}", relation.target),
        };
        let shared = of_book.iter().find(|relation| relation.is("sharedStrings"));
        let shared = shared.map_or_else(|| format!("{folder}sharedStrings.xml"), path_of);
        let mut part = archive.part(path)?.ok_or("it is no workbook")?;
        loop {
            match part.next()? {
                Event::Start(element) if element.local_name().as_ref() == "sheet" => {
                    let id = attribute(&element, "id");
                    let mut sheets = of_book.iter().filter(|relation| relation.is("worksheet"));
                    if let Some(sheet) = sheets.find(|sheet| Some(&sheet.id) == id.as_ref()) {
                        let sheet = Some(path_of(sheet));
                        return Ok(Book { sheet, shared });
                    }
                }
                Event::End(element) if element.local_name().as_ref() == "workbook" => {
                    let sheet = None;
                    return Ok(Book { sheet, shared });
                }
                _ => {}
            }
        }
    }
}

/// What one part says of another.
struct Relation {
    id: String,
    kind: String,
    target: String,
}

impl Relation {
    /// Whether it is of this kind. Documents that hold strictly to the standard name kinds by
    /// another address, with the same end.
    fn is(&self, kind: &str) -> bool {
        self.kind.rsplit('/').next() == Some(kind)
    }
}

/// The relations that a part lists; none if it is not there.
fn relations(archive: &mut Archive, name: &str) -> Result<Vec<Relation>, String> {
    let mut relations = Vec::new();
    let Some(mut part) = archive.part(name)? else {
        return Ok(relations);
    };
    loop {
        match part.next()? {
            Event::Start(element) if element.local_name().as_ref() == "Relationship" => {
                let [id, kind, target] = ["Id", "Type", "Target"]
                    .map(|name| attribute(&element, name).unwrap_or_default());
                relations.push(Relation { id, kind, target });
            }
            Event::End(element) if element.local_name().as_ref() == "Relationships" => {
                return Ok(relations);
            }
            _ => {}
        }
    }
}

/// The texts that cells share.
#[derive(Default)]
struct Shared {
    /// One after the other.
    text: String,
    ends: Vec<usize>,
}

impl Shared {
    fn of(archive: &mut Archive, name: &str) -> Result<Self, String> {
        let mut shared = Shared::default();
        let Some(mut part) = archive.part(name)? else {
            return Ok(shared);
        };
        loop {
            match part.next()? {
                Event::Start(element) if element.local_name().as_ref() == "si" => {
                    shared.text.push_str(&string(&mut part, "si")?);
                    shared.ends.push(shared.text.len());
                    if shared.ends.len() > MOST_SHARED || shared.text.len() > MOST_SHARED_TEXT {
                        return Err(format!("{name}: there is too much text"));
                    }
                }
                Event::End(element) if element.local_name().as_ref() == "sst" => return Ok(shared),
                _ => {}
            }
        }
    }

    fn get(&self, number: usize) -> Option<&str> {
        let end = *self.ends.get(number)?;
        let before = number.checked_sub(1);
        let start = before.and_then(|before| self.ends.get(before));
        self.text.get(start.copied().unwrap_or(0)..end)
    }
}

/// The text up to the end of an element, of all its runs, without how it is pronounced.
fn string(part: &mut Part<'_>, closing: &str) -> Result<String, String> {
    let mut text = String::new();
    let mut is_phonetic = false;
    loop {
        match part.next()? {
            Event::Start(element) => match element.local_name().as_ref() {
                "rPh" => is_phonetic = true,
                "t" if !is_phonetic => {
                    let keeps = attribute(&element, "space").as_deref() == Some("preserve");
                    let run = plain(part, "t")?;
                    let run = match keeps {
                        true => run.as_str(),
                        // No-break spaces stay.
                        false => run.trim_matches([' ', '\t', '\r', '\n']),
                    };
                    text.push_str(&unescaped(run));
                }
                _ => {}
            },
            Event::End(element) => match element.local_name().as_ref() {
                "rPh" => is_phonetic = false,
                name if name == closing => return Ok(text),
                _ => {}
            },
            _ => {}
        }
    }
}

/// The text up to the end of an element, as it stands there.
fn plain(part: &mut Part<'_>, closing: &str) -> Result<String, String> {
    let mut text = String::new();
    loop {
        match part.next()? {
            Event::Text(more) => text.push_str(&more.xml10_content()),
            Event::CData(more) => text.push_str(&more.xml10_content()),
            Event::GeneralRef(reference) => {
                let found = character(&reference);
                text.push(found.ok_or_else(|| format!("&{}; is no character", &*reference))?);
            }
            Event::End(element) if element.local_name().as_ref() == closing => return Ok(text),
            _ => {}
        }
    }
}

/// The text without the escapes of office documents, as `_x000D_` for a carriage return.
fn unescaped(text: &str) -> String {
    let mut plain = String::new();
    let mut units: Vec<u16> = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if let Some(unit) = escape(rest) {
            units.push(unit);
            rest = rest.get(ESCAPE..).unwrap_or_default();
            continue;
        }
        plain.push_str(&decoded(&mut units));
        plain.push(c);
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
    }
    plain.push_str(&decoded(&mut units));
    plain
}

/// The length of `_x000D_`.
const ESCAPE: usize = 7;

/// The unit of UTF-16 that a text begins with the escape of.
fn escape(text: &str) -> Option<u16> {
    let digits = text.get(..ESCAPE)?.strip_prefix("_x")?.strip_suffix('_')?;
    let are_digits = digits.chars().all(|digit| digit.is_ascii_hexdigit());
    u16::from_str_radix(digits, 16).ok().filter(|_| are_digits)
}

/// The characters of units of UTF-16, of which none are left.
fn decoded(units: &mut Vec<u16>) -> String {
    let units = std::mem::take(units);
    char::decode_utf16(units)
        .map(|c| c.unwrap_or('\u{fffd}'))
        .collect()
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn rows(bytes: Vec<u8>) -> Result<Vec<Row>, String> {
        read(bytes).map(|sheet| sheet.rows)
    }

    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    /// A workbook whose first sheet has these rows, and whose shared texts are these.
    fn book(rows: &str, shared: &str) -> Vec<u8> {
        let relation = |id: &str, kind: &str, target: &str| {
            format!(
                r#"<Relationship Id="{id}" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/{kind}" Target="{target}"/>"#
            )
        };
        let relations = |all: &[String]| format!("<Relationships>{}</Relationships>", all.concat());
        let parts = [
            ("_rels/.rels", relations(&[relation("r1", "officeDocument", "/xl/workbook.xml")])),
            (
                "xl/_rels/workbook.xml.rels",
                relations(&[
                    relation("r1", "chartsheet", "chartsheets/sheet1.xml"),
                    relation("r2", "worksheet", "worksheets/sheet1.xml"),
                    relation("r3", "worksheet", "/xl/worksheets/sheet2.xml"),
                    relation("r4", "sharedStrings", "sharedStrings.xml"),
                ]),
            ),
            (
                "xl/workbook.xml",
                r#"<x:workbook xmlns:x="a" xmlns:r="b"><x:sheets><x:sheet sheetId="7" r:id="r1"/><x:sheet sheetId="1" r:id="r3"/><x:sheet r:id="r2"/></x:sheets></x:workbook>"#.to_owned(),
            ),
            (
                "XL\\worksheets\\Sheet2.xml",
                format!(r#"<worksheet xmlns="{MAIN}"><dimension ref="A1:XFD1048576"/><sheetData>{rows}</sheetData></worksheet>"#),
            ),
            (
                "xl/sharedStrings.xml",
                format!(r#"<sst xmlns="{MAIN}" count="4294967295" uniqueCount="4294967295">{shared}</sst>"#),
            ),
        ];
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts {
            zip.start_file(name, SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn cells_of_every_kind_are_read_as_a_spreadsheet_shows_them() {
        let cells = [
            r#"<row r="2" hidden="1"><c r="B2" t="s"><v>1</v></c><c t="s"><v>0</v></c><c><f>1+1</f><v>2.50</v></c></row>"#,
            r#"<row><c t="str"><f>A1</f><v>a_x0041_ &amp; b</v></c><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c><c t="d"><v>2024-01-02</v></c><c s="1"><v>45352</v></c></row>"#,
            r#"<row r="9"><c r="A9" t="inlineStr"><is><t> kund </t></is></c><c r="C9" s="4"/><c r="D9" t="n"><v>1E3</v></c></row>"#,
        ];
        let shared = r#"<si><r><t>fet </t></r><r><t xml:space="preserve"> och</t></r><rPh><t>uttal</t></rPh></si><si><t>&#229;r</t></si>"#;
        let rows = rows(book(&cells.concat(), shared)).unwrap();
        let expected: [(usize, &[&str]); 3] = [
            (2, &["", "år", "fet och", "2.5"]),
            (3, &["aA & b", "true", "", "2024-01-02", "45352"]),
            (9, &["kund", "", "", "1000"]),
        ];
        let rows: Vec<(usize, Vec<&str>)> = rows
            .iter()
            .map(|(line, row)| (*line, row.iter().map(String::as_str).collect()))
            .collect();
        assert_eq!(rows, expected.map(|(line, row)| (line, row.to_vec())));
    }

    #[test]
    fn a_formula_without_a_value_is_told_from_one_whose_value_is_empty() {
        let cells = r#"<row r="2"><c r="B2"><f>A1</f><v/></c><c r="C2" t="str"><f>A1</f><v></v></c><c r="D2"><f>A1</f></c></row>"#;
        let sheet = read(book(cells, "")).unwrap();
        assert_eq!(sheet.unknown, Some((2, "B2".to_owned())));
        assert_eq!(sheet.unknowns, 2);
    }

    #[test]
    fn a_format_in_the_last_column_counts_for_nothing_and_a_text_there_is_refused() {
        let row = |cell: &str| format!(r#"<row><c t="str"><v>sv</v></c>{cell}</row>"#);
        let format = row(r#"<c r="XFD1" s="1"/>"#).repeat(3000);
        assert_eq!(rows(book(&format, "")).unwrap().len(), 3000);
        let text = row("") + &row(r#"<c r="XFD2"><v>1</v></c>"#);
        let message = rows(book(&text, "")).unwrap_err();
        assert!(
            message.contains("row 2") && message.contains("column XFD"),
            "{message}"
        );
        let text = row(r#"<c r="ZZZZZZZZZZZZZZZZZZZZ1"><v>1</v></c>"#);
        assert!(rows(book(&text, "")).is_err());
    }

    #[test]
    fn what_a_small_file_unpacks_to_is_bounded() {
        let row = |cell: &str| format!("<row><c t=\"s\"><v>{cell}</v></c></row>");
        let long = format!("<si><t>{}</t></si>", "a".repeat(30_000));
        for (cells, shared, says) in [
            (row("0").repeat(2000), long.clone(), "32 MiB of text"),
            (row("0"), long.repeat(3000), "too much text"),
            (
                row("0"),
                format!("<si><t>{}</t></si>", "a".repeat(17 << 20)),
                "16 MiB",
            ),
            (row(&"<a>".repeat(200)), String::new(), "in each other"),
            (row("7"), String::new(), "no shared text 7"),
        ] {
            let message = rows(book(&cells, &shared)).unwrap_err();
            assert!(message.contains(says), "{message}");
        }
    }
}
