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

use crate::counted::{AtomicU64, Mutex, Seen, THREADS};

/// Number of steps that `each_its_own` may make with the shared counter: some
/// for each thread, in whatever way it adds once, and far fewer than one a round.
const AT_MOST: usize = 10 * THREADS;

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

/// What was seen while one of the three functions counted on all threads.
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

    /// Number of times that all threads together should count.
    fn additions(&self) -> usize {
        THREADS * self.rounds
    }

    /// Looks whether all were counted, and says why not.
    fn look(&self, between: &str) {
        let (name, additions) = (self.name, self.additions());
        let Seen { start, end, .. } = self.seen;
        let wanted = start + additions as u64;
        assert!(
            end >= start,
            "{name} found {start} in the counter, and left {end} there; \
             expected {additions} more than it found, {wanted}. It writes a \
             number that doesn't depend on what was there"
        );
        let counted = (end - start) as usize;
        assert!(
            self.seen.threads == THREADS,
            "{THREADS} threads called {name} to count to {} each, and {} of \
             them used the counter, which all of them should",
            self.rounds,
            self.seen.threads
        );
        assert!(
            counted <= additions,
            "{name} counted {counted}, but there are only {additions} rounds \
             of all threads: some were added more than once"
        );
        let missing = additions - counted;
        let failed = self.seen.failed;
        let why = if self.seen.overwritten > 0 {
            format!(
                "the others are lost. {between} other threads have counted, \
                 and what they have written is overwritten"
            )
        } else if failed == missing {
            format!(
                "{failed} times, compare_exchange found another number than \
                 the one that was read before, and then it adds nothing. Try \
                 again with the number that is in its Err"
            )
        } else {
            format!(
                "no number was overwritten, so nothing is lost, but {missing} \
                 rounds have added nothing. How many rounds does the loop have?"
            )
        };
        assert!(
            missing == 0,
            "{name} counted {counted} of {additions}: {why}"
        );
    }

    /// Looks that no lock of the learner's own replaces a single step.
    fn look_at_steps(&self) {
        let name = self.name;
        assert!(
            self.seen.stored == 0,
            "{name} counted all {}, but it wrote {} times with `store` or \
             `swap` what it had read in another step, so something of your own \
             keeps the other threads out meanwhile: a lock. Reading, adding \
             and writing can be a single step, without one",
            self.additions(),
            self.seen.stored
        );
        assert!(
            self.seen.have_met,
            "{name} counted all {}, but the {THREADS} threads never came to \
             the counter at the same time: something of your own, such as a \
             lock, lets one of them in at a time. A single step needs none",
            self.additions()
        );
    }
}

/// Returns a number of rounds, and what the counter begins with: no solution
/// knows what will be in it at the end.
fn random() -> (usize, u64) {
    (fastrand::usize(900..1_100), fastrand::u64(10_000..20_000))
}

/// Runs this on all threads at the same time.
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
        "{name} panicked: the first line above says why"
    );
}

fn behind_a_lock() {
    Run::of_a_lock()
        .look("Between one lock, which reads, and the next, which writes,");
}

fn in_one_step() {
    let run = Run::of_steps("in_one_step", exercise::in_one_step);
    run.look("Between the step that reads and the step that writes,");
    run.look_at_steps();
    let (added, additions) = (run.seen.added, run.additions());
    assert!(
        added == additions,
        "in_one_step counted all {additions}, but {added} steps have added \
         one: each round should be a step of its own (counting apart is \
         each_its_own)"
    );
}

fn each_its_own() {
    let run = Run::of_steps("each_its_own", exercise::each_its_own);
    assert!(
        run.seen.steps <= AT_MOST,
        "the {THREADS} threads of each_its_own used the shared counter {} \
         times, and each should once, after its {} rounds: until then it \
         counts in a variable of its own",
        run.seen.steps,
        run.rounds
    );
    run.look("Between the step that reads and the step that writes,");
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
                "HELD_A_LOCK doesn't say yet whether {name} held a lock: \
                 write Some(true) or Some(false)"
            )
        };
        let times = if locked == 1 { "time" } else { "times" };
        assert!(
            said == (locked > 0),
            "HELD_A_LOCK says {said} for {name}, where a lock was taken \
             {locked} {times}. Mutex has a lock, and an AtomicU64 has none: \
             the processor does it in one instruction"
        );
    }
}
