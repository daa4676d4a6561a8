//! Cleans up when a signal ends the program. Signals are watched only once there is something to
//! clean up; until then they do what they always do.

use std::sync::Once;

/// Calls `clean_up` when Ctrl-C, a hang-up or a request to end comes, and then lets the signal end the
/// program. What `clean_up` returns is held until the end. Only the first call counts.
pub(super) fn watch<T: 'static>(clean_up: fn() -> T) {
    static WATCHED: Once = Once::new();
    WATCHED.call_once(|| system::watch(clean_up));
}

#[cfg(unix)]
mod system {
    use std::fs;
    use std::sync::mpsc::channel;
    use std::thread;

    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    pub(super) fn watch<T: 'static>(clean_up: fn() -> T) {
        let (watching, ready) = channel();
        let watcher = thread::Builder::new()
            .name("signals".to_owned())
            .spawn(move || {
                let signals = Signals::new(wanted());
                // Nobody waits any more if this fails.
                let _ = watching.send(());
                let Ok(mut signals) = signals else { return };
                for signal in signals.forever() {
                    let _held = clean_up();
                    // So that whoever waits for the program sees by which signal it ended.
                    let _ = emulate_default_handler(signal);
                }
            });
        if watcher.is_ok() {
            let _ = ready.recv();
        }
    }

    /// The signals that end the program, but for those that it was started to ignore, as `nohup` and `&` do.
    fn wanted() -> Vec<i32> {
        let all = [SIGINT, SIGTERM, SIGHUP];
        match ignored() {
            Some(ignored) => {
                let heeded = |signal: &i32| ignored & (1 << (signal - 1)) == 0;
                all.into_iter().filter(heeded).collect()
            }
            // SIGHUP is not watched: the program may run under `nohup`.
            None => vec![SIGINT, SIGTERM],
        }
    }

    /// The signals that are ignored, as bits, if the system says which.
    fn ignored() -> Option<u64> {
        let status = fs::read_to_string("/proc/self/status").ok()?;
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix("SigIgn:"))?;
        u64::from_str_radix(line.trim(), 16).ok()
    }
}

#[cfg(windows)]
mod system {
    /// The exit status on Windows of a program that Ctrl-C ended.
    const STATUS_CONTROL_C_EXIT: u32 = 0xC000_013A;

    pub(super) fn watch<T: 'static>(clean_up: fn() -> T) {
        // Without it, the next write removes the drafts.
        let _ = ctrlc::set_handler(move || {
            let _held = clean_up();
            #[expect(clippy::exit, reason = "it is what Ctrl-C asks for")]
            std::process::exit(STATUS_CONTROL_C_EXIT.cast_signed());
        });
    }
}

#[cfg(not(any(unix, windows)))]
mod system {
    pub(super) fn watch<T>(_: fn() -> T) {}
}
