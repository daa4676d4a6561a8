//! `nordalign explain`: what a rule says.

use nordalign::check::Rule;

use crate::args::ExplainArgs;
use crate::failure::Failure;
use crate::output::{Batch, Target};

pub(crate) fn run(args: &ExplainArgs) -> Result<(), Failure> {
    let rules = args.rule.as_ref().map_or(Rule::ALL, std::slice::from_ref);
    Batch::default().write(&Target::Stdout, |out| {
        for rule in rules {
            writeln!(out, "{rule}: {} by default", rule.severity().name())?;
        }
        Ok(())
    })
}
