//! Term bases from tables, as spreadsheets and editors write them.

use std::fs;
use std::path::Path;

use nordalign::check::TermBase;
use nordalign::{Error, read};

use crate::failure::Failure;

/// Reads the term base at `path`. What is wrong with it is a matter of usage, as with a configuration.
pub(crate) fn read(path: &Path) -> Result<TermBase, Failure> {
    let bytes = fs::read(path).map_err(|error| Failure::io(path, error))?;
    let refused = |error: Error| Failure::usage(error.with_path(path).to_string());
    let text = read::decode(&bytes).map_err(refused)?;
    let mut rows = Vec::new();
    let mut table = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(&text))
        .from_reader(text.as_bytes());
    for record in table.records() {
        // The text is UTF-8 already, and rows may have any length.
        let record =
            record.map_err(|error| Failure::usage(format!("{}: {error}", path.display())))?;
        let line = record.position().map_or(1, |start| line_of(&text, start));
        let cells: Vec<String> = record.iter().map(str::to_owned).collect();
        rows.push((line, cells));
    }
    TermBase::from_rows(rows).map_err(refused)
}

/// The line of a row, which the reader takes to begin with the blank lines before it.
fn line_of(text: &str, start: &csv::Position) -> usize {
    let number = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    let from = text.get(number(start.byte())..).unwrap_or_default();
    let blank = from.len() - from.trim_start_matches(['\r', '\n']).len();
    number(start.line()) + from[..blank].matches('\n').count()
}

/// What stands between the cells: a tab, or a semicolon where the comma is for decimals, or a comma.
fn delimiter(text: &str) -> u8 {
    let header = text.lines().next().unwrap_or_default();
    let stands = |delimiter: &u8| header.as_bytes().contains(delimiter);
    [b'\t', b';', b','].into_iter().find(stands).unwrap_or(b',')
}
