// Unsolved: behind_a_lock counted
//! A counter that loses updates, repaired in three ways.

#[cfg(not(feature = "variant"))]
#[cfg_attr(feature = "solution", path = "solution.rs")]
mod exercise;
#[cfg(feature = "variant")]
mod exercise {
    include!(concat!(env!("EXERCISES"), "/lost_updates.rs"));
}

mod counted;
#[path = "../support/mod.rs"]
mod support;

use std::process::ExitCode;
use std::thread;

use crate::counted::{AtomicU64, Mutex, THREADS};

/// How often each thread counts.
const ROUNDS: usize = 1_000;

/// How many steps `each_its_own` may make with the shared counter: some for each
/// thread, in whatever way it adds once, and far fewer than one a round.
const AT_MOST: usize = 10 * THREADS;

/// How often all of them count, and what they have counted then.
const ADDITIONS: usize = THREADS * ROUNDS;
const WANTED: u64 = ADDITIONS as u64;

fn main() -> ExitCode {
    exercises::run(
        "shared_state",
        &[
            ("behind_a_lock loses no update", behind_a_lock),
            ("in_one_step loses none", in_one_step),
            ("each_its_own loses none, and shares once", each_its_own),
            ("HELD_A_LOCK says which of them held one", held_a_lock),
        ],
    )
}

/// Runs this on all threads at the same time.
fn count(name: &str, counts: impl Fn() + Sync) {
    let done = support::caught(|| {
        thread::scope(|scope| {
            let run = || scope.spawn(&counts);
            let threads: Vec<_> = (0..THREADS).map(|_| run()).collect();
            threads.into_iter().all(|thread| thread.join().is_ok())
        })
    });
    assert!(
        done == Some(true),
        "{name} panicked: the first line above says why"
    );
}

/// Says how many were counted, if they are not all.
fn look(name: &str, number: u64, between: &str) {
    assert!(
        number >= WANTED,
        "{name} counted {number} of {WANTED}: the others are lost. {between} \
         other threads have counted, and what they have written is \
         overwritten"
    );
    assert!(
        number == WANTED,
        "{name} counted {number}, and not {WANTED}"
    );
}

/// The number, and how many times it was locked.
fn counted_behind_a_lock() -> (u64, usize) {
    let counter = Mutex::default();
    count("behind_a_lock", || {
        exercise::behind_a_lock(&counter, ROUNDS)
    });
    counter.into_inner()
}

/// The number, and how many steps were made with it.
fn counted_in(name: &str, counts: fn(&AtomicU64, usize)) -> (u64, usize) {
    let counter = AtomicU64::default();
    count(name, || counts(&counter, ROUNDS));
    counter.into_inner()
}

fn behind_a_lock() {
    let (number, _) = counted_behind_a_lock();
    look(
        "behind_a_lock",
        number,
        "Between one lock, which reads, and the next, which writes,",
    );
}

fn in_one_step() {
    let (number, steps) = counted_in("in_one_step", exercise::in_one_step);
    look(
        "in_one_step",
        number,
        "Between the step that reads and the step that writes,",
    );
    assert!(
        steps >= ADDITIONS,
        "in_one_step used the counter {steps} times for {ADDITIONS} \
         additions: each addition is to be one step of its own (to count apart \
         is each_its_own)"
    );
}

fn each_its_own() {
    let (number, steps) = counted_in("each_its_own", exercise::each_its_own);
    assert!(
        steps <= AT_MOST,
        "the {THREADS} threads of each_its_own used the shared counter \
         {steps} times, and each should once, after its {ROUNDS} rounds: \
         until then it counts in a variable of its own"
    );
    look(
        "each_its_own",
        number,
        "Between the step that reads and the step that writes,",
    );
}

fn held_a_lock() {
    let (_, locked) = counted_behind_a_lock();
    let seen = [
        ("behind_a_lock", locked),
        ("in_one_step", 0),
        ("each_its_own", 0),
    ];
    for ((name, locked), said) in seen.into_iter().zip(exercise::HELD_A_LOCK) {
        let Some(said) = said else {
            panic!(
                "HELD_A_LOCK does not say yet whether {name} held a lock: \
                 write Some(true) or Some(false)"
            )
        };
        assert!(
            said == (locked > 0),
            "HELD_A_LOCK says {said} for {name}, and a lock was taken \
             {locked} times there. Mutex has a lock, and an AtomicU64 has \
             none: the processor makes its steps"
        );
    }
}
