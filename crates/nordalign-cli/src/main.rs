//! `nordalign`, the program: aligns parallel documents in Swedish, Norwegian Bokmål and Danish, and writes memories.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod args;
mod baseline;
mod changed;
mod commands;
mod config;
mod exit_code;
mod failure;
mod git;
mod input;
mod kept;
mod lock;
mod message;
mod output;
mod paths;
mod progress;
mod report;
mod terms;

use clap::Parser;

use crate::args::{Cli, Command};
use crate::exit_code::ExitCode;

fn main() -> std::process::ExitCode {
    run().into()
}

fn run() -> ExitCode {
    let cli = match Cli::try_parse_from(wild::args_os()) {
        Ok(cli) => cli,
        Err(error) => {
            // `--help` and `--version` come this way too, to stdout.
            let _ = error.print();
            let code = if error.use_stderr() {
                ExitCode::Usage
            } else {
                ExitCode::Ok
            };
            return code;
        }
    };
    let result = match cli.command {
        Command::Align(args) if args.tree.is_set() => commands::tree::run(&args),
        Command::Align(args) => commands::align::run(&args),
        Command::Check(args) => commands::check::run(&args),
        Command::Baseline(args) => commands::baseline::run(&args),
        Command::Config(args) => commands::config::run(&args),
        Command::Explain(args) => commands::explain::run(&args),
        Command::Lock(args) => commands::lock::run(&args),
        Command::Glossary(args) => commands::glossary::run(&args),
        Command::Segment(args) => commands::segment::run(&args),
    };
    match result {
        Ok(()) => ExitCode::Ok,
        Err(failure) => {
            if failure.exit != ExitCode::Ok {
                message::error(&failure);
            }
            failure.exit
        }
    }
}
