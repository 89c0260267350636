// Unsolved: `behind_a_lock` counted
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

use crate::counted::{AtomicU64, Mutex, Seen, THREADS};

/// Largest number of steps that `each_its_own` may make on the shared counter:
/// some per thread, however it adds once, and far fewer than one per round.
const AT_MOST: usize = 10 * THREADS;

fn main() -> ExitCode {
    exercises::run(
        "shared_state",
        &[
            ("behind_a_lock loses no update", behind_a_lock),
            ("in_one_step loses no update", in_one_step),
            (
                "each_its_own loses no update, and shares once",
                each_its_own,
            ),
            ("HELD_A_LOCK says which of them held a lock", held_a_lock),
        ],
    )
}

/// Observations of one of the three functions, called on all threads.
struct Run {
    name: &'static str,
    rounds: usize,
    seen: Seen,
}

impl Run {
    fn of_a_lock() -> Run {
        let (rounds, start) = random();
        let counter = Mutex::new(start);
        let name = "behind_a_lock";
        on_all_threads(name, || exercise::behind_a_lock(&counter, rounds));
        let seen = counter.into_seen();
        Run { name, rounds, seen }
    }

    fn of_steps(name: &'static str, counts: fn(&AtomicU64, usize)) -> Run {
        let (rounds, start) = random();
        let counter = AtomicU64::new(start);
        on_all_threads(name, || counts(&counter, rounds));
        let seen = counter.into_seen();
        Run { name, rounds, seen }
    }

    /// Number of additions that all threads together should make.
    fn additions(&self) -> usize {
        THREADS * self.rounds
    }

    /// Panics if any addition is missing, and says why.
    fn look(&self, between: &str) {
        let (name, additions) = (self.name, self.additions());
        let Seen { start, end, .. } = self.seen;
        let wanted = start + additions as u64;
        assert!(
            end >= start,
            "`{name}` found {start} in the counter and left {end}; expected \
             {wanted}, which is {additions} more. It writes a number that \
             doesn't depend on the previous one."
        );
        let counted = (end - start) as usize;
        assert!(
            self.seen.threads == THREADS,
            "{THREADS} threads called `{name}` to count to {} each, but only \
             {} of them used the counter; all of them should.",
            self.rounds,
            self.seen.threads
        );
        assert!(
            counted <= additions,
            "`{name}` counted {counted}, but the threads have only {additions} \
             rounds between them. Some were added more than once."
        );
        let missing = additions - counted;
        let failed = self.seen.failed;
        let why = if self.seen.overwritten > 0 {
            format!(
                "The rest are lost: {between} other threads counted, and their \
                 updates were overwritten."
            )
        } else if failed == missing {
            format!(
                "`compare_exchange` failed {failed} times, because it found a \
                 different number from the one read before; then it adds \
                 nothing. Try again with the number in its Err."
            )
        } else {
            format!(
                "No number was overwritten, so no update is lost, but \
                 {missing} rounds added nothing. How many rounds does the loop \
                 run?"
            )
        };
        assert!(
            missing == 0,
            "`{name}` counted {counted} of {additions}. {why}"
        );
    }

    /// Panics if a lock of the learner's own replaces a single step.
    fn look_at_steps(&self) {
        let name = self.name;
        assert!(
            self.seen.stored == 0,
            "`{name}` counted all {}, but {} times it wrote, with `store` or \
             `swap`, a number that it had read in an earlier step. So \
             something of your own, a lock, keeps the other threads out in \
             between. Reading, adding and writing can be a single step, \
             without a lock.",
            self.additions(),
            self.seen.stored
        );
        assert!(
            self.seen.have_met,
            "`{name}` counted all {}, but the {THREADS} threads never reached \
             the counter at the same time. Something of your own, such as a \
             lock, lets in one at a time. A single step doesn't need that.",
            self.additions()
        );
    }
}

/// Returns a number of rounds, and the initial value of the counter, so no
/// solution knows the final one.
fn random() -> (usize, u64) {
    (fastrand::usize(900..1_100), fastrand::u64(10_000..20_000))
}

/// Calls `counts` on all threads at the same time.
fn on_all_threads(name: &str, counts: impl Fn() + Sync) {
    let done = support::caught(|| {
        thread::scope(|scope| {
            let run = || scope.spawn(&counts);
            let threads: Vec<_> = (0..THREADS).map(|_| run()).collect();
            threads.into_iter().all(|thread| thread.join().is_ok())
        })
    });
    assert!(
        done == Some(true),
        "`{name}` panicked; the first line above says why."
    );
}

fn behind_a_lock() {
    Run::of_a_lock()
        .look("between one lock, which reads, and the next, which writes,");
}

fn in_one_step() {
    let run = Run::of_steps("in_one_step", exercise::in_one_step);
    run.look("between the step that reads and the step that writes,");
    run.look_at_steps();
    let (added, additions) = (run.seen.added, run.additions());
    assert!(
        added == additions,
        "`in_one_step` counted all {additions}, but {added} steps added \
         exactly one. Each round should be a step of its own (counting apart \
         is for `each_its_own`)."
    );
}

fn each_its_own() {
    let run = Run::of_steps("each_its_own", exercise::each_its_own);
    assert!(
        run.seen.steps <= AT_MOST,
        "The {THREADS} threads of `each_its_own` used the shared counter {} \
         times; each should use it once, after its {} rounds. Until then it \
         counts in a variable of its own.",
        run.seen.steps,
        run.rounds
    );
    run.look("between the step that reads and the step that writes,");
    run.look_at_steps();
}

fn held_a_lock() {
    let seen = [
        ("behind_a_lock", Run::of_a_lock().seen.steps),
        ("in_one_step", 0),
        ("each_its_own", 0),
    ];
    for ((name, locked), said) in seen.into_iter().zip(exercise::HELD_A_LOCK) {
        let Some(said) = said else {
            panic!(
                "HELD_A_LOCK doesn't say yet whether `{name}` held a lock. \
                 Write Some(true) or Some(false)."
            )
        };
        let times = if locked == 1 { "time" } else { "times" };
        assert!(
            said == (locked > 0),
            "HELD_A_LOCK says {said} for `{name}`, which took a lock {locked} \
             {times}. A Mutex has a lock; an AtomicU64 doesn't, because the \
             processor adds in a single instruction."
        );
    }
}
