//! The signals that end or stop `cargo ex`. The terminal is restored first, and
//! the processes that it has started end with it.

use std::thread;

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

use crate::{children, terminal};

/// Handles these signals from now on, except ignored ones, as with `nohup`.
pub fn listen() -> std::io::Result<()> {
    let mut signals = vec![SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP];
    signals.retain(|signal| !command_line::is_ignored(*signal));
    signals.push(SIGCONT);
    let mut signals = Signals::new(signals)?;
    thread::spawn(move || {
        for signal in signals.forever() {
            match signal {
                SIGCONT => terminal::keys_at_once_again(),
                SIGTSTP => terminal::set_back(),
                _ => {
                    terminal::set_back();
                    children::end();
                }
            }
            if signal != SIGCONT {
                // Ends or stops this process, as if the signal had not been
                // handled.
                let _ = emulate_default_handler(signal);
            }
        }
    });
    Ok(())
}
