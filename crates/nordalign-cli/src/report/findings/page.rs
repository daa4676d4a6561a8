//! The findings of a check for a person: a page of at most one screen, 80 columns by 40 lines.

use std::io::Write;

use anstyle::{AnsiColor, Style};
use nordalign::Error;
use nordalign::check::{Counts, Coverage, Finding, Outcome, Rule, Severity};
use unicode_width::UnicodeWidthStr;

use crate::report::findings::{percent, plural, worst};
use crate::report::harmless::Lines;
use crate::report::wrap::{keep_end, keep_start};
use nordalign::write::harmless;

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const RED: Style = Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Red)));
const YELLOW: Style = Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Yellow)));

/// This many files are shown, and this many lines of findings in each list, unless all are wanted.
const FILES: usize = 4;
const LINES: usize = 10;

/// The text of a finding goes on a line of its own if it would get fewer columns than this beside
/// the places.
const MIN_TEXT: usize = 28;

/// Writes the languages, the worst files, what is missing, and what else is wrong.
pub(super) fn write(
    outcome: &Outcome,
    all: bool,
    width: usize,
    out: &mut Lines,
) -> Result<(), Error> {
    let page = Page { all, width };
    page.languages(outcome, out)?;
    page.files(outcome, out)?;
    let (missing, mut other): (Vec<&Finding>, Vec<&Finding>) = outcome
        .findings
        .iter()
        .partition(|finding| matches!(finding.rule, Rule::Missing | Rule::MissingFile));
    other.sort_by_key(|finding| finding.severity);
    page.list("Missing", &missing, out)?;
    page.list("Other findings", &other, out)
}

struct Page {
    all: bool,
    width: usize,
}

