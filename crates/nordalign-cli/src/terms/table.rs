//! Tables of text, as spreadsheets and editors write them.

use super::Row;

/// The rows of a table, each with its line.
///
/// # Errors
/// None of text in UTF-8 is known; what the reader says.
pub(super) fn rows(text: &str) -> Result<Vec<Row>, csv::Error> {
    let mut rows = Vec::new();
    let mut table = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(text))
        .from_reader(text.as_bytes());
    // Counted from one row to the next, since lines may end in CR, LF or both.
    let (mut line, mut seen) = (1, 0);
    for record in table.records() {
        let record = record?;
        let start = record.position().map_or(0, csv::Position::byte);
        let start = start_of(text, usize::try_from(start).unwrap_or(usize::MAX));
        line += line_ends(text.get(seen..start).unwrap_or_default());
        seen = start;
        rows.push((line, record.iter().map(str::to_owned).collect()));
    }
    Ok(rows)
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

/// What stands between the cells: a tab, or a semicolon where the comma is for decimals, or a comma.
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
}
