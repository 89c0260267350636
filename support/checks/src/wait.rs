//! Waiting for an event, with a deadline.

use std::io::{self, Write};
use std::sync::Once;
use std::time::{Duration, Instant};
use std::{process, thread};

/// Maximum wait. No test needs a tenth of it.
const DEADLINE: Duration = Duration::from_secs(60);

/// Calls `ask` until it returns a value, and returns that.
pub fn poll<T>(what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let started = Instant::now();
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(started.elapsed() < DEADLINE, "never seen: {what}");
        thread::sleep(Duration::from_millis(1));
    }
}

/// Waits until `is_so` returns true.
pub fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    poll(what, || is_so().then_some(()));
}

/// Ends this process if its tests take too long, because one of them hangs.
pub fn end_in_time() {
    static WATCH: Once = Once::new();
    WATCH.call_once(|| {
        thread::spawn(|| {
            thread::sleep(2 * DEADLINE);
            // The test harness captures `eprintln!`.
            let _ = io::stderr().write_all(b"a test hangs\n");
            process::exit(1);
        });
    });
}
