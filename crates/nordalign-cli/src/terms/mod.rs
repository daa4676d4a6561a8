//! Term bases, as firms have them: tables of text, spreadsheets and TBX.

mod sheet;
mod table;
mod tbx;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use nordalign::check::TermBase;
use nordalign::{Error, read};

use crate::failure::Failure;
use crate::message;

/// A row, and the line it stands on.
type Row = (usize, Vec<String>);

/// Reads the term base at `path`, in the format that its beginning says. What is wrong with it is a matter of usage, as with a
/// configuration; entries of a TBX that cannot be used are named and left out.
pub(crate) fn read(path: &Path) -> Result<TermBase, Failure> {
    let bytes = fs::read(path).map_err(|error| Failure::io(path, error))?;
    let refused = |error: Error| Failure::usage(error.with_path(path).to_string());
    if sheet::is_old(&bytes) {
        let message = format!("{}: this is a spreadsheet in an old format", path.display());
        return Err(Failure::usage(message).with_hint("save it as .xlsx"));
    }
    if sheet::is_sheet(&bytes) {
        let unreadable = |error| {
            let message = format!(
                "{}: the spreadsheet cannot be read: {error}",
                path.display()
            );
            Failure::usage(message).with_hint("save it as .xlsx, or as .csv in UTF-8")
        };
        return of_table(path, &sheet::rows(bytes).map_err(unreadable)?);
    }
    let text = read::decode(&bytes).map_err(refused)?;
    if !text.trim_start().starts_with('<') {
        let unreadable = |error| Failure::usage(format!("{}: {error}", path.display()));
        return of_table(path, &table::rows(&text).map_err(unreadable)?);
    }
    let concepts = tbx::concepts(&text).map_err(|(line, message)| {
        Failure::usage(format!("{}:{line}: {message}", path.display()))
    })?;
    for (line, remark) in &concepts.remarks {
        message::warning(&format!("{}:{line}: {remark}", path.display()));
    }
    let (base, errors) = TermBase::from_concepts(concepts.rows).map_err(refused)?;
    for error in errors {
        let error = error.with_path(path);
        message::warning(&format!("{error}; the entry is left out"));
    }
    Ok(base)
}

fn of_table(path: &Path, rows: &[Row]) -> Result<TermBase, Failure> {
    let refused = |error: Error| Failure::usage(error.with_path(path).to_string());
    let base = TermBase::from_rows(rows.iter().map(|(line, row)| (*line, row))).map_err(refused)?;
    for (line, id, before) in same_ids(rows) {
        let place = format!("{}:{line}", path.display());
        message::warning(&format!(
            "{place}: the id {id} stands on line {before} already"
        ));
    }
    Ok(base)
}

/// Rows whose cell in a column `id` stood in one before: the line, the id, and the line before.
fn same_ids(rows: &[Row]) -> Vec<(usize, &str, usize)> {
    let mut rows = rows.iter();
    let header = rows.next().map_or(&[][..], |(_, header)| header);
    let is_id = |name: &String| name.trim().eq_ignore_ascii_case("id");
    let Some(column) = header.iter().position(is_id) else {
        return Vec::new();
    };
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    let ids = rows.filter_map(|(line, row)| Some((*line, row.get(column)?.trim())));
    let twice = ids.filter(|(_, id)| !id.is_empty());
    let twice = twice.filter_map(|(line, id)| {
        let before = known.insert(id, line)?;
        Some((line, id, before))
    });
    twice.collect()
}
