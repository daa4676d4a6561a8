//! An alignment side by side: one bead a row, one language a column.

use std::io::Write;

use anstyle::{AnsiColor, Color, Style};
use nordalign::{Alignment, Bead, Error, PairBead, Reasons, Side};
use unicode_width::UnicodeWidthStr;

use crate::report::harmless::Lines;
use crate::report::layout::{Cell, Layout};
use crate::report::line_numbers;
use crate::report::wrap::wrap;
use nordalign::write::harmless;

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const GOOD: Style = Style::new().fg_color(Some(Color::Ansi(AnsiColor::Green)));
const DOUBTFUL: Style = Style::new()
    .fg_color(Some(Color::Ansi(AnsiColor::Yellow)))
    .bold();

/// How to show an alignment.
pub(crate) struct View {
    /// The number of columns.
    pub(crate) width: usize,
    /// Beads below this confidence are marked.
    pub(crate) min_confidence: f64,
    /// Whether beads have reasons to show.
    pub(crate) reasons: bool,
}

impl View {
    /// Writes the page: a head, the beads in order, and a count.
    pub(crate) fn write(&self, alignment: &Alignment, out: &mut Lines) -> Result<(), Error> {
        let gutters = alignment.beads().iter().map(|bead| self.gutter(bead));
        let widths = gutters.flat_map(|lines| lines.map(|(text, _)| text.width()));
        let layout = Layout::new(alignment, self.width, widths.max().unwrap_or(4));
        layout.write_head(alignment, out)?;
        for bead in alignment.beads() {
            layout.write_row(&self.gutter(bead), &cells(alignment, bead), out)?;
            if self.reasons {
                self.write_reasons(bead, &layout, out)?;
            }
            layout.write_rule("─", "┼", out)?;
        }
        writeln!(out, "{}", self.count(alignment))?;
        Ok(())
    }

    /// The two lines before a bead: the confidence, and the numbers of units if they are not all
    /// one.
    fn gutter(&self, bead: &Bead) -> [(String, Style); 2] {
        let (mark, style) = if bead.confidence < self.min_confidence {
            (" ?", DOUBTFUL)
        } else {
            ("", GOOD)
        };
        let sizes: Vec<String> = bead
            .units
            .iter()
            .map(|units| units.len().to_string())
            .collect();
        let kind = match (bead.moved, bead.units.iter().all(|units| units.len() == 1)) {
            (true, _) => format!("{} ↕", sizes.join(":")),
            (false, true) => String::new(),
            (false, false) => sizes.join(":"),
        };
        [
            (format!("{:.2}{mark}", bead.confidence), style),
            (kind, DIM),
        ]
    }

    fn write_reasons(
        &self,
        bead: &Bead,
        layout: &Layout,
        out: &mut dyn Write,
    ) -> Result<(), Error> {
        let several = bead.pairs.len() > 1;
        for pair in &bead.pairs {
            let Some(reasons) = &pair.reasons else {
                continue;
            };
            let text = harmless(&reasons_text(pair, reasons, several));
            for line in wrap(&text, self.width.saturating_sub(layout.gutter() + 3)) {
                let blank = " ".repeat(layout.gutter());
                writeln!(out, "{DIM}{blank} │ {line}{DIM:#}")?;
            }
        }
        Ok(())
    }

    /// `42 beads: 38 in all three languages, 3 in two, 1 in one; 2 below 0.5, 1 moved`
    fn count(&self, alignment: &Alignment) -> String {
        let beads = alignment.beads();
        let count = |keep: &dyn Fn(&Bead) -> bool| beads.iter().filter(|bead| keep(bead)).count();
        let of = |languages: usize| count(&|bead| bead.languages() == languages);
        let plural = if beads.len() == 1 { "" } else { "s" };
        let parts = if alignment.sides().len() == 3 {
            format!(
                "{} in all three languages, {} in two, {} in one",
                of(3),
                of(2),
                of(1)
            )
        } else {
            format!("{} in both languages, {} in one", of(2), of(1))
        };
        let below = count(&|bead| bead.confidence < self.min_confidence);
        let moved = count(&|bead| bead.moved);
        let least = self.min_confidence;
        let total = beads.len();
        format!("{BOLD}{total} bead{plural}{BOLD:#}: {parts}; {below} below {least}, {moved} moved")
    }
}

