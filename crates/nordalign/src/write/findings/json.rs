//! The check as one JSON document, and its findings as JSON lines. The schemas of both are part of
//! the command line program.

use std::collections::BTreeMap;
use std::io::Write;

use serde::Serialize;

use crate::check::{Counts, Coverage, Finding, Outcome};
use crate::error::Error;
use crate::lang::Lang;

/// The version of both formats; raised when something in them changes its meaning or is removed.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Document<'a> {
    v: u32,
    languages: BTreeMap<Lang, Summary>,
    files: Vec<File<'a>>,
    findings: &'a [Finding],
}

#[derive(Serialize)]
struct File<'a> {
    path: &'a str,
    lang: Lang,
    errors: usize,
    #[serde(flatten)]
    summary: Summary,
}

/// How much of a source is translated.
#[derive(Serialize)]
struct Summary {
    total: Counts,
    percent: Percent,
    states: Coverage,
}

/// The share that is translated, rounded down to one decimal.
#[derive(Serialize)]
struct Percent {
    segments: f64,
    words: f64,
}

impl Summary {
    fn of(coverage: &Coverage) -> Self {
        let [segments, words] = coverage.percent_rounded_down();
        Summary {
            total: coverage.total(),
            percent: Percent { segments, words },
            states: *coverage,
        }
    }
}

/// Writes everything, in one document: languages, files and findings.
///
/// # Errors
/// If writing to `out` fails.
pub fn json<W: Write + ?Sized>(outcome: &Outcome, out: &mut W) -> Result<(), Error> {
    let language = |(lang, coverage): (&Lang, &Coverage)| (*lang, Summary::of(coverage));
    let files = outcome.files.iter().map(|file| File {
        path: &file.path,
        lang: file.lang,
        errors: file.errors,
        summary: Summary::of(&file.coverage),
    });
    let document = Document {
        v: VERSION,
        languages: outcome.langs.iter().map(language).collect(),
        files: files.collect(),
        findings: &outcome.findings,
    };
    pretty(&document, out)
}

#[derive(Serialize)]
struct Line<'a> {
    v: u32,
    #[serde(flatten)]
    finding: &'a Finding,
}

/// Writes one finding a line, and nothing else.
///
/// # Errors
/// If writing to `out` fails.
pub fn jsonl<W: Write + ?Sized>(findings: &[Finding], out: &mut W) -> Result<(), Error> {
    for finding in findings {
        let line = Line {
            v: VERSION,
            finding,
        };
        serde_json::to_writer(&mut *out, &line).map_err(std::io::Error::from)?;
        writeln!(out)?;
    }
    Ok(())
}

/// Writes `value` as indented JSON, with a line break at the end.
pub(super) fn pretty<T: Serialize, W: Write + ?Sized>(value: &T, out: &mut W) -> Result<(), Error> {
    serde_json::to_writer_pretty(&mut *out, value).map_err(std::io::Error::from)?;
    Ok(writeln!(out)?)
}
