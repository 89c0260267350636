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
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use tokio::runtime::{Builder, Runtime};

/// How often the heart is to beat while the work runs.
const BEATS: usize = 5;

/// The pause between two beats.
const PAUSE: Duration = Duration::from_millis(5);

/// How many pieces the work has at the most: far more than `BEATS` pauses take.
/// It ends sooner once the heart has beaten.
const PIECES: u64 = 500;

/// How often a task may be polled that waits for one message, for which two or
/// three polls do. One that asks all the time is polled thousands of times.
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

fn result() {
    let answer = event_loop().block_on(exercise::compute(|| 6 * 7));
    assert!(
        answer == 42,
        "the work returned 42, and compute returned {answer}"
    );
}

fn thread() {
    let this = thread::current().id();
    let is_this = move || u64::from(thread::current().id() == this);
    let was_this = event_loop().block_on(exercise::compute(is_this));
    assert!(
        was_this == 0,
        "the work ran on the loop's own thread, which serves nobody else until \
         it is done. It has to run on another thread; a task of its own would \
         still be on this one"
    );
}

fn heart() {
    let seen = beside_a_heart();
    assert!(
        seen.beats >= BEATS,
        "the work ran on another thread, and still the heart beat {} times \
         while it ran; {BEATS} times were wanted. The loop's thread stood still \
         until the other one was done: wait for it with .await, and not with a \
         call that comes back only then",
        seen.beats
    );
}

fn waits() {
    let seen = beside_a_heart();
    assert!(
        seen.polls <= POLLS,
        "the heart beat, but compute was polled {} times while {} beats came: \
         it asked again and again whether the work was done, which keeps a core \
         busy. Let the work send word, and await that",
        seen.polls,
        seen.beats
    );
}

/// What was counted while the work ran.
struct Seen {
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
    // It computes until the heart has beaten, and so does not have to know how
    // fast this machine is.
    let work = move || {
        let before = beats.load(Ordering::Relaxed);
        let mut number = 0;
        for _ in 0..PIECES {
            number = support::compute(number);
            if beats.load(Ordering::Relaxed) - before >= BEATS {
                break;
            }
        }
        (beats.load(Ordering::Relaxed) - before) as u64
    };
    let mut polls = 0;
    let beats = event_loop().block_on(async {
        tokio::spawn(heart);
        let mut computed = pin!(exercise::compute(work));
        future::poll_fn(|context| {
            polls += 1;
            computed.as_mut().poll(context)
        })
        .await
    });
    Seen {
        beats: beats as usize,
        polls,
    }
}
