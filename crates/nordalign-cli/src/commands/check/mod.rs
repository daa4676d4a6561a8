//! `nordalign check`: how much of a source is translated, and what is wrong. Pages are found,
//! checked, held to what the configuration says, and shown; then the gate tells whether all is
//! well.

mod gate;
mod pages;
mod policy;
mod run;
mod stale;

use crate::args::CheckArgs;
use crate::changed::Changes;
use crate::config::Settings;
use crate::failure::Failure;
use crate::report::findings::Reports;
use crate::side_file;

pub(crate) use run::Run;

pub(crate) fn run(args: &CheckArgs) -> Result<(), Failure> {
    let settings = Settings::new(&args.policy)?;
    let mut guard = settings.guard()?;
    guard.reads(&settings.baseline)?;
    guard.reads(&settings.lock)?;
    let mut reports = Reports::new(&args.format, &mut guard)?;
    reports.all = args.verbose;
    // What is wrong is said before the long work.
    let baseline = side_file::baseline(&settings.baseline)?;
    if baseline.is_none() && settings.baseline_said {
        return Err(side_file::no_baseline(&settings.baseline));
    }
    let changes = args.changed_since.as_deref().map(Changes::since);
    let changes = changes.transpose()?;
    let mut run = Run::of(&settings, &mut guard)?;
    run.check_floors(&settings)?;
    run.set_aside(&settings, baseline.as_ref(), changes.as_ref());
    reports.quiet = args.quiet && run.unread().is_none() && run.failed(&settings).is_empty();
    let written = reports.write(&run.report.outcome);
    // Whatever becomes of it, the reports and the exit code count.
    run.keep();
    written?;
    if !reports.quiet {
        run.note_set_aside(&settings, args.changed_since.as_deref());
    }
    run.gate(&settings, args.exit_zero)
}
