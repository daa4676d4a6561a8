//! `nordalign align` for two or three documents.

use std::io::Write;

use nordalign::write::{self, MemoryOptions, Summary};
use nordalign::{Aligner, Alignment, Document, Error, Lang};

use crate::args::{AlignArgs, OutputFormat, ReadingArgs};
use crate::commands::plan::Plan;
use crate::failure::Failure;
use crate::input::{Input, note_passed_over_in, remark};
use crate::message;
use crate::output::{Target, write_all};
use crate::progress;
use crate::report::{self, side_by_side::View};

pub(crate) fn run(args: &AlignArgs) -> Result<(), Failure> {
    let plan = Plan::new(args)?;
    let documents = read(&plan.inputs, &args.reading)?;
    let alignment = progress::during("aligning", || plan.align(&documents))?;
    drop(documents);
    for side in alignment
        .sides()
        .iter()
        .filter(|side| side.units.is_empty())
    {
        message::warning(&format!("the {} document has no text", side.lang.name()));
    }
    warn_of_unrelated(&alignment);
    let results = plan.write(&alignment)?;
    plan.summarize(&alignment, &results);
    Ok(())
}

/// Warns if one of two documents seems to be the wrong file.
pub(super) fn warn_of_unrelated(alignment: &Alignment) {
    let name = |lang: Lang| {
        let side = alignment.side(lang).filter(|side| !side.units.is_empty())?;
        let name = if side.name.is_empty() {
            "stdin"
        } else {
            &side.name
        };
        Some(name)
    };
    for pair in alignment.pairs() {
        let [Some(first), Some(second)] = pair.map(name) else {
            continue;
        };
        if alignment.shared(pair) < Alignment::HARDLY_SHARED {
            message::warning(&format!(
                "{first} and {second} have hardly anything in common in the same order: are they the same text?"
            ));
        }
    }
}

/// Reads all `inputs`, and reports what a translator should know about it.
pub(super) fn read(inputs: &[Input], how: &ReadingArgs) -> Result<Vec<Document>, Failure> {
    let read = || {
        inputs
            .iter()
            .map(|input| input.read(how))
            .collect::<Result<Vec<_>, _>>()
    };
    let documents = progress::during("reading", read)?;
    for (document, input) in documents.iter().zip(inputs) {
        remark(document, input, how);
    }
    note_passed_over_in(&documents);
    Ok(documents)
}

/// How alignments are written.
#[derive(Clone, Copy)]
pub(super) struct How<'a> {
    pub(super) args: &'a AlignArgs,
    pub(super) format: OutputFormat,
    pub(super) options: &'a MemoryOptions,
}

/// The aligner for `args`.
pub(super) fn aligner(args: &AlignArgs) -> Aligner {
    let mut aligner = Aligner::builder()
        .segmentation(args.reading.segmentation())
        .moves(!args.no_moves)
        .reasons(args.reasons);
    if let Some(source) = args.source {
        aligner = aligner.source(source);
    }
    if let Some(units) = args.max_units {
        aligner = aligner.max_units(units);
    }
    if let Some(bytes) = args.max_bytes {
        aligner = aligner.max_bytes(bytes);
    }
    if let Some(time) = args.deadline {
        aligner = aligner.deadline(time);
    }
    aligner.build()
}

impl How<'_> {
    /// Writes `alignment`, or a pair of it; returns the counts of a memory.
    pub(super) fn write(
        &self,
        alignment: &Alignment,
        target: &Target,
        pair: Option<[Lang; 2]>,
        out: &mut dyn Write,
    ) -> Result<Option<Summary>, Error> {
        let mut options = self.options.clone();
        if let Some(pair) = pair {
            options = options.pair(pair);
        }
        match self.format {
            OutputFormat::Tmx => write::tmx(alignment, &options, out).map(Some),
            OutputFormat::Tsv => write::tsv(alignment, &options, out).map(Some),
            OutputFormat::Json => write::json(alignment, out).map(|()| None),
            OutputFormat::Jsonl => write::jsonl(alignment, out).map(|()| None),
            OutputFormat::Text => {
                let view = View {
                    width: report::width(target),
                    min_confidence: self.args.min_confidence,
                    reasons: self.args.reasons,
                };
                view.write(alignment, &mut report::lines(out, target))
                    .map(|()| None)
            }
        }
    }
}

/// The result for one output: its target, and for a memory the counts.
type Outcome<'a> = (&'a Target, Option<Summary>);

impl Plan<'_> {
    fn align(&self, documents: &[Document]) -> Result<Alignment, Error> {
        aligner(self.args).align(documents)
    }

    fn write(&self, alignment: &Alignment) -> Result<Vec<Outcome<'_>>, Failure> {
        let how = How {
            args: self.args,
            format: self.format,
            options: &self.options,
        };
        let outputs: Vec<(&Target, _)> = self
            .outputs
            .iter()
            .map(|output| (&output.target, output.pair))
            .collect();
        let written = write_all(&outputs, |target, &pair, out| {
            how.write(alignment, target, pair, out)
        })?;
        let outcomes = self.outputs.iter().zip(written);
        let outcomes = outcomes.filter_map(|(output, summary)| Some((&output.target, summary?)));
        Ok(outcomes.collect())
    }

    /// Says on stderr what was written, except for a page or a stream.
    fn summarize(&self, alignment: &Alignment, outcomes: &[Outcome]) {
        for (target, summary) in outcomes {
            let text = match (summary, target) {
                (Some(summary), _) => count(summary, self.args.min_confidence),
                (None, Target::Stdout) => continue,
                (None, _) => plural(alignment.beads().len(), "bead", " written"),
            };
            match target {
                Target::File(_) if outcomes.len() > 1 => {
                    message::summary(&format!("{}: {text}", target.path().display()));
                }
                _ => message::summary(&text),
            }
        }
    }
}

/// `312 units written, 9 below 0.5, 14 without a partner`, and other counts if there are any.
pub(super) fn count(summary: &Summary, least: f64) -> String {
    let mut text = plural(summary.written, "unit", " written");
    text.push_str(&format!(", {} below {least}", summary.below));
    text.push_str(&format!(", {} without a partner", summary.without_partner));
    let more = [
        (summary.repeated, "repeated"),
        (summary.without_words, "with only numbers or addresses"),
    ];
    for (count, what) in more.into_iter().filter(|&(count, _)| count > 0) {
        text.push_str(&format!(", {count} {what}"));
    }
    if summary.characters_removed > 0 {
        let removed = plural(
            summary.characters_removed,
            "character",
            " that XML forbids removed",
        );
        text.push_str(&format!("; {removed}"));
    }
    text
}

pub(super) fn plural(count: usize, what: &str, done: &str) -> String {
    let s = if count == 1 { "" } else { "s" };
    format!("{count} {what}{s}{done}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_lists_only_counts_above_zero() {
        let mut summary = Summary::default();
        (summary.written, summary.below, summary.without_partner) = (312, 9, 14);
        assert_eq!(
            count(&summary, 0.5),
            "312 units written, 9 below 0.5, 14 without a partner"
        );
        (
            summary.written,
            summary.repeated,
            summary.characters_removed,
        ) = (1, 2, 1);
        let expected = "1 unit written, 9 below 0.5, 14 without a partner, 2 repeated; \
                        1 character that XML forbids removed";
        assert_eq!(count(&summary, 0.5), expected);
    }
}
