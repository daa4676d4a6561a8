//! The check as one JSON document, and its findings as JSON lines. `schema/` has the schemas of both.

use std::collections::BTreeMap;
use std::io::Write;

use nordalign::check::{Counts, Coverage, Finding};
use nordalign::{Error, Lang};
use serde::Serialize;

use crate::commands::check::Run;
use crate::report::findings::{floored, pretty};

/// The version of both formats; raised when something in them changes its meaning or goes.
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
        let [segments, words] = coverage.percent().map(floored);
        Summary {
            total: coverage.total(),
            percent: Percent { segments, words },
            states: *coverage,
        }
    }
}

/// Everything, in one document.
pub(super) fn document(run: &Run, out: &mut dyn Write) -> Result<(), Error> {
    let language = |(lang, coverage): (&Lang, &Coverage)| (*lang, Summary::of(coverage));
    let files = run.files.iter().map(|file| File {
        path: &file.path,
        lang: file.lang,
        errors: file.errors,
        summary: Summary::of(&file.coverage),
    });
    let document = Document {
        v: VERSION,
        languages: run.langs.iter().map(language).collect(),
        files: files.collect(),
        findings: &run.findings,
    };
    pretty(&document, out)
}

#[derive(Serialize)]
struct Line<'a> {
    v: u32,
    #[serde(flatten)]
    finding: &'a Finding,
}

/// One finding a line, and nothing else.
pub(super) fn lines(findings: &[Finding], out: &mut dyn Write) -> Result<(), Error> {
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
