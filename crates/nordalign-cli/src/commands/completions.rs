//! `nordalign completions`: what a shell completes.

use clap::CommandFactory;

use crate::args::{Cli, CompletionsArgs};
use crate::failure::Failure;
use crate::output::to_stdout;

pub(crate) fn run(args: &CompletionsArgs) -> Result<(), Failure> {
    // Written whole at once: the generator panics where writing fails.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "nordalign", &mut script);
    to_stdout(|out| Ok(out.write_all(&script)?))
}
