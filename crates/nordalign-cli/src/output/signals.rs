//! What ends the program from outside also takes its drafts away. Watched only once there are drafts; until then, and in
//! whatever else uses the library, signals do what they always do.

use std::sync::Once;

/// Has drafts removed where Ctrl-C, a hang-up or a request to end comes; the program ends by it all the same.
pub(super) fn watch() {
    static WATCHED: Once = Once::new();
    WATCHED.call_once(system::watch);
}

#[cfg(unix)]
mod system {
    use std::fs;
    use std::sync::mpsc::channel;
    use std::thread;

    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    use crate::output::drafts;

    pub(super) fn watch() {
        let (watching, ready) = channel();
        let watcher = thread::Builder::new()
            .name("signals".to_owned())
            .spawn(move || {
                let signals = Signals::new(wanted());
                // Nobody waits any more if this fails.
                let _ = watching.send(());
                let Ok(mut signals) = signals else { return };
                for signal in signals.forever() {
                    let _no_more_drafts = drafts::remove_all();
                    // Whoever waits for the program sees by which signal it ended.
                    let _ = emulate_default_handler(signal);
                }
            });
        if watcher.is_ok() {
            let _ = ready.recv();
        }
    }

    /// The signals that end the program, but for those that it was started not to heed, as `nohup` and `&` do.
    fn wanted() -> Vec<i32> {
        let all = [SIGINT, SIGTERM, SIGHUP];
        match ignored() {
            Some(ignored) => {
                let heeded = |signal: &i32| ignored & (1 << (signal - 1)) == 0;
                all.into_iter().filter(heeded).collect()
            }
            // `nohup` must keep its promise.
            None => vec![SIGINT, SIGTERM],
        }
    }

    /// The signals that are ignored, as bits, where the system tells.
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
    use crate::output::drafts;

    /// What Windows says of a program that Ctrl-C ended.
    const STATUS_CONTROL_C_EXIT: u32 = 0xC000_013A;

    pub(super) fn watch() {
        // Without it, the next write removes the drafts.
        let _ = ctrlc::set_handler(|| {
            let _no_more_drafts = drafts::remove_all();
            #[expect(clippy::exit, reason = "it is what Ctrl-C asks for")]
            std::process::exit(STATUS_CONTROL_C_EXIT.cast_signed());
        });
    }
}

#[cfg(not(any(unix, windows)))]
mod system {
    pub(super) fn watch() {}
}
