//! `nordalign completions`: completions for a shell.

use clap::CommandFactory;

use crate::args::{Cli, CompletionsArgs};
use crate::failure::Failure;
use crate::output::to_stdout;

pub(crate) fn run(args: &CompletionsArgs) -> Result<(), Failure> {
    // Generated in memory first, because the generator panics if writing fails.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "nordalign", &mut script);
    to_stdout(|out| Ok(out.write_all(&script)?))
}
