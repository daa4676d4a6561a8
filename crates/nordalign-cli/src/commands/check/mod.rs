//! `nordalign check`: how much of a source is translated, and what is wrong.

mod gate;
mod pages;
mod run;

use std::ffi::OsStr;
use std::path::Path;

use crate::args::{CheckArgs, CheckFormat};
use crate::failure::Failure;
use crate::input::{check_reading, split_lang};
use crate::output::{Batch, Target};
use crate::report::{self, findings, github};

pub(crate) use run::{File, Run};

pub(crate) fn run(args: &CheckArgs) -> Result<(), Failure> {
    check_reading(&args.reading)?;
    let is_file = |path: &&std::ffi::OsString| {
        split_lang(path).is_ok_and(|(_, path)| path == OsStr::new("-") || !Path::new(path).is_dir())
    };
    let files = args.paths.iter().filter(is_file).count();
    let mut run = if files == 0 {
        Run::of_tree(args)?
    } else if files == args.paths.len() && args.patterns.is_empty() {
        Run::of_files(args)?
    } else {
        let message = "the paths are partly folders and partly files, or do not exist";
        return Err(Failure::usage(message).with_hint("name folders only, or files only"));
    };
    run.check_floors(args)?;
    run.sort();
    Batch::default().write(&Target::Stdout, |out| match args.format {
        CheckFormat::Text => {
            let width = report::width(&Target::Stdout);
            let out = &mut report::colored(out, &Target::Stdout);
            findings::page(&run, args.verbose, width, out)
        }
        CheckFormat::Jsonl => findings::json_lines(&run.findings, out),
        CheckFormat::Github => github::annotations(&run.findings, out),
    })?;
    if args.format == CheckFormat::Github {
        github::step_summary(&run)?;
    }
    run.gate(args)
}
