//! `nordalign glossary`: the terms of documents that answer to each other.

use std::path::Path;
use std::sync::atomic::Ordering;

use nordalign::glossary::{Glossary, GlossaryBuilder};
use nordalign::write::{self, TableFormat};
use nordalign::{Aligner, Lang};

use crate::args::{GlossaryArgs, GlossaryFormat};
use crate::commands::align::{plural, read};
use crate::commands::plan::{check_no_input, check_no_tree, inputs};
use crate::commands::tree::{check_all_read, find};
use crate::failure::Failure;
use crate::input::check_reading;
use crate::message;
use crate::output::{Batch, Target};
use crate::progress;
use crate::report::pairing;

pub(crate) fn run(args: &GlossaryArgs) -> Result<(), Failure> {
    check_reading(&args.reading)?;
    let format = format(args)?;
    if args.tree.is_set() {
        of_tree(args, format)
    } else {
        of_files(args, format)
    }
}

fn of_files(args: &GlossaryArgs, format: GlossaryFormat) -> Result<(), Failure> {
    check_no_tree(&args.tree)?;
    let inputs = inputs(&args.files, args.source)?;
    let output = args.output.as_deref().unwrap_or(Path::new("-"));
    check_no_input(output, &inputs)?;
    let target = Target::new(output)?;
    let documents = read(&inputs, &args.reading)?;
    let aligner = aligner(args, args.source.or(inputs.first().map(|input| input.lang)));
    let alignment = progress::during("aligning", || aligner.align(&documents))?;
    let mut builder = GlossaryBuilder::new().min_count(args.min_count);
    builder.add(&alignment);
    finish(builder, &target, format)
}

fn of_tree(args: &GlossaryArgs, format: GlossaryFormat) -> Result<(), Failure> {
    let target = Target::new(args.output.as_deref().unwrap_or(Path::new("-")))?;
    let find = || find(&args.files, &args.tree, args.source, &args.reading);
    let tree = progress::during("looking at the documents", find)?;
    if let Some(path) = &args.tree.report {
        let mut batch = Batch::default();
        batch.write(&Target::new(path)?, |out| pairing::json_lines(&tree, out))?;
        batch.commit()?;
    }
    pairing::tell(&tree, args.tree.verbose);
    let aligner = aligner(args, args.source);
    let mut builder = GlossaryBuilder::new().min_count(args.min_count);
    let unread = progress::counting("aligning", tree.sets().len(), |done| {
        let mut unread = 0;
        for aligned in tree.align(&aligner) {
            unread += aligned.errors.len();
            let errors = aligned.errors.iter();
            errors.for_each(|error| message::warning(&error.to_string()));
            aligned
                .alignment
                .iter()
                .for_each(|alignment| builder.add(alignment));
            done.fetch_add(1, Ordering::Relaxed);
        }
        Ok::<usize, Failure>(unread)
    })?;
    finish(builder, &target, format)?;
    check_all_read(&tree, unread)
}

fn aligner(args: &GlossaryArgs, source: Option<Lang>) -> Aligner {
    let aligner = Aligner::builder().segmentation(args.reading.segmentation.into());
    match source {
        Some(source) => aligner.source(source).build(),
        None => aligner.build(),
    }
}

/// Makes the glossary and writes it.
fn finish(
    builder: GlossaryBuilder,
    target: &Target,
    format: GlossaryFormat,
) -> Result<(), Failure> {
    let glossary = progress::during("looking for terms", || {
        Ok::<Glossary, Failure>(builder.finish())
    })?;
    let mut batch = Batch::default();
    batch.write(target, |out| match format {
        GlossaryFormat::Jsonl => write::glossary_jsonl(&glossary, out),
        GlossaryFormat::Csv => write::glossary_table(&glossary, TableFormat::Csv, out),
        GlossaryFormat::Tsv => write::glossary_table(&glossary, TableFormat::Tsv, out),
    })?;
    batch.commit()?;
    let count = glossary.entries().len();
    let entries = plural(count, "entry", "").replace("entrys", "entries");
    if count == 0 {
        message::warning(
            "no terms were found: they must stand for each other at least --min-count times",
        );
    } else if !matches!(target, Target::Stdout) {
        message::summary(&format!("{entries} written"));
    }
    Ok(())
}

/// The format that was asked for, or that the ending of the output says.
fn format(args: &GlossaryArgs) -> Result<GlossaryFormat, Failure> {
    let output = args
        .output
        .as_deref()
        .filter(|path| *path != Path::new("-"));
    let (None, Some(path)) = (args.format, output) else {
        return Ok(args.format.unwrap_or(GlossaryFormat::Tsv));
    };
    let ending = path
        .extension()
        .and_then(|ending| ending.to_str())
        .unwrap_or_default();
    match ending.to_ascii_lowercase().as_str() {
        "jsonl" | "ndjson" => Ok(GlossaryFormat::Jsonl),
        "csv" => Ok(GlossaryFormat::Csv),
        "tsv" => Ok(GlossaryFormat::Tsv),
        _ => {
            let message = format!(
                "the ending of {} does not say what to write",
                path.display()
            );
            let hint = "name the format: --format jsonl, csv or tsv; or end the name in .jsonl, .csv or .tsv";
            Err(Failure::usage(message).with_hint(hint))
        }
    }
}
