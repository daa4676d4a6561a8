//! `nordalign baseline`: what is known, and need not be reported again.

use nordalign::check::site::Baseline;

use crate::args::{BaselineArgs, BaselineCommand};
use crate::commands::check::Run;
use crate::config::Settings;
use crate::failure::Failure;
use crate::message;
use crate::output::{Guard, Target};
use crate::side_file;

pub(crate) fn run(args: &BaselineArgs) -> Result<(), Failure> {
    match &args.command {
        BaselineCommand::Write(policy) => write(&Settings::new(policy)?),
        BaselineCommand::Prune(policy) => prune(&Settings::new(policy)?),
    }
}

fn write(settings: &Settings) -> Result<(), Failure> {
    let path = &settings.baseline;
    let (target, mut guard) = target(settings)?;
    let run = complete(settings, &mut guard)?;
    let baseline = Baseline::of(&run.report.outcome.findings, path);
    side_file::write(&target, |out| baseline.write(out))?;
    run.keep();
    message::summary(&format!("{}: {}", path.display(), count(baseline.len())));
    Ok(())
}

fn prune(settings: &Settings) -> Result<(), Failure> {
    let path = &settings.baseline;
    let Some(mut baseline) = side_file::baseline(path)? else {
        return Err(side_file::no_baseline(path));
    };
    let (target, mut guard) = target(settings)?;
    let mut run = complete(settings, &mut guard)?;
    let unused = run.remove_known(&baseline, settings);
    baseline.remove(&unused);
    if !unused.is_empty() {
        side_file::write(&target, |out| baseline.write(out))?;
    }
    run.keep();
    message::summary(&format!(
        "{}: {} removed, {} left",
        path.display(),
        unused.len(),
        baseline.len()
    ));
    Ok(())
}

/// Where the baseline goes.
fn target(settings: &Settings) -> Result<(Target, Guard), Failure> {
    let mut guard = settings.guard()?;
    guard.reads(&settings.lock)?;
    Ok((
        side_file::baseline_target(&settings.baseline, &mut guard)?,
        guard,
    ))
}

/// All findings of the pages, every one of which could be read.
fn complete(settings: &Settings, guard: &mut Guard) -> Result<Run, Failure> {
    let run = Run::of(settings, guard)?;
    match run.unread() {
        None => Ok(run),
        Some(unread) => Err(Failure::runtime(format!(
            "{unread}, so the baseline stays as it was"
        ))),
    }
}

/// `1 finding`, `3 findings`.
fn count(findings: usize) -> String {
    let s = if findings == 1 { "" } else { "s" };
    format!("{findings} finding{s}")
}
