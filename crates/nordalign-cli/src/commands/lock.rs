//! `nordalign lock`: notes what every translation is in step with.

use nordalign::check::site::Lock;

use crate::args::LockArgs;
use crate::commands::check::Run;
use crate::config::{Settings, StaleBy};
use crate::failure::Failure;
use crate::message;
use crate::side_file;

pub(crate) fn run(args: &LockArgs) -> Result<(), Failure> {
    let mut settings = Settings::new(&args.policy)?;
    settings.stale = Some(StaleBy::Lock);
    // It does not hold what a lock is made of.
    settings.cache = None;
    let path = &settings.lock;
    let mut guard = settings.guard()?;
    guard.reads(&settings.baseline)?;
    let target = side_file::lock_target(path, &mut guard)?;
    let before = side_file::lock(path);
    let mut lock = match before {
        Ok(lock) => lock.unwrap_or_else(|| Lock::new(path)),
        Err(_) if args.accept => Lock::new(path),
        Err(failure) => return Err(failure),
    };
    let run = Run::of(&settings, &mut guard)?;
    if let Some(unread) = run.unread() {
        let message = format!("{unread}, so the lock stays as it was");
        return Err(Failure::runtime(message));
    }
    for (page, pairs) in &run.report.pairs {
        lock.note(page, pairs, args.accept);
    }
    lock.remove_gone();
    side_file::write(&target, |out| lock.write(out))?;
    let (pages, units) = (lock.pages(), lock.units());
    message::summary(&format!(
        "{}: {units} units of {pages} translations",
        path.display()
    ));
    Ok(())
}
