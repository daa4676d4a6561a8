//! What a check found, for a person and as JSON lines.

use std::io::Write;

use anstyle::{AnsiColor, Style};
use nordalign::Error;
use nordalign::check::{Counts, Coverage, Finding, Rule, Severity};
use serde::Serialize;

use crate::commands::check::Run;
use crate::report::harmless::harmless;
use crate::report::wrap::keep_end;

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const RED: Style = Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Red)));
const YELLOW: Style = Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Yellow)));

/// So many files and findings are shown, unless all are asked for: with the rest they fit on a screen.
const FILES: usize = 5;
const FINDINGS: usize = 12;

/// A page of at most a screen: the languages, the worst files, what is missing, and what else is wrong.
pub(crate) fn page(run: &Run, all: bool, width: usize, out: &mut dyn Write) -> Result<(), Error> {
    languages(run, out)?;
    let most = |count: usize| if all { usize::MAX } else { count };
    files(run, most(FILES), width, out)?;
    let (missing, mut other): (Vec<&Finding>, Vec<&Finding>) = run
        .findings
        .iter()
        .partition(|finding| matches!(finding.rule, Rule::Missing | Rule::MissingFile));
    other.sort_by_key(|finding| finding.severity);
    list("Missing", &missing, most(FINDINGS), out)?;
    list("Other findings", &other, most(FINDINGS), out)
}

const COLUMNS: [&str; 8] = [
    "total",
    "translated",
    "",
    "doubtful",
    "copied",
    "wrong language",
    "missing",
    "extra",
];

fn languages(run: &Run, out: &mut dyn Write) -> Result<(), Error> {
    write!(out, "{BOLD}{:12}", "")?;
    for (i, column) in COLUMNS.iter().enumerate() {
        write!(out, "{column:>0$}", column_width(i))?;
    }
    writeln!(out, "{BOLD:#}")?;
    for (lang, coverage) in &run.langs {
        let percents = coverage.percent();
        let of: [fn(&Counts) -> usize; 2] = [|counts| counts.segments, |counts| counts.words];
        for (i, name) in ["segments", "words"].into_iter().enumerate() {
            let lang = if i == 0 { lang.code() } else { "" };
            write!(out, "{BOLD}{lang:3}{BOLD:#}{name:9}")?;
            for (column, cell) in cells(coverage, of[i], percents[i]).iter().enumerate() {
                write!(out, "{cell:>0$}", column_width(column))?;
            }
            writeln!(out)?;
        }
    }
    Ok(())
}

fn cells(coverage: &Coverage, of: fn(&Counts) -> usize, percents: f64) -> [String; 8] {
    [
        of(&coverage.total()).to_string(),
        of(&coverage.done()).to_string(),
        format!("{} %", percent(percents)),
        of(&coverage.doubtful).to_string(),
        of(&coverage.copied).to_string(),
        of(&coverage.wrong_language).to_string(),
        of(&coverage.missing).to_string(),
        of(&coverage.extra).to_string(),
    ]
}

fn column_width(column: usize) -> usize {
    COLUMNS[column].len().max(6) + 2
}

/// With one decimal, rounded down: 99.96 is not all.
pub(crate) fn percent(percent: f64) -> String {
    format!("{:.1}", (percent * 10.0 + 1e-9).floor() / 10.0)
}

/// The files that lack most, by words.
fn files(run: &Run, most: usize, width: usize, out: &mut dyn Write) -> Result<(), Error> {
    let mut worst: Vec<_> = run
        .files
        .iter()
        .map(|file| (file.coverage.percent()[1], file))
        .filter(|(percent, file)| *percent < 100.0 || file.errors > 0)
        .collect();
    worst.sort_by(|a, b| {
        a.0.total_cmp(&b.0)
            .then(b.1.errors.cmp(&a.1.errors))
            .then(a.1.path.cmp(&b.1.path))
    });
    if worst.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{BOLD}Worst files{BOLD:#}")?;
    for (share, file) in worst.iter().take(most) {
        let s = if file.errors == 1 { "" } else { "s" };
        let path = harmless(&keep_end(&file.path, width.saturating_sub(36)));
        writeln!(
            out,
            "  {path}  {} % of the words, {} error{s}",
            percent(*share),
            file.errors
        )?;
    }
    more(worst.len(), most, out)
}

fn list(title: &str, findings: &[&Finding], most: usize, out: &mut dyn Write) -> Result<(), Error> {
    if findings.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{BOLD}{title}{BOLD:#}")?;
    for finding in findings.iter().take(most) {
        let style = match finding.severity {
            Severity::Error => RED,
            Severity::Warning => YELLOW,
            Severity::Note => DIM,
        };
        let place = harmless(&place(finding));
        let (rule, text) = (finding.rule, harmless(&finding.message));
        write!(out, "  {place}  {style}{rule}{style:#}  {text}")?;
        if let Some(source) = &finding.source {
            write!(
                out,
                "  {DIM}{}:{}{DIM:#}",
                harmless(&source.path),
                source.line
            )?;
        }
        writeln!(out)?;
    }
    more(findings.len(), most, out)
}

fn place(finding: &Finding) -> String {
    let column = finding
        .column
        .map_or(String::new(), |column| format!(":{column}"));
    format!("{}:{}{column}", finding.path, finding.line)
}

fn more(count: usize, most: usize, out: &mut dyn Write) -> Result<(), Error> {
    if count > most {
        writeln!(
            out,
            "  {DIM}… and {} more; --verbose shows all{DIM:#}",
            count - most
        )?;
    }
    Ok(())
}

/// A line of `--format jsonl`.
#[derive(Serialize)]
struct Record<'a> {
    v: u32,
    #[serde(flatten)]
    finding: &'a Finding,
}

/// One finding a line, and nothing else.
pub(crate) fn json_lines(findings: &[Finding], out: &mut dyn Write) -> Result<(), Error> {
    for finding in findings {
        serde_json::to_writer(&mut *out, &Record { v: 1, finding })
            .map_err(std::io::Error::from)?;
        writeln!(out)?;
    }
    Ok(())
}
