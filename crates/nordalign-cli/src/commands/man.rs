//! `nordalign man`: the manual pages.

use std::io::Write;

use clap::{Command, CommandFactory};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};
use nordalign::Error;

use crate::args::{Cli, ManArgs};
use crate::failure::Failure;
use crate::output::to_stdout;

pub(crate) fn run(args: &ManArgs) -> Result<(), Failure> {
    let command = command(args.command.as_deref())?;
    to_stdout(|out| render(&command, out))
}

fn render(command: &Command, mut out: &mut dyn Write) -> Result<(), Error> {
    let page = Man::new(command.clone());
    page.render_title(&mut out)?;
    page.render_name_section(&mut out)?;
    page.render_synopsis_section(&mut out)?;
    page.render_description_section(&mut out)?;
    page.render_options_section(&mut out)?;
    if command.has_subcommands() {
        page.render_subcommands_section(&mut out)?;
    }
    if let Some(help) = command.get_after_help() {
        let help = help.to_string();
        let name = match help.starts_with("Examples") {
            true => "EXAMPLES",
            false => "EXIT STATUS",
        };
        // Printed literally, because the lines of examples must not be joined.
        let mut section = Roff::new();
        section.control("SH", [name]).control("nf", []);
        section.text([roman(help)]).control("fi", []);
        section.to_writer(out)?;
    }
    Ok(())
}

/// The program, or its command `name`, with the name used in a shell.
fn command(name: Option<&str>) -> Result<Command, Failure> {
    let mut program = Cli::command();
    program.build();
    let Some(name) = name else {
        return Ok(program);
    };
    let command = program.find_subcommand(name).cloned();
    command.ok_or_else(|| {
        Failure::usage(format!("unknown command `{name}`"))
            .with_hint("`nordalign --help` lists the commands")
    })
}
