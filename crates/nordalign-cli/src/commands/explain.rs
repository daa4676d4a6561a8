//! `nordalign explain`: the page of a rule.

use nordalign::check::Rule;

use crate::args::ExplainArgs;
use crate::failure::Failure;
use crate::output::to_stdout;

pub(crate) fn run(args: &ExplainArgs) -> Result<(), Failure> {
    to_stdout(|out| {
        match args.rule {
            Some(rule) => out.write_all(rule.explanation().as_bytes())?,
            None => {
                for rule in Rule::ALL {
                    writeln!(out, "{:16}{}", rule.id(), rule.severity().name())?;
                }
            }
        }
        Ok(())
    })
}
