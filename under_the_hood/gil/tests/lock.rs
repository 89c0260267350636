//! Which threads are inside the lock, and in which order, by counts and ids.

// The tests use parts of the program's own files.
#![allow(dead_code)]

#[path = "../src/gil.rs"]
mod gil;
#[path = "../src/jobs.rs"]
mod jobs;

use std::panic::{self, AssertUnwindSafe};
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::sync::{Barrier, Mutex, mpsc};
use std::thread::{self, ThreadId};
use std::time::Duration;

use gil::Gil;

/// Interval with which there are many turns.
const SHORT: Duration = Duration::from_millis(1);

/// Interval that no test outlasts, so no thread requests the lock.
const HOUR: Duration = Duration::from_secs(3600);

/// Does the same on `threads` threads at once.
fn on_threads(threads: u32, work: impl Fn() + Sync) {
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(&work);
        }
    });
}

/// Some work, because a chunk has to take a while.
fn spin() {
    for _ in 0..5_000 {
        std::hint::spin_loop();
    }
}

/// Counts the threads that are inside.
#[derive(Default)]
struct Inside {
    now: AtomicU32,
    peak: AtomicU32,
}

impl Inside {
    fn with(&self, work: impl FnOnce()) {
        let now = self.now.fetch_add(1, SeqCst) + 1;
        self.peak.fetch_max(now, SeqCst);
        work();
        self.now.fetch_sub(1, SeqCst);
    }
}

#[test]
fn with_the_lock_never_two_are_inside() {
    checks::end_in_time();
    let gil = Gil::new(SHORT);
    let inside = Inside::default();
    on_threads(4, || {
        jobs::compute(Some(&gil), 300, || inside.with(spin));
        jobs::wait(Some(&gil), 3, thread::yield_now, || inside.with(spin));
    });
    assert_eq!(inside.peak.into_inner(), 1);
    // Each of the four has had it.
    assert!(gil.handoffs() >= 3, "{gil:?}");
}

#[test]
fn without_it_both_are_inside_at_once() {
    checks::end_in_time();
    // Each thread stays inside until the other one is there, too.
    let inside = Inside::default();
    let barrier = Barrier::new(2);
    let meet = || {
        barrier.wait();
    };
    on_threads(2, || jobs::compute(None, 3, || inside.with(meet)));
    on_threads(2, || jobs::wait(None, 3, || {}, || inside.with(meet)));
    assert_eq!(inside.peak.into_inner(), 2);
}

#[test]
fn while_they_wait_both_wait_at_once_with_the_lock_too() {
    checks::end_in_time();
    let gil = Gil::new(HOUR);
    let barrier = Barrier::new(2);
    let meet = || {
        barrier.wait();
    };
    on_threads(2, || jobs::wait(Some(&gil), 3, meet, || {}));
}

#[test]
fn after_a_request_a_thread_goes_on_only_when_another_one_has_had_its_turn() {
    checks::end_in_time();
    let gil = Gil::new(SHORT);
    let turns: Mutex<Vec<ThreadId>> = Mutex::default();
    let turn = |me| turns.lock().expect("a vector").push(me);
    on_threads(2, || {
        let me = thread::current().id();
        let mut held = gil.acquire();
        turn(me);
        while gil.handoffs() < 12 {
            spin();
            if held.hand_off_if_requested() {
                turn(me);
            }
        }
    });
    // A thread that acquires it twice in a row is in here twice in a row.
    let turns = turns.into_inner().expect("a vector");
    assert!(turns.windows(2).all(|pair| pair[0] != pair[1]), "{turns:?}");
    assert_eq!(gil.handoffs() as usize, turns.len() - 1);
}

#[test]
fn a_thread_that_waits_does_not_hold_it() {
    checks::end_in_time();
    let gil = Gil::new(HOUR);
    let (started, has_started) = mpsc::channel();
    let (response, responses) = mpsc::channel();
    let inside = Inside::default();
    let (lock, within) = (&gil, &inside);
    thread::scope(|scope| {
        scope.spawn(move || {
            let mut held = lock.acquire();
            let number = held.allow_threads(|| {
                started.send(()).expect("the other one listens");
                responses.recv().expect("the other one responds")
            });
            within.with(|| assert_eq!(number, 7));
        });
        scope.spawn(move || {
            has_started.recv().expect("the other one begins");
            let _held = lock.acquire();
            within.with(|| response.send(7).expect("it listens"));
        });
    });
    // There and back: it holds the lock again when it goes on.
    assert_eq!(gil.handoffs(), 2);
    assert_eq!(inside.peak.into_inner(), 1);
}

#[test]
fn there_is_no_request_before_the_interval_is_over() {
    checks::end_in_time();
    let gil = Gil::new(HOUR);
    let turns: Mutex<Vec<ThreadId>> = Mutex::default();
    on_threads(2, || {
        let me = thread::current().id();
        jobs::compute(Some(&gil), 500, || {
            spin();
            turns.lock().expect("a vector").push(me);
        });
    });
    let turns = turns.into_inner().expect("a vector");
    let [first, second] = [turns[0], turns[999]];
    assert_ne!(first, second);
    assert_eq!(turns[..500], [first; 500]);
    assert_eq!(turns[500..], [second; 500]);
    assert_eq!(gil.handoffs(), 1);
}

#[test]
fn a_thread_that_is_alone_is_never_asked() {
    checks::end_in_time();
    let gil = Gil::new(Duration::from_nanos(1));
    let mut held = gil.acquire();
    for _ in 0..100 {
        spin();
        assert!(!held.hand_off_if_requested());
    }
    held.allow_threads(|| ());
    drop(held);
    drop(gil.acquire());
    assert_eq!(gil.handoffs(), 0);
}

#[test]
fn no_thread_starves() {
    checks::end_in_time();
    let gil = Gil::new(SHORT);
    let turns: Mutex<Vec<(ThreadId, u32)>> = Mutex::default();
    let all_had_three = || {
        let turns = turns.lock().expect("a vector");
        turns.len() == 4 && turns.iter().all(|(_, turns)| *turns >= 3)
    };
    let turn = |me: ThreadId| {
        let mut turns = turns.lock().expect("a vector");
        match turns.iter_mut().find(|(thread, _)| *thread == me) {
            Some((_, turns)) => *turns += 1,
            None => turns.push((me, 1)),
        }
    };
    on_threads(4, || {
        let me = thread::current().id();
        let mut held = gil.acquire();
        turn(me);
        while !all_had_three() {
            spin();
            if held.hand_off_if_requested() {
                turn(me);
            }
        }
    });
}

#[test]
fn a_panic_leaves_the_lock_to_others() {
    checks::end_in_time();
    let gil = Gil::new(HOUR);
    let panics = |work: &(dyn Fn() + Sync)| {
        let work = AssertUnwindSafe(work);
        thread::scope(|scope| {
            let thread = scope.spawn(move || {
                panic::catch_unwind(work).expect_err("it panics");
            });
            thread.join().expect("it was caught");
        });
    };
    panics(&|| {
        let _held = gil.acquire();
        panic::resume_unwind(Box::new("while it holds the lock"));
    });
    panics(&|| {
        let mut held = gil.acquire();
        held.allow_threads(|| panic::resume_unwind(Box::new("while it waits")))
    });
    drop(gil.acquire());
}
