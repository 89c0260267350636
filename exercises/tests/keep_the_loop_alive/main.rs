// Unsolved: `work` ran on the event loop's thread
//! A computation next to a heartbeat, on a loop of one thread.

#[cfg(not(feature = "variant"))]
#[cfg_attr(feature = "solution", path = "solution.rs")]
mod exercise;
#[cfg(feature = "variant")]
mod exercise {
    include!(concat!(env!("EXERCISES"), "/keep_the_loop_alive.rs"));
}

#[path = "../support/mod.rs"]
mod support;

use std::future;
use std::pin::pin;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, ThreadId};
use std::time::Duration;

use tokio::runtime::{Builder, Runtime};

/// Number of ticks of the heartbeat that should pass while `work` runs.
const TICKS: usize = 5;

/// Pause between two ticks.
const PAUSE: Duration = Duration::from_millis(5);

/// Largest number of chunks of work: far more than `TICKS` pauses take. The
/// work ends sooner, once the heartbeat has ticked.
const CHUNKS: u64 = 500;

/// Largest number of polls of a task that waits for one message, which needs
/// two or three. One that asks all the time is polled thousands of times.
const POLLS: usize = 100;

fn main() -> ExitCode {
    exercises::run(
        "blocked_loop",
        &[
            ("compute returns the result of work", result),
            ("work runs on a different thread from the loop", thread),
            ("the heartbeat ticks while work runs", heartbeat),
            ("compute waits instead of asking all the time", waits),
        ],
    )
}

/// Returns a loop of one thread, which is the thread that calls `block_on`.
fn event_loop() -> Runtime {
    Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime")
}

/// Observations of one call of `compute`.
struct Seen {
    /// The result of `work`, and that of `compute`.
    answer: u64,
    returned: u64,
    /// The threads on which `work` ran: one, if it ran once.
    threads: Vec<ThreadId>,
    /// Set if `work` had ended when `compute` returned.
    is_done: bool,
    ticks: usize,
    polls: usize,
}

/// Calls `compute` on a loop on which a heartbeat ticks.
fn next_to_a_heartbeat() -> Seen {
    let ticks = Arc::new(AtomicUsize::new(0));
    let heartbeat = {
        let ticks = ticks.clone();
        async move {
            loop {
                tokio::time::sleep(PAUSE).await;
                ticks.fetch_add(1, Ordering::Relaxed);
            }
        }
    };
    let threads = Arc::new(Mutex::new(Vec::new()));
    let ticked = Arc::new(AtomicUsize::new(0));
    let is_done = Arc::new(AtomicBool::new(false));
    // No solution knows it in advance.
    let answer = fastrand::u64(1_000..1_000_000);
    // It computes until the heartbeat has ticked, so it does not need to know
    // how fast this machine is.
    let work = {
        let (threads, ticked) = (threads.clone(), ticked.clone());
        let is_done = is_done.clone();
        move || {
            let this = thread::current().id();
            threads.lock().expect("no panic").push(this);
            let before = ticks.load(Ordering::Relaxed);
            for chunk in 0..CHUNKS {
                support::compute(chunk);
                let since = ticks.load(Ordering::Relaxed) - before;
                ticked.store(since, Ordering::Relaxed);
                if since >= TICKS {
                    break;
                }
            }
            is_done.store(true, Ordering::SeqCst);
            answer
        }
    };
    let mut polls = 0;
    let (returned, is_done) = event_loop().block_on(async {
        tokio::spawn(heartbeat);
        let mut computed = pin!(exercise::compute(work));
        let returned = future::poll_fn(|context| {
            polls += 1;
            computed.as_mut().poll(context)
        })
        .await;
        // Dropping the loop waits for everything that it has started, so look
        // before that.
        (returned, is_done.load(Ordering::SeqCst))
    });
    Seen {
        answer,
        returned,
        threads: threads.lock().expect("no panic").clone(),
        is_done,
        ticks: ticked.load(Ordering::Relaxed),
        polls,
    }
}

fn result() {
    let Seen {
        answer,
        returned,
        threads,
        is_done,
        ..
    } = next_to_a_heartbeat();
    assert!(
        !threads.is_empty(),
        "`compute` returned {returned} without calling `work`."
    );
    assert!(
        is_done,
        "`compute` returned {returned} while `work` was still running. It \
         should wait for the result."
    );
    assert!(
        returned == answer,
        "Expected {answer}, which `work` returned; got {returned}."
    );
}

fn thread() {
    let threads = next_to_a_heartbeat().threads;
    assert!(
        !threads.contains(&thread::current().id()),
        "`work` ran on the event loop's thread, so nothing else could run \
         until it finished. Move it to another thread; spawning a task isn't \
         enough, because tasks share this thread."
    );
}

fn heartbeat() {
    let seen = next_to_a_heartbeat();
    let times = if seen.ticks == 1 { "time" } else { "times" };
    assert!(
        seen.ticks >= TICKS,
        "`work` ran on another thread, but the heartbeat ticked only {} \
         {times} meanwhile; expected at least {TICKS}. The loop's thread was \
         blocked until the other one had finished. Wait for it with .await, \
         not with a blocking call.",
        seen.ticks
    );
}

fn waits() {
    let seen = next_to_a_heartbeat();
    assert!(
        seen.polls <= POLLS,
        "The heartbeat ticked, but `compute` was polled {} times during {} \
         ticks. It asked again and again whether `work` had finished, which \
         keeps a core busy. Let `work` notify you, and await that.",
        seen.polls,
        seen.ticks
    );
}
