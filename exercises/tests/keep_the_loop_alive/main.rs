// Unsolved: the work ran on the loop's own thread
//! A computation beside a heart, on a loop of one thread.

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

/// Number of times that the heart should beat while the work runs.
const BEATS: usize = 5;

/// The pause between two beats.
const PAUSE: Duration = Duration::from_millis(5);

/// Number of pieces that the work has at most: far more than `BEATS` pauses
/// take. It ends sooner once the heart has beaten.
const PIECES: u64 = 500;

/// Number of polls of a task that waits for one message, for which two or three
/// do. One that asks all the time is polled thousands of times.
const POLLS: usize = 100;

fn main() -> ExitCode {
    exercises::run(
        "blocked_loop",
        &[
            ("compute returns what the work returns", result),
            ("the work runs on another thread than the loop", thread),
            ("the heart beats while the work runs", heart),
            ("compute waits, and does not ask all the time", waits),
        ],
    )
}

/// A loop of one thread, which is the thread that calls `block_on`.
fn event_loop() -> Runtime {
    Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime")
}

/// What was seen of a call of `compute`.
struct Seen {
    /// The number that the work returned, and the one that `compute` did.
    answer: u64,
    returned: u64,
    /// The threads on which the work ran: one, if it ran once.
    threads: Vec<ThreadId>,
    /// Whether the work had ended when `compute` returned.
    is_done: bool,
    beats: usize,
    polls: usize,
}

/// Lets the exercise compute on a loop on which a heart beats.
fn beside_a_heart() -> Seen {
    let beats = Arc::new(AtomicUsize::new(0));
    let heart = {
        let beats = beats.clone();
        async move {
            loop {
                tokio::time::sleep(PAUSE).await;
                beats.fetch_add(1, Ordering::Relaxed);
            }
        }
    };
    let threads = Arc::new(Mutex::new(Vec::new()));
    let beaten = Arc::new(AtomicUsize::new(0));
    let is_done = Arc::new(AtomicBool::new(false));
    // No solution knows it in advance.
    let answer = fastrand::u64(1_000..1_000_000);
    // It computes until the heart has beaten, and so does not have to know how
    // fast this machine is.
    let work = {
        let (threads, beaten) = (threads.clone(), beaten.clone());
        let is_done = is_done.clone();
        move || {
            let this = thread::current().id();
            threads.lock().expect("no panic").push(this);
            let before = beats.load(Ordering::Relaxed);
            for piece in 0..PIECES {
                support::compute(piece);
                let since = beats.load(Ordering::Relaxed) - before;
                beaten.store(since, Ordering::Relaxed);
                if since >= BEATS {
                    break;
                }
            }
            is_done.store(true, Ordering::SeqCst);
            answer
        }
    };
    let mut polls = 0;
    let (returned, is_done) = event_loop().block_on(async {
        tokio::spawn(heart);
        let mut computed = pin!(exercise::compute(work));
        let returned = future::poll_fn(|context| {
            polls += 1;
            computed.as_mut().poll(context)
        })
        .await;
        // The end of the loop waits for whatever it has begun.
        (returned, is_done.load(Ordering::SeqCst))
    });
    Seen {
        answer,
        returned,
        threads: threads.lock().expect("no panic").clone(),
        is_done,
        beats: beaten.load(Ordering::Relaxed),
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
    } = beside_a_heart();
    assert!(
        !threads.is_empty(),
        "compute returned {returned} without having called work"
    );
    assert!(
        is_done,
        "compute returned {returned} while the work was still running: it \
         should wait for the result of the work"
    );
    assert!(
        returned == answer,
        "the work returned {answer}, and compute returned {returned}"
    );
}

fn thread() {
    let threads = beside_a_heart().threads;
    assert!(
        !threads.contains(&thread::current().id()),
        "the work ran on the loop's own thread, which serves no other task \
         until it is done. It has to run on another thread; a task of its own \
         would still be on this one"
    );
}

fn heart() {
    let seen = beside_a_heart();
    let times = if seen.beats == 1 { "time" } else { "times" };
    assert!(
        seen.beats >= BEATS,
        "the work ran on another thread, but the heart beat only {} {times} \
         while it ran; expected at least {BEATS} beats. The loop's thread \
         stood still until the other one was done: wait for it with .await, \
         not with a blocking call",
        seen.beats
    );
}

fn waits() {
    let seen = beside_a_heart();
    assert!(
        seen.polls <= POLLS,
        "the heart beat, but compute was polled {} times while {} beats came: \
         it asked again and again whether the work was done, which keeps a \
         core busy. Let the work notify you, and await that",
        seen.polls,
        seen.beats
    );
}
