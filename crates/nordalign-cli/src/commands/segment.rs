//! `nordalign segment`: how a document is read.

use std::io::Write;
use std::path::Path;

use nordalign::{
    BlockKind, Error, Language, LineRange, Segment, Span, identify, segments, write::clean,
};
use serde::Serialize;

use crate::args::{SegmentArgs, SegmentFormat};
use crate::failure::Failure;
use crate::input::{Input, check_reading, note_passed_over_in, remark};
use crate::output::{Guard, to_stdout};
use crate::report::{self, table};

pub(crate) fn run(args: &SegmentArgs) -> Result<(), Failure> {
    check_reading(&args.reading)?;
    let input = Input::parse(&args.file, args.lang)?;
    let mut guard = Guard::default();
    input.guard(&mut guard)?;
    let target = guard.writes("the units", Path::new("-"))?;
    let document = input.read(&args.reading)?;
    remark(&document, &input, &args.reading);
    note_passed_over_in(std::slice::from_ref(&document));
    let units = segments(&document, args.reading.segmentation());
    let write = |out: &mut dyn Write| match args.format {
        SegmentFormat::Table => {
            let mut out = report::lines(out, &target);
            table::write(&units, report::width(&target), &mut out)
        }
        SegmentFormat::Jsonl => jsonl(&units, out),
        SegmentFormat::Text => text(&units, out),
    };
    to_stdout(write)
}

/// A line of `--format jsonl`.
#[derive(Serialize)]
struct Record<'a> {
    v: u32,
    index: usize,
    kind: BlockKind,
    level: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    marker: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<&'a str>,
    lines: LineRange,
    span: Span,
    text: &'a str,
    language: Language,
    language_score: f64,
}

fn jsonl(units: &[Segment], out: &mut dyn Write) -> Result<(), Error> {
    for (index, unit) in units.iter().enumerate() {
        let found = identify(&unit.text);
        let record = Record {
            v: 1,
            index,
            kind: unit.kind,
            level: unit.level,
            marker: unit.marker.as_deref(),
            key: unit.key.as_deref(),
            lines: unit.lines,
            span: unit.span,
            text: &unit.text,
            language: found.language,
            language_score: found.score,
        };
        serde_json::to_writer(&mut *out, &record).map_err(std::io::Error::from)?;
        writeln!(out)?;
    }
    Ok(())
}

/// One unit a line, written as in a memory, so that a tool can find it there.
fn text(units: &[Segment], out: &mut dyn Write) -> Result<(), Error> {
    for unit in units {
        writeln!(out, "{}", clean(&unit.text))?;
    }
    Ok(())
}
