//! Units in a table: kind, lines and text.

use std::io::Write;

use anstyle::{AnsiColor, Style};
use nordalign::{BlockKind, Error, Segment};

use crate::report::harmless::Lines;
use crate::report::line_numbers;
use crate::report::wrap::{pad, wrap};
use nordalign::write::harmless;

const KIND: Style = Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Cyan)));
const DIM: Style = Style::new().dimmed();

/// Writes one unit a row, in at most `width` columns.
pub(crate) fn write(units: &[Segment], width: usize, out: &mut Lines) -> Result<(), Error> {
    let rows: Vec<[String; 3]> = units.iter().map(row).collect();
    let widest = |i: usize| {
        rows.iter()
            .map(|row| row[i].chars().count())
            .max()
            .unwrap_or(0)
    };
    let (kind_width, line_width) = (widest(0).min(30), widest(1));
    let text_width = width.saturating_sub(kind_width + line_width + 4).max(20);
    for [kind, lines, text] in &rows {
        let kinds = wrap(kind, kind_width);
        let texts = wrap(text, text_width);
        for i in 0..kinds.len().max(texts.len()) {
            let kind = pad(kinds.get(i).map_or("", String::as_str), kind_width);
            let lines = if i == 0 { lines.as_str() } else { "" };
            let text = texts.get(i).map_or("", String::as_str);
            let line = format!("{KIND}{kind}{KIND:#}  {DIM}{lines:>line_width$}{DIM:#}  {text}");
            writeln!(out, "{}", line.trim_end())?;
        }
    }
    let plural = if units.len() == 1 { "" } else { "s" };
    writeln!(out, "{DIM}{} unit{plural}{DIM:#}", units.len())?;
    Ok(())
}

/// Kind, lines and text.
fn row(unit: &Segment) -> [String; 3] {
    [
        harmless(&kind(unit)),
        line_numbers(unit.lines),
        harmless(&unit.text),
    ]
}

/// The kind in words, with its details: `heading 2`, `list item 1.`, `front matter title`.
fn kind(unit: &Segment) -> String {
    let numbered = |name: &str| match unit.level {
        0 => name.to_owned(),
        level => format!("{name} {level}"),
    };
    let keyed = |name: &str| format!("{name} {}", unit.key.as_deref().unwrap_or_default());
    match unit.kind {
        BlockKind::Heading => numbered("heading"),
        BlockKind::Paragraph => "paragraph".to_owned(),
        BlockKind::ListItem => {
            let marker = unit.marker.as_deref().unwrap_or_default();
            match unit.level {
                0 | 1 => format!("list item {marker}"),
                level => format!("list item {marker} (level {level})"),
            }
        }
        BlockKind::TableCell => numbered("table cell"),
        BlockKind::Quote => "quote".to_owned(),
        BlockKind::AltText => "alt text".to_owned(),
        BlockKind::Caption => "caption".to_owned(),
        BlockKind::FrontMatter => keyed("front matter"),
        BlockKind::ShortcodeArgument => keyed("shortcode"),
        BlockKind::Line => "line".to_owned(),
        // Code and comments are not units; a kind added later is better shown than hidden.
        other => format!("{other:?}").to_lowercase(),
    }
}
