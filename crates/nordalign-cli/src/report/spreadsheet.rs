//! Glossaries as spreadsheets.

use std::io::{self, Write};

use nordalign::Error;
use nordalign::glossary::{Departed, Glossary, Note};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::term_pages::alternatives;

/// The widest a column is, in characters.
const MAX_WIDTH: usize = 60;

/// The longest text that a cell can hold.
const MAX_TEXT: usize = 32_767;

/// Writes one entry a row, best first, and departures from the term base on a second sheet.
pub(crate) fn write(glossary: &Glossary, out: &mut dyn Write) -> Result<(), Error> {
    let failed = |error: XlsxError| Error::from(io::Error::other(error));
    let bytes = workbook(glossary).and_then(|mut book| book.save_to_buffer());
    out.write_all(&bytes.map_err(failed)?)?;
    Ok(())
}

fn workbook(glossary: &Glossary) -> Result<Workbook, XlsxError> {
    let mut book = Workbook::new();
    // The same glossary gives the same bytes on every day.
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let entries: Vec<Vec<Cell>> = rows(glossary).collect();
    fill(book.add_worksheet(), "Terms", &header(glossary), &entries)?;
    if !glossary.departures().is_empty() {
        let rows: Vec<Vec<Cell>> = glossary.departures().iter().map(departure).collect();
        let header = DEPARTURES.map(str::to_owned);
        fill(book.add_worksheet(), "Departures", &header, &rows)?;
    }
    Ok(book)
}

/// Writes a sheet whose header stays visible and has filters.
fn fill(
    sheet: &mut Worksheet,
    name: &str,
    header: &[String],
    rows: &[Vec<Cell>],
) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    sheet.set_freeze_panes(1, 0)?;
    let bold = Format::new().set_bold();
    let score = Format::new().set_num_format("0.00");
    for (column, name) in (0..).zip(header) {
        sheet.write_string_with_format(0, column, name, &bold)?;
        let cells = rows.iter().filter_map(|row| row.get(usize::from(column)));
        let widest = cells.map(Cell::width).max().unwrap_or(0);
        let width = widest.max(name.chars().count() + 3).min(MAX_WIDTH);
        sheet.set_column_width(column, width as f64)?;
    }
    for (number, row) in (1..).zip(rows) {
        for (column, cell) in (0..).zip(row) {
            match cell {
                // Written as text, so that no cell becomes a formula, whatever it begins with.
                Cell::Text(text) => sheet.write_string(number, column, text)?,
                Cell::Count(count) => sheet.write_number(number, column, *count as f64)?,
                Cell::Score(value) => {
                    sheet.write_number_with_format(number, column, *value, &score)?
                }
            };
        }
    }
    sheet.autofilter(0, 0, rows.len() as u32, header.len() as u16 - 1)?;
    Ok(())
}

/// The columns of the sheet of departures.
const DEPARTURES: [&str; 6] = [
    "Departure",
    "Source",
    "Place",
    "Language",
    "Translation",
    "Place of the translation",
];

fn departure(departed: &Departed) -> Vec<Cell> {
    let mut row = vec![cell(departed.departure.to_string())];
    if let [source, target] = &departed.example.places[..] {
        row.extend([&source.text, &source.to_string()].map(|text| cell(text.clone())));
        row.push(cell(target.lang.code().to_owned()));
        row.extend([&target.text, &target.to_string()].map(|text| cell(text.clone())));
    }
    row
}

enum Cell {
    Text(String),
    Count(usize),
    Score(f64),
}

impl Cell {
    fn width(&self) -> usize {
        match self {
            Cell::Text(text) => text.chars().count() + 1,
            Cell::Count(_) | Cell::Score(_) => 6,
        }
    }
}

fn header(glossary: &Glossary) -> Vec<String> {
    let langs = glossary.langs();
    let mut header: Vec<String> = langs.iter().map(|lang| lang.name().to_owned()).collect();
    header.extend(["Kind", "Count", "Score"].map(str::to_owned));
    let others = langs.iter().skip(1);
    header.extend(others.map(|lang| format!("{} alternatives", lang.name())));
    header.extend(has_base(glossary).then(|| "In base".to_owned()));
    header.extend(["Notes", "Place"].map(str::to_owned));
    header
}

fn has_base(glossary: &Glossary) -> bool {
    glossary
        .entries()
        .iter()
        .any(|entry| entry.in_base.is_some())
}

fn rows(glossary: &Glossary) -> impl Iterator<Item = Vec<Cell>> {
    glossary.entries().iter().map(|entry| {
        let term = |lang: &_| entry.term(*lang);
        let langs = glossary.langs();
        let text = |lang| term(lang).map_or_else(String::new, |term| term.text.clone());
        let mut row: Vec<Cell> = langs.iter().map(|lang| cell(text(lang))).collect();
        row.push(cell(entry.kind.name().to_owned()));
        row.push(Cell::Count(entry.count));
        row.push(Cell::Score(entry.score));
        let others = langs.iter().skip(1);
        row.extend(others.map(|lang| cell(term(lang).map_or_else(String::new, alternatives))));
        let in_base = if entry.in_base == Some(true) {
            "yes"
        } else {
            ""
        };
        row.extend(has_base(glossary).then(|| cell(in_base.to_owned())));
        let notes: Vec<String> = entry.notes.iter().map(Note::to_string).collect();
        row.push(cell(notes.join("; ")));
        let place = entry.examples.first().and_then(|e| e.places.first());
        row.push(cell(place.map_or_else(String::new, ToString::to_string)));
        row
    })
}

fn cell(text: String) -> Cell {
    if text.len() <= MAX_TEXT {
        return Cell::Text(text);
    }
    Cell::Text(text.chars().take(MAX_TEXT / 4).collect())
}
