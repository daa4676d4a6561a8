//! Spreadsheets in XLSX: the first sheet of a workbook.

use std::io::Cursor;

use calamine::{DataRef, Reader, Xlsx, XlsxError};

use super::Row;

/// Whether the bytes are an archive, as XLSX is.
pub(super) fn is_sheet(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// Whether they are a document of a program of old, as XLS is.
pub(super) fn is_old(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xD0\xCF\x11\xE0")
}

/// The rows of the first sheet, each with its number. Cells are read one by one: a sheet may be said to have any size.
pub(super) fn rows(bytes: Vec<u8>) -> Result<Vec<Row>, XlsxError> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes))?;
    let Some(sheet) = book.sheet_names().first().cloned() else {
        return Ok(Vec::new());
    };
    let mut rows: Vec<Row> = Vec::new();
    let mut cells = book.worksheet_cells_reader(&sheet)?;
    while let Some(cell) = cells.next_cell()? {
        let (row, column) = cell.get_position();
        let text = text(cell.get_value());
        if text.is_empty() {
            continue;
        }
        let (line, column) = (row as usize + 1, column as usize);
        if rows.last().is_none_or(|(last, _)| *last != line) {
            rows.push((line, Vec::new()));
        }
        if let Some((_, row)) = rows.last_mut() {
            row.resize((column + 1).max(row.len()), String::new());
            if let Some(cell) = row.get_mut(column) {
                *cell = text;
            }
        }
    }
    Ok(rows)
}

fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(value) => value.to_string(),
        DataRef::Float(value) => value.to_string(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.clone()
        }
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(value) => value.to_string(),
        DataRef::DateTime(value) => value.to_string(),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}
