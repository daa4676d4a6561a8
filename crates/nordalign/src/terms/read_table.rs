//! Tables of text, as spreadsheets and editors write them.

use crate::error::Error;
use crate::read::bounded::Bounded;
use crate::terms::base::invalid;
use crate::terms::rows::{Row, Rows};
use crate::terms::table::{MOST_ABOVE, names_columns};

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
    let mut is_below = false;
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
        // The last columns may have no names.
        if !is_below && names_columns(record.iter()) {
            rows.widen_last(record.len());
            is_below = true;
        }
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

/// What stands between the cells: what a first line for Excel says (`sep=;`), or else what parts the
/// names of the columns, or else the first row.
fn delimiter(text: &str) -> u8 {
    let lines = text.split(['\r', '\n']);
    let mut lines = lines.filter(|line| !line.is_empty()).take(MOST_ABOVE);
    let first = lines.next().unwrap_or_default();
    if let Some(said) = said_delimiter(first) {
        return said;
    }
    let parts_names = |line: &str| {
        let names = |delimiter: &char| {
            let cells = line.split(*delimiter);
            names_columns(cells.map(|cell| cell.trim().trim_matches('"')))
        };
        DELIMITERS.into_iter().find(names)
    };
    let parting = [first].into_iter().chain(lines).find_map(parts_names);
    let parting = parting.or_else(|| {
        let mut all = DELIMITERS.into_iter();
        all.find(|delimiter| first.contains(*delimiter))
    });
    parting.map_or(b',', |delimiter| delimiter as u8)
}

/// A tab, or a semicolon where the comma is for decimals, or a comma.
const DELIMITERS: [char; 3] = ['\t', ';', ','];

/// What a line for Excel says that cells have between them.
fn said_delimiter(line: &str) -> Option<u8> {
    let line = line.strip_prefix('"').unwrap_or(line);
    let (said, delimiter) = line.as_bytes().split_at_checked(4)?;
    let delimiter = *delimiter.first()?;
    (said.eq_ignore_ascii_case(b"sep=") && delimiter.is_ascii()).then_some(delimiter)
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
    fn cells_are_parted_as_a_first_line_or_the_names_of_the_columns_say() {
        for table in [
            "sep=;\nsv;nb\nkund;kunde, klient\n",
            "\"sep=;\"\r\nsv;nb\r\nkund;kunde, klient\r\n",
            "SEP=|\nsv|nb\nkund|kunde, klient\n",
            "Termer, andra utgåvan;\n;\nSvenska;Norska\nkund;kunde, klient\n",
            "\"Termer; nya\"\nsv\tnb\nkund\tkunde, klient\n",
        ] {
            let rows = rows(table).unwrap();
            let (_, last) = rows.last().unwrap();
            assert_eq!(last, &["kund", "kunde, klient"], "{table}");
        }
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
