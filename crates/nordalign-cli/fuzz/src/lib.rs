//! What the fuzz targets of the command line run.
//!
//! ```console
//! $ cargo +nightly fuzz run terms -- -close_fd_mask=3      # in crates/nordalign-cli
//! ```
//!
//! The program is no library: its modules are compiled here once more, under the same names. What it
//! says to people goes where `-close_fd_mask` sends it.

#![allow(dead_code, reason = "no target uses all of the program")]

pub mod bodies;

#[path = "../../src/args.rs"]
mod args;
#[path = "../../src/changed.rs"]
mod changed;
#[path = "../../src/commands/mod.rs"]
mod commands;
#[path = "../../src/config/mod.rs"]
mod config;
#[path = "../../src/exit_code.rs"]
mod exit_code;
#[path = "../../src/failure.rs"]
mod failure;
#[path = "../../src/fault.rs"]
mod fault;
#[path = "../../src/git.rs"]
mod git;
#[path = "../../src/input.rs"]
mod input;
#[path = "../../src/message.rs"]
mod message;
#[path = "../../src/output/mod.rs"]
mod output;
#[path = "../../src/paths.rs"]
mod paths;
#[path = "../../src/progress.rs"]
mod progress;
#[path = "../../src/report/mod.rs"]
mod report;
#[path = "../../src/side_file.rs"]
mod side_file;
#[path = "../../src/terms.rs"]
mod terms;
