//! `nordalign`, the program: aligns parallel documents in Swedish, Norwegian Bokmål and Danish, and
//! writes memories.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod args;
mod changed;
mod commands;
mod config;
mod exit_code;
mod failure;
mod fault;
mod git;
mod input;
mod message;
mod output;
mod paths;
mod progress;
mod report;
mod side_file;
mod terms;

use std::io::Write;
use std::path::Path;

use clap::Parser;

use crate::args::{Cli, Command};
use crate::exit_code::ExitCode;
use crate::failure::Failure;
use crate::report::harmless::Lines;
use nordalign::write::harmless;

fn main() -> std::process::ExitCode {
    run().into()
}

fn run() -> ExitCode {
    fault::report_on_one_line();
    let cli = match Cli::try_parse_from(wild::args_os()) {
        Ok(cli) => cli,
        Err(error) => {
            return match error.use_stderr() {
                true => report_usage(&error),
                false => exit_code_of(print_help(&error)),
            };
        }
    };
    let done = fault::catch_panic(|| command(cli.command));
    exit_code_of(done.unwrap_or_else(|why| Err(Failure::runtime(why))))
}

/// Prints the help or the version.
fn print_help(asked: &clap::Error) -> Result<(), Failure> {
    let said = asked.print().and_then(|()| std::io::stdout().flush());
    said.map_err(|error| Failure::io(Path::new("stdout"), error))
}

/// The exit code of `result`, whose failure is reported.
fn exit_code_of(result: Result<(), Failure>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::Ok,
        Err(failure) => {
            if !failure.is_reader_gone() {
                message::error(&failure);
            }
            failure.exit
        }
    }
}

fn command(command: Command) -> Result<(), Failure> {
    match command {
        Command::Align(args) if args.tree.is_set() => commands::tree::run(&args),
        Command::Align(args) => commands::align::run(&args),
        Command::Check(args) => commands::check::run(&args),
        Command::Baseline(args) => commands::baseline::run(&args),
        Command::Config(args) => commands::config::run(&args),
        Command::Explain(args) => commands::explain::run(&args),
        Command::Lock(args) => commands::lock::run(&args),
        Command::Glossary(args) => commands::glossary::run(&args),
        Command::Segment(args) => commands::segment::run(&args),
        Command::Completions(args) => commands::completions::run(&args),
        Command::Man(args) => commands::man::run(&args),
    }
}

/// Reports wrong arguments. They are quoted, so colours in them are removed.
fn report_usage(error: &clap::Error) -> ExitCode {
    let is_plain = |arg: std::ffi::OsString| {
        let text = arg.to_string_lossy();
        harmless(&text) == text
    };
    let colors = std::env::args_os().all(is_plain);
    let mut stderr = anstream::stderr();
    let mut lines = Lines::new(&mut stderr, colors);
    // A closed stderr is no reason to stop.
    let _ = write!(lines, "{}", error.render().ansi());
    ExitCode::Usage
}
