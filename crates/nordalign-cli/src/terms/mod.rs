//! Term bases, as firms have them: tables of text, spreadsheets and TBX.

mod archive;
mod bounded;
mod rows;
mod sheet;
mod table;
mod tbx;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use nordalign::check::TermBase;
use nordalign::{Error, read};

use crate::failure::Failure;
use crate::message;

use rows::Row;

/// The longest term base that is read, in bytes.
const MOST_BYTES: usize = 128 << 20;

/// How many entries that cannot be used are named; the others are counted.
const MOST_NAMED: usize = 10;

/// Reads the term base at `path`, in the format that its beginning says. What is wrong with it is a matter of usage, as with a
/// configuration; entries of a TBX that cannot be used are named and left out.
pub(crate) fn read(path: &Path) -> Result<TermBase, Failure> {
    let bytes = bytes(path).map_err(|error| Failure::io(path, error))?;
    if bytes.len() > MOST_BYTES {
        let most = MOST_BYTES >> 20;
        let message = format!("{}: a term base has {most} MiB at most", path.display());
        return Err(
            Failure::usage(message).with_hint("keep the languages and entries that are used")
        );
    }
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
            Failure::usage(message).with_hint("save the terms alone, as .xlsx or as .csv in UTF-8")
        };
        return of_table(path, sheet::rows(bytes).map_err(unreadable)?);
    }
    let text = read::decode(&bytes).map_err(refused)?;
    drop(bytes);
    let unreadable = |(line, message): (usize, String)| {
        Failure::usage(format!("{}:{line}: {message}", path.display()))
    };
    if !text.trim_start().starts_with('<') {
        return of_table(path, table::rows(&text).map_err(unreadable)?);
    }
    let concepts = tbx::concepts(&text).map_err(unreadable)?;
    drop(text);
    warn(
        path,
        concepts
            .remarks
            .iter()
            .map(|(line, remark)| format!("{}:{line}: {remark}", path.display())),
    );
    let (base, errors) = TermBase::from_concepts(concepts.rows).map_err(refused)?;
    warn(
        path,
        errors.into_iter().map(|error| {
            let error = error.with_path(path);
            format!("{error}; the entry is left out")
        }),
    );
    Ok(base)
}

/// What the file holds, and one byte more than is allowed where it holds more.
fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?
        .take(MOST_BYTES as u64 + 1)
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Warns of the first few.
fn warn(path: &Path, warnings: impl ExactSizeIterator<Item = String>) {
    let more = warnings.len().saturating_sub(MOST_NAMED);
    warnings
        .take(MOST_NAMED)
        .for_each(|warning| message::warning(&warning));
    if more > 0 {
        message::warning(&format!("{}: {more} more like these", path.display()));
    }
}

fn of_table(path: &Path, mut rows: Vec<Row>) -> Result<TermBase, Failure> {
    for cell in rows.iter_mut().flat_map(|(_, row)| row) {
        if let Cow::Owned(unescaped) = read::unescape_cell(cell) {
            *cell = unescaped;
        }
    }
    let twice = same_ids(&rows).into_iter().map(|(line, id, before)| {
        let place = format!("{}:{line}", path.display());
        format!("{place}: the id {id} stands on line {before} already")
    });
    let twice: Vec<String> = twice.collect();
    let refused = |error: Error| Failure::usage(error.with_path(path).to_string());
    let base = TermBase::from_rows(rows).map_err(refused)?;
    warn(path, twice.into_iter());
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
