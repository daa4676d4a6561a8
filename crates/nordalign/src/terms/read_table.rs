//! Tables of text, as spreadsheets and editors write them.

use crate::error::Error;
use crate::read::bounded::Bounded;
use crate::terms::base::invalid;
use crate::terms::rows::{Row, Rows};

/// What is said of a row that is longer than any.
const TOO_LONG: &str = "there is a cell or a row of more than 16 MiB here";

/// The rows of a table, each with its line.
///
/// # Errors
/// What is wrong, with the line, where the table gets too large.
pub(super) fn rows(text: &str) -> Result<Vec<Row>, Error> {
    let mut rows = Rows::default();
    let mut table = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(text))
        .from_reader(Bounded::new(text.as_bytes(), u64::MAX, TOO_LONG));
    let mut record = csv::StringRecord::new();
    // Counted from one row to the next, since lines may end in CR, LF or both.
    let (mut line, mut seen) = (1, 0);
    loop {
        table.get_mut().begin_piece();
        let start = usize::try_from(table.position().byte()).unwrap_or(usize::MAX);
        let start = start_of(text, start);
        line += line_ends(text.get(seen..start).unwrap_or_default());
        seen = start;
        let refused = |what: String| invalid(line, what);
        let read = table.read_record(&mut record);
        if !read.map_err(|error| refused(said(&error)))? {
            return Ok(rows.finish());
        }
        rows.begin(line);
        for (column, cell) in record.iter().enumerate() {
            rows.put(column, cell).map_err(refused)?;
        }
        rows.widen_first(record.len());
    }
}

/// What the reader says, without that it comes from reading.
fn said(error: &csv::Error) -> String {
    match error.kind() {
        csv::ErrorKind::Io(error) => format!("{error}; does a quote before it not end?"),
        _ => error.to_string(),
    }
}

/// Where a row begins, which the reader takes to begin with the blank lines before it.
fn start_of(text: &str, start: usize) -> usize {
    let from = text.get(start..).unwrap_or_default();
    start + from.len() - from.trim_start_matches(['\r', '\n']).len()
}

fn line_ends(text: &str) -> usize {
    let single = text.matches(['\r', '\n']).count();
    single - text.matches("\r\n").count()
}

/// What stands between the cells: a tab, or a semicolon where the comma is for decimals, or a
/// comma.
fn delimiter(text: &str) -> u8 {
    let text = text.trim_start_matches(['\r', '\n']);
    let header = text.split(['\r', '\n']).next().unwrap_or_default();
    let stands = |delimiter: &u8| header.as_bytes().contains(delimiter);
    [b'\t', b';', b','].into_iter().find(stands).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_however_they_end() {
        let table =
            "\r\nsv;nb\r\nkund;kunde\n\n\"avtal\r\n(nytt)\";avtale\ravgift;avgift\r\r\nlager;lager";
        let lines: Vec<usize> = rows(table).unwrap().iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [2, 3, 5, 7, 9]);
        let cells = &rows(table).unwrap()[2].1;
        assert_eq!(cells[1], "avtale");
    }

    #[test]
    fn separators_at_the_end_of_rows_take_no_room_and_columns_may_have_no_name() {
        let table = format!(
            "sv;nb;;\nkund;kunde;;en note\nlager;lager{}\n",
            ";".repeat(20_000)
        );
        let rows = rows(&table).unwrap();
        let lengths: Vec<usize> = rows.iter().map(|(_, row)| row.len()).collect();
        assert_eq!(lengths, [4, 4, 2]);
    }

    #[test]
    fn a_row_that_does_not_end_is_refused_with_its_line() {
        let table = format!("sv,nb\nkund,\"kunde\n{}", "lager,lager\n".repeat(1_500_000));
        let Err(error) = rows(&table) else {
            panic!("a row of 18 MB was read");
        };
        assert_eq!(error.line(), Some(2));
        let message = error.to_string();
        assert!(
            message.contains("does a quote before it not end?"),
            "{message}"
        );
    }

    #[test]
    fn a_table_with_more_cells_than_a_term_base_can_have_is_refused_with_the_line() {
        let wide = format!("sv,nb\nkund,kunde\na{}b\n", ",".repeat(300));
        assert_eq!(rows(&wide).unwrap_err().line(), Some(3));
        let many = format!("{}a\n", ",".repeat(200)).repeat(10_000);
        assert!(
            rows(&many)
                .unwrap_err()
                .to_string()
                .contains("2000000 cells")
        );
    }
}
