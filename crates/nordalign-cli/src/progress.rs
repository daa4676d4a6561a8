//! Shows progress on a terminal during long work.

use std::io::{IsTerminal, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use nordalign::write::harmless;

/// Work that is done sooner than this shows nothing.
const DELAY: Duration = Duration::from_secs(1);
const TICK: Duration = Duration::from_millis(100);
const FRAMES: [&str; 10] = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];

/// Does `work`, and shows `what` it is if it takes long and stderr is a terminal.
pub(crate) fn during<T>(what: &str, work: impl FnOnce() -> T) -> T {
    showing(|| what.to_owned(), work)
}

/// Does `work`, which is given a function to call with how many are done and of how many, and shows
/// that as [`during`] does.
pub(crate) fn counting<T>(
    what: &str,
    work: impl FnOnce(Box<dyn Fn(usize, usize) + Send + Sync>) -> T,
) -> T {
    let counts = Arc::new([AtomicUsize::new(0), AtomicUsize::new(0)]);
    let text = || {
        let [done, total] = counts.each_ref().map(|count| count.load(Ordering::Relaxed));
        format!("{what} {done} of {total}")
    };
    let set = counts.clone();
    let set = move |done, total| {
        set[0].store(done, Ordering::Relaxed);
        set[1].store(total, Ordering::Relaxed);
    };
    showing(text, || work(Box::new(set)))
}

fn showing<T>(what: impl Fn() -> String + Sync, work: impl FnOnce() -> T) -> T {
    if !std::io::stderr().is_terminal() {
        return work();
    }
    thread::scope(|scope| {
        let (working, signals) = channel();
        let what = &what;
        scope.spawn(move || spin(what, &signals));
        let result = work();
        drop(working);
        result
    })
}

/// Draws until the other end of `working` is dropped, then clears the line.
fn spin(what: impl Fn() -> String, working: &Receiver<()>) {
    let started = Instant::now();
    let mut frames = FRAMES.iter().cycle();
    let mut drawn = false;
    while working.recv_timeout(TICK) == Err(RecvTimeoutError::Timeout) {
        if started.elapsed() >= DELAY {
            let frame = frames.next().unwrap_or(&"");
            let seconds = started.elapsed().as_secs();
            draw(&format!("{frame} {} … {seconds} s", what()));
            drawn = true;
        }
    }
    if drawn {
        draw("");
    }
}

/// Replaces the current line with `text`.
fn draw(text: &str) {
    let mut stderr = anstream::stderr().lock();
    let _ = write!(stderr, "\r\u{1b}[2K{}", harmless(text));
    let _ = stderr.flush();
}
