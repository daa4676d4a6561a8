//! The rows of a table or a spreadsheet, of which there may be more than fit into memory.

use std::borrow::Cow;

use crate::error::Error;
use crate::read;
use crate::terms::file::TermFile;
use crate::terms::table;

/// A row, and the line it stands on.
pub(super) type Row = (usize, Vec<String>);

/// The most columns. A cell further right stands there by mistake.
const MOST_COLUMNS: usize = 256;

/// The most cells, those included that are empty and stand before others.
const MOST_CELLS: usize = 2_000_000;

/// How long the texts of all cells may be together, in bytes.
const MOST_TEXT: usize = 32 << 20;

/// Rows while they are gathered.
#[derive(Debug, Default)]
pub(super) struct Rows {
    rows: Vec<Row>,
    cells: usize,
    text: usize,
}

impl Rows {
    /// Begins a row, unless that of `line` is begun already.
    pub(super) fn begin(&mut self, line: usize) {
        if self.rows.last().is_none_or(|(last, _)| *last != line) {
            self.rows.push((line, Vec::new()));
        }
    }

    /// Puts a text into the last row. Nothing is kept of an empty one, wherever it stands.
    ///
    /// # Errors
    /// What is wrong, where the table gets too large.
    pub(super) fn put(&mut self, column: usize, text: &str) -> Result<(), String> {
        let Some((_, row)) = self.rows.last_mut().filter(|_| !text.is_empty()) else {
            return Ok(());
        };
        if column >= MOST_COLUMNS {
            let column = letters(column);
            return Err(format!(
                "there is a cell in column {column}, and a term base has {MOST_COLUMNS} columns at most"
            ));
        }
        self.cells += (column + 1).saturating_sub(row.len());
        self.text += text.len();
        if self.cells > MOST_CELLS {
            return Err(format!("there are more than {MOST_CELLS} cells"));
        }
        if self.text > MOST_TEXT {
            let most = MOST_TEXT >> 20;
            return Err(format!("the cells have more than {most} MiB of text"));
        }
        row.resize((column + 1).max(row.len()), String::new());
        if let Some(cell) = row.get_mut(column) {
            text.clone_into(cell);
        }
        Ok(())
    }

    /// Gives the last row so many columns at least: the last of them may be empty.
    #[cfg(feature = "csv")]
    pub(super) fn widen_last(&mut self, columns: usize) {
        if let Some((_, row)) = self.rows.last_mut() {
            let columns = columns.clamp(row.len(), MOST_COLUMNS);
            self.cells += columns - row.len();
            row.resize(columns, String::new());
        }
    }

    pub(super) fn finish(self) -> Vec<Row> {
        self.rows
    }
}

/// A column as spreadsheets name it.
pub(super) fn letters(column: usize) -> String {
    let (before, last) = (column / 26, column % 26);
    let before = before.checked_sub(1).map_or_else(String::new, letters);
    let last = char::from(b'A' + last as u8);
    format!("{before}{last}")
}

/// The term base that rows are, whose cells may be protected from being formulas.
pub(super) fn of_rows(mut rows: Vec<Row>) -> Result<TermFile, Error> {
    for cell in rows.iter_mut().flat_map(|(_, row)| row) {
        if let Cow::Owned(unescaped) = read::unescape_cell(cell) {
            *cell = unescaped;
        }
    }
    table::read(rows)
}