/// A column of the table of languages: its heading, and what it counts. The share follows what is
/// translated.
type Column = (&'static str, fn(&Coverage) -> Counts);

const COLUMNS: [Column; 8] = [
    ("total", Coverage::total),
    ("translated", Coverage::done),
    ("doubtful", |coverage| coverage.doubtful),
    ("copied", |coverage| coverage.copied),
    ("wrong lang.", |coverage| coverage.wrong_language),
    ("stale", |coverage| coverage.stale),
    ("missing", |coverage| coverage.missing),
    ("extra", |coverage| coverage.extra),
];

/// The first two columns are always shown, the others only if there is anything in them.
const ALWAYS_SHOWN: usize = 2;

impl Page {
    fn languages(&self, outcome: &Outcome, out: &mut dyn Write) -> Result<(), Error> {
        let shown = |(i, (_, of)): &(usize, &Column)| {
            *i < ALWAYS_SHOWN
                || outcome
                    .langs
                    .values()
                    .any(|coverage| of(coverage).segments > 0)
        };
        let columns: Vec<&Column> = COLUMNS
            .iter()
            .enumerate()
            .filter(shown)
            .map(|(_, column)| column)
            .collect();
        let mut rows = Vec::new();
        for (lang, coverage) in &outcome.langs {
            let amounts: [fn(Counts) -> usize; 2] =
                [|counts| counts.segments, |counts| counts.words];
            for (i, amount) in amounts.into_iter().enumerate() {
                let name = ["segments", "words"][i];
                let lang = if i == 0 { lang.code() } else { "" };
                let share = percent(coverage.percent()[i]);
                let cells = columns.iter().enumerate().map(|(column, (_, of))| {
                    let count = amount(of(coverage));
                    match column {
                        1 => format!("{count}  {share:>5} %"),
                        _ => count.to_string(),
                    }
                });
                rows.push((format!("{lang:3}{name:8}"), cells.collect::<Vec<_>>()));
            }
        }
        let widths: Vec<usize> = columns
            .iter()
            .enumerate()
            .map(|(i, (title, _))| {
                let cells = rows.iter().map(|(_, cells)| cells[i].len());
                cells.max().unwrap_or(0).max(title.len())
            })
            .collect();
        let widest = 11 + widths.iter().map(|width| width + 2).sum::<usize>();
        let gap = if widest <= self.width { 2 } else { 1 };
        write!(out, "{BOLD}{:11}", "")?;
        for ((title, _), width) in columns.iter().zip(&widths) {
            write!(out, "{title:>0$}", width + gap)?;
        }
        writeln!(out, "{BOLD:#}")?;
        for (name, cells) in rows {
            write!(out, "{BOLD}{name}{BOLD:#}")?;
            for (cell, width) in cells.iter().zip(&widths) {
                write!(out, "{cell:>0$}", width + gap)?;
            }
            writeln!(out)?;
        }
        Ok(())
    }

    /// Writes the files that lack the most words.
    fn files(&self, outcome: &Outcome, out: &mut dyn Write) -> Result<(), Error> {
        let worst = worst(outcome);
        if worst.is_empty() {
            return Ok(());
        }
        writeln!(out, "\n{BOLD}Worst files{BOLD:#}")?;
        let most = if self.all { worst.len() } else { FILES };
        let errors = |count| plural(count, "error");
        let shown = worst.iter().take(most);
        let widest = shown.clone().map(|(_, file)| errors(file.errors).len());
        let widest = widest.max().unwrap_or(0);
        for (share, file) in shown {
            let start = format!(
                "  {:>5} % of the words  {:>widest$}  ",
                percent(*share),
                errors(file.errors)
            );
            let path = harmless(&file.path);
            let path = keep_end(&path, self.width.saturating_sub(start.width()));
            writeln!(out, "{start}{path}")?;
        }
        more(worst.len().saturating_sub(most), out)
    }

    fn list(&self, title: &str, findings: &[&Finding], out: &mut dyn Write) -> Result<(), Error> {
        if findings.is_empty() {
            return Ok(());
        }
        writeln!(out, "\n{BOLD}{title}{BOLD:#}")?;
        let mut lines = 0;
        for (number, finding) in findings.iter().enumerate() {
            let (text, height) = self.entry(finding);
            if !self.all && lines + height > LINES {
                return more(findings.len() - number, out);
            }
            lines += height;
            writeln!(out, "{text}")?;
        }
        Ok(())
    }

    /// Writes a finding with both its places, and returns how many lines that takes. Text without
    /// room beside the place goes below it.
    fn entry(&self, finding: &Finding) -> (String, usize) {
        let style = match finding.severity {
            Severity::Error => RED,
            Severity::Warning => YELLOW,
            _ => DIM,
        };
        let (place, rule) = (harmless(&place(finding)), finding.rule.id());
        let mut entry = format!("  {place}  {style}{rule}{style:#}");
        let mut used = 2 + place.width() + 2 + rule.width();
        let mut height = 1;
        let mut below = |used: &mut usize, entry: &mut String| {
            // A place is never cut, so that terminals can open it; it may wrap at the edge of the
            // terminal.
            height += used.div_ceil(self.width);
            entry.push_str("\n    ");
            *used = 4;
        };
        if let Some(source) = &finding.source {
            let source = format!("{}:{}", harmless(&source.path), source.line);
            if used + 2 + source.width() > self.width {
                below(&mut used, &mut entry);
            }
            entry.push_str(&format!("  {DIM}{source}{DIM:#}"));
            used += 2 + source.width();
        }
        let text = harmless(text(finding));
        let left = self.width.saturating_sub(used + 2);
        if text.width() > left && (left < MIN_TEXT || self.all) {
            below(&mut used, &mut entry);
        }
        let left = self.width.saturating_sub(used + 2);
        let text = match self.all {
            true => text,
            false => keep_start(&text, left),
        };
        entry.push_str(&format!("  {text}"));
        (entry, height)
    }
}

fn place(finding: &Finding) -> String {
    let column = finding
        .column
        .map_or(String::new(), |column| format!(":{column}"));
    format!("{}:{}{column}", finding.path, finding.line)
}

/// The message, without what the rule already says.
fn text(finding: &Finding) -> &str {
    let message = &finding.message;
    message.strip_prefix("not translated: ").unwrap_or(message)
}

fn more(count: usize, out: &mut dyn Write) -> Result<(), Error> {
    if count > 0 {
        writeln!(out, "  {DIM}… and {count} more; --verbose shows all{DIM:#}")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use nordalign::Lang;

    use super::*;

    fn shown(outcome: &Outcome, all: bool, width: usize) -> String {
        let mut out = Vec::new();
        write(outcome, all, width, &mut Lines::new(&mut out, false)).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn finding(rule: &str, path: &str, text: &str) -> Finding {
        let json = format!(
            r#"{{"rule": "{rule}", "severity": "error", "lang": "nb", "path": "nb/{path}", "line": 7, "message": "{text}",
            "source": {{"path": "sv/{path}", "line": 8}}, "fingerprint": "0000000000000000"}}"#
        );
        serde_json::from_str(&json).unwrap()
    }

    #[test]
    fn the_table_of_languages_fits_in_80_columns() {
        let some = Counts {
            segments: 1_234,
            words: 9_876,
        };
        let mut coverage = Coverage::default();
        coverage.translated = some;
        coverage.moved = some;
        coverage.doubtful = some;
        coverage.copied = some;
        coverage.wrong_language = some;
        coverage.stale = some;
        coverage.missing = some;
        coverage.extra = some;
        let mut outcome = Outcome::default();
        outcome.langs = [(Lang::Nb, coverage), (Lang::Da, coverage)].into();
        let page = shown(&outcome, false, 80);
        assert_eq!(page.lines().count(), 5, "{page}");
        assert!(page.lines().all(|line| line.width() <= 80), "{page}");
    }

    #[test]
    fn a_finding_takes_the_lines_that_it_needs_and_no_place_is_cut() {
        let mut outcome = Outcome::default();
        let long = "mappe/".repeat(9) + "side.md";
        outcome.findings = vec![
            finding("missing", "a.md", "not translated: “Hei!”"),
            finding(
                "missing",
                "a.md",
                &format!("not translated: “{}”", "båten ".repeat(9)),
            ),
            finding(
                "missing",
                &long,
                "not translated: “Båten går klokken åtte i dag.”",
            ),
        ];
        let page = shown(&outcome, false, 80);
        let lines: Vec<&str> = page.lines().skip_while(|line| *line != "Missing").collect();
        let expected = [
            "Missing".to_owned(),
            "  nb/a.md:7  missing  sv/a.md:8  “Hei!”".to_owned(),
            "  nb/a.md:7  missing  sv/a.md:8  “båten båten båten båten båten båten båten båt…"
                .to_owned(),
            format!("  nb/{long}:7  missing"),
            format!("      sv/{long}:8"),
            "      “Båten går klokken åtte i dag.”".to_owned(),
        ];
        assert_eq!(lines, expected);
        let all = shown(&outcome, true, 80);
        assert!(
            all.contains(&format!("\n      “{}”", "båten ".repeat(9))),
            "{all}"
        );
    }
}
