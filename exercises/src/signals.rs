//! What ends or stops `cargo ex`: the terminal is set back, and what it has
//! started ends with it.

use std::thread;

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

use crate::{children, terminal};

/// Does so from now on, unless a signal is ignored, as with `nohup`.
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
                // Ends or stops this process, as if it had not been heard.
                let _ = emulate_default_handler(signal);
            }
        }
    });
    Ok(())
}