/// `sv-nb: alike 0.83; møte~möte, plan; 2024; length 1.05; same kind`
fn reasons_text(pair: &PairBead, reasons: &Reasons, several: bool) -> String {
    let mut parts = vec![format!("alike {:.2}", reasons.similarity)];
    if !reasons.cognates.is_empty() {
        let cognates = reasons.cognates.iter().map(|(a, b)| format!("{a}~{b}"));
        parts.push(cognates.collect::<Vec<_>>().join(", "));
    }
    if !reasons.numbers.is_empty() {
        parts.push(format!("numbers {}", reasons.numbers.join(", ")));
    }
    parts.push(format!("length {:.2}", reasons.length));
    parts.push(
        if reasons.structure {
            "same kind"
        } else {
            "other kind"
        }
        .to_owned(),
    );
    let reasons = parts.join("; ");
    match (several, pair.langs) {
        (true, [first, second]) => format!("{first}-{second}: {reasons}"),
        (false, _) => reasons,
    }
}

/// The text of each language in the bead.
fn cells(alignment: &Alignment, bead: &Bead) -> Vec<Cell> {
    let cell = |(side, units): (&Side, &Vec<usize>)| -> Cell {
        let units = units.iter().filter_map(|&unit| side.units.get(unit));
        units
            .map(|unit| (line_numbers(unit.lines), harmless(&unit.text)))
            .collect()
    };
    alignment
        .sides()
        .iter()
        .zip(&bead.units)
        .map(cell)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use nordalign::{Aligner, Document, Lang};

    const SV: [&str; 2] = [
        "Biblioteket är stängt i juli.",
        "Vi öppnar igen den 4 augusti 2026.",
    ];
    const NB: [&str; 2] = [
        "Biblioteket er stengt i juli.",
        "Vi åpner igjen 4. august 2026.",
    ];
    const DA: [&str; 1] = ["Biblioteket er lukket i juli."];

    /// The page without colours.
    fn page(width: usize, min_confidence: f64) -> String {
        let documents = [
            Document::from_units(Lang::Sv, SV),
            Document::from_units(Lang::Nb, NB),
            Document::from_units(Lang::Da, DA),
        ];
        let alignment = Aligner::new().align(&documents).unwrap();
        let view = View {
            width,
            min_confidence,
            reasons: false,
        };
        let mut out = Vec::new();
        let mut lines = Lines::new(&mut out, false);
        view.write(&alignment, &mut lines).unwrap();
        drop(lines);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn no_line_is_wider_than_the_page() {
        for width in [30, 60, 80, 100, 200] {
            for line in page(width, 0.5)
                .lines()
                .filter(|line| !line.contains("beads: "))
            {
                assert!(line.width() <= width, "{width}: {line}");
            }
        }
    }

    #[test]
    fn on_a_wide_page_the_languages_are_side_by_side_and_a_dash_marks_a_missing_one() {
        let page = page(150, 0.5);
        let row = page.lines().find(|line| line.contains(SV[0])).unwrap();
        assert!(row.contains(NB[0]) && row.contains(DA[0]), "{page}");
        let row = page.lines().find(|line| line.contains(SV[1])).unwrap();
        assert!(row.ends_with('—'), "{page}");
    }

    #[test]
    fn on_a_narrow_page_the_languages_are_below_each_other_under_their_names() {
        let page = page(50, 0.5);
        for (lang, text) in [("sv", SV[0]), ("nb", NB[0]), ("da", DA[0])] {
            let row = page.lines().find(|line| line.contains(text)).unwrap();
            assert!(row.contains(&format!("│ {lang} ")), "{page}");
        }
    }

    #[test]
    fn a_bead_below_the_minimum_confidence_is_marked_and_counted() {
        let page = page(100, 1.1);
        assert_eq!(page.matches(" ?").count(), 2, "{page}");
        assert!(
            page.contains("2 beads: 1 in all three languages, 1 in two, 0 in one; 2 below 1.1"),
            "{page}"
        );
    }
}
