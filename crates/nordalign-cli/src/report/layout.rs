//! The layout of a side-by-side page.

use std::io::Write;

use anstyle::{AnsiColor, Color, Style};
use nordalign::{Alignment, Error, Lang, Side};

use crate::report::line_numbers;
use crate::report::wrap::{keep_end, pad, wrap};
use nordalign::write::harmless;

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const MISSING: Style = Style::new().fg_color(Some(Color::Ansi(AnsiColor::Red)));

/// Columns of text narrower than this cannot be read: then the languages are placed below each
/// other.
const MIN_COLUMN: usize = 18;

/// Below this a page grows wider than the terminal rather than breaking every word.
const MIN_TEXT: usize = 8;

/// The units of one language in a bead, ready to show: their lines and their text.
pub(crate) type Cell = Vec<(String, String)>;

/// The widths of the parts of the page: `gutter │ lines text │ lines text`.
pub(crate) struct Layout {
    gutter: usize,
    /// The line numbers, for each language.
    numbers: Vec<usize>,
    /// The text.
    text: usize,
    /// Whether the languages are placed below each other, for lack of room.
    stacked: bool,
    langs: Vec<Lang>,
}

impl Layout {
    /// The layout of `alignment` in `width` columns, of which the gutter takes some.
    pub(crate) fn new(alignment: &Alignment, width: usize, gutter: usize) -> Self {
        let numbers: Vec<usize> = alignment.sides().iter().map(widest_lines).collect();
        // Each column has ` │ ` before it, and a space after its line numbers.
        let taken = gutter + numbers.iter().map(|numbers| numbers + 4).sum::<usize>();
        let text = width.saturating_sub(taken) / numbers.len().max(1);
        let mut layout = Layout {
            gutter,
            numbers,
            text,
            stacked: text < MIN_COLUMN,
            langs: alignment.langs(),
        };
        if layout.stacked {
            let widest = layout.numbers.iter().copied().max().unwrap_or(0);
            layout.numbers.fill(widest);
            // Below each other: ` │ sv lines text`.
            layout.text = width.saturating_sub(gutter + widest + 7).max(MIN_TEXT);
        }
        layout
    }

    /// The columns of the gutter.
    pub(crate) fn gutter(&self) -> usize {
        self.gutter
    }

    /// Writes the languages and the names of the documents above their columns.
    pub(crate) fn write_head(
        &self,
        alignment: &Alignment,
        out: &mut dyn Write,
    ) -> Result<(), Error> {
        let cell = |(side, numbers): (&Side, &usize)| {
            let name = keep_end(&harmless(&side.name), self.text);
            let lang = styled(BOLD, side.lang.code(), *numbers);
            format!("{lang} {}", styled(BOLD, &name, self.text))
        };
        let cells: Vec<String> = alignment
            .sides()
            .iter()
            .zip(&self.numbers)
            .map(cell)
            .collect();
        if self.stacked {
            for cell in cells {
                self.write_line("", DIM, &[cell], out)?;
            }
        } else {
            self.write_line("", DIM, &cells, out)?;
        }
        self.write_rule("━", "┿", out)
    }

    /// A line across the page, made of `dash`, with `cross` where it meets the edge of a column.
    pub(crate) fn write_rule(
        &self,
        dash: &str,
        cross: &str,
        out: &mut dyn Write,
    ) -> Result<(), Error> {
        let mut line = dash.repeat(self.gutter + 1);
        let column = |numbers: &usize| dash.repeat(numbers + self.text + 3);
        if self.stacked {
            let all = column(&self.numbers[0]);
            line.push_str(&format!("{cross}{all}{}", dash.repeat(2)));
        } else {
            let columns: Vec<String> = self.numbers.iter().map(column).collect();
            line.push_str(&format!("{cross}{}", columns.join(cross)));
            // There is no space after the last column.
            line.pop();
        }
        writeln!(out, "{DIM}{line}{DIM:#}")?;
        Ok(())
    }

    /// Writes a bead: two lines of gutter, and a cell for each language.
    pub(crate) fn write_row(
        &self,
        gutter: &[(String, Style); 2],
        cells: &[Cell],
        out: &mut dyn Write,
    ) -> Result<(), Error> {
        let columns = cells.iter().enumerate();
        let columns: Vec<Vec<String>> = columns.map(|(i, cell)| self.column(i, cell)).collect();
        let rows = if self.stacked {
            columns
                .into_iter()
                .flatten()
                .map(|line| vec![line])
                .collect()
        } else {
            self.side_by_side(columns)
        };
        let blank = if self.stacked {
            vec![String::new()]
        } else {
            self.blanks()
        };
        let used = if gutter[1].0.is_empty() { 1 } else { 2 };
        for i in 0..rows.len().max(used) {
            let (label, style) = gutter
                .get(i)
                .map_or(("", DIM), |(text, style)| (text, *style));
            self.write_line(label, style, rows.get(i).unwrap_or(&blank), out)?;
        }
        Ok(())
    }

    fn write_line(
        &self,
        label: &str,
        style: Style,
        cells: &[String],
        out: &mut dyn Write,
    ) -> Result<(), Error> {
        let mut line = styled(style, label, self.gutter);
        for cell in cells {
            line.push_str(&format!(" {DIM}│{DIM:#} {cell}"));
        }
        writeln!(out, "{}", line.trim_end())?;
        Ok(())
    }

    /// Turns columns of lines into rows, with blanks after the end of a column.
    fn side_by_side(&self, columns: Vec<Vec<String>>) -> Vec<Vec<String>> {
        let height = columns.iter().map(Vec::len).max().unwrap_or(0);
        let mut rows = vec![self.blanks(); height];
        for (i, column) in columns.into_iter().enumerate() {
            for (row, line) in rows.iter_mut().zip(column) {
                row[i] = line;
            }
        }
        rows
    }

    /// An empty row.
    fn blanks(&self) -> Vec<String> {
        let blank = |numbers: &usize| " ".repeat(numbers + 1 + self.text);
        self.numbers.iter().map(blank).collect()
    }

    /// The lines of the cell of language `i`, each as wide as the column.
    fn column(&self, i: usize, cell: &Cell) -> Vec<String> {
        let numbers = self.numbers[i];
        let lang = if self.stacked {
            format!("{} ", self.langs[i])
        } else {
            String::new()
        };
        if cell.is_empty() {
            let text = styled(MISSING, "—", self.text);
            return vec![format!("{lang}{:numbers$} {text}", "")];
        }
        let mut lines = Vec::new();
        for (number, text) in cell {
            for (i, text) in wrap(text, self.text).iter().enumerate() {
                let number = if i == 0 { number.as_str() } else { "" };
                let text = pad(text, self.text);
                let lang = if lines.is_empty() {
                    lang.clone()
                } else {
                    " ".repeat(lang.len())
                };
                lines.push(format!("{lang}{DIM}{number:>numbers$}{DIM:#} {text}"));
            }
        }
        lines
    }
}

/// `text` in `style`, with plain spaces after it up to `width` columns.
fn styled(style: Style, text: &str, width: usize) -> String {
    let padded = pad(text, width);
    match padded.split_at_checked(text.len()) {
        Some((text, spaces)) if !text.is_empty() => format!("{style}{text}{style:#}{spaces}"),
        _ => padded,
    }
}

/// The width of the longest line number of `side`.
fn widest_lines(side: &Side) -> usize {
    let widths = side.units.iter().map(|unit| line_numbers(unit.lines).len());
    // The language is above them.
    widths.max().unwrap_or(0).max(2)
}
