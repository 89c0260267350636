//! The work, which is counted.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// Job that waits until a second one runs, or until waiting is stopped.
pub const WAITS: u64 = 0;

/// Longest time that jobs wait. After that, none of them waits any more.
const LONGEST: Duration = Duration::from_secs(3);

static BEGUN: AtomicU64 = AtomicU64::new(0);
static RUNNING: AtomicU64 = AtomicU64::new(0);
static MOST: AtomicU64 = AtomicU64::new(0);
static IS_STOPPED: AtomicBool = AtomicBool::new(false);

/// Returns the result of a job.
pub fn result(job: u64) -> u64 {
    job.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(31) % 1_000_003
}

/// Does a job, which needs nothing from Python.
pub fn run(job: u64) -> u64 {
    BEGUN.fetch_add(1, Ordering::SeqCst);
    let running = RUNNING.fetch_add(1, Ordering::SeqCst) + 1;
    MOST.fetch_max(running, Ordering::SeqCst);
    let begin = Instant::now();
    while job == WAITS
        && MOST.load(Ordering::SeqCst) < 2
        && !IS_STOPPED.load(Ordering::SeqCst)
    {
        thread::sleep(Duration::from_millis(1));
        if begin.elapsed() > LONGEST {
            stop_waiting();
        }
    }
    RUNNING.fetch_sub(1, Ordering::SeqCst);
    result(job)
}

/// Returns the number of jobs that have begun.
pub fn begun() -> u64 {
    BEGUN.load(Ordering::SeqCst)
}

/// Returns the peak number of jobs that were running at a time.
pub fn most_at_a_time() -> u64 {
    MOST.load(Ordering::SeqCst)
}

/// Ends all waiting, for good.
pub fn stop_waiting() {
    IS_STOPPED.store(true, Ordering::SeqCst);
}
