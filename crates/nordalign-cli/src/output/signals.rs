//! Cleans up when a signal ends the program. Signals are handled only once there is something to
//! clean up; until then they have their default effect.

use std::sync::Once;

/// Calls `clean_up` on Ctrl-C, a hang-up or a request to end, and then lets the signal end the
/// program. The value that `clean_up` returns is held until the end. Only the first call counts.
pub(super) fn watch<T: 'static>(clean_up: fn() -> T) {
    static HANDLING: Once = Once::new();
    HANDLING.call_once(|| system::watch(clean_up));
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
                let signals = Signals::new(handled());
                // If this fails, nobody is waiting any more.
                let _ = watching.send(());
                let Ok(mut signals) = signals else { return };
                for signal in signals.forever() {
                    let _held = clean_up();
                    // The parent process then sees which signal ended the program.
                    let _ = emulate_default_handler(signal);
                }
            });
        if watcher.is_ok() {
            let _ = ready.recv();
        }
    }

    /// The signals that end the program, except those that it was started to ignore, as with
    /// `nohup` and `&`.
    fn handled() -> Vec<i32> {
        let all = [SIGINT, SIGTERM, SIGHUP];
        match ignored() {
            Some(ignored) => {
                let is_handled = |signal: &i32| ignored & (1 << (signal - 1)) == 0;
                all.into_iter().filter(is_handled).collect()
            }
            // SIGHUP is not handled: the program may run under `nohup`.
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
    /// The exit status on Windows of a program ended by Ctrl-C.
    const STATUS_CONTROL_C_EXIT: u32 = 0xC000_013A;

    pub(super) fn watch<T: 'static>(clean_up: fn() -> T) {
        // Without it, the next write removes the drafts.
        let _ = ctrlc::set_handler(move || {
            let _held = clean_up();
            #[expect(clippy::exit, reason = "Ctrl-C must end the program")]
            std::process::exit(STATUS_CONTROL_C_EXIT.cast_signed());
        });
    }
}

#[cfg(not(any(unix, windows)))]
mod system {
    pub(super) fn watch<T>(_: fn() -> T) {}
}
