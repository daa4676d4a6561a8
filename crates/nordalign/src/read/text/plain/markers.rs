//! Which lines begin with a marker of a list or a heading.

use super::row::{Row, continues_run, row_ending};
use super::wrap::Widths;
use crate::read::text::list_marker::{Passage, verdicts};

/// Decides which markers are markers where they stand.
pub(super) fn judge_markers(source: &str, rows: &mut [Row], widths: &Widths) {
    let mut starts = Vec::new();
    let mut entries: Vec<Passage> = Vec::new();
    let mut before: Option<&Row> = None;
    for (i, row) in rows.iter().enumerate() {
        let same_run = before.is_some_and(|before| continues_run(before, row));
        match entries.last_mut() {
            Some(entry) if same_run && row.marker.is_none() => {
                entry.ending = row_ending(source, row)
            }
            _ => {
                starts.push(i);
                let after_open =
                    same_run && before.is_some_and(|before| widths.breaks_off(source, before, row));
                entries.push(Passage {
                    marker: row.marker,
                    text: row.item_text(source),
                    indent: row.line.indent,
                    ending: row_ending(source, row),
                    parts_lists: row.marker.is_none() && row.line.indent < 2,
                    after_open,
                    before: before.map(|before| row_ending(source, before)),
                });
            }
        }
        before = Some(row);
    }
    let verdicts = verdicts(&mut entries);
    let settled: Vec<_> = entries.iter().map(|entry| entry.marker).collect();
    for ((start, verdict), marker) in starts.into_iter().zip(verdicts).zip(settled) {
        if let Some(row) = rows.get_mut(start) {
            row.verdict = verdict;
            row.marker = marker.filter(|_| verdict.item || verdict.heading);
        }
    }
}
