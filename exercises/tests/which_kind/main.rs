// Unsolved: `first` has no answer yet
//! Five functions that are measured, and the learner's answers.

#[cfg(not(feature = "variant"))]
#[cfg_attr(feature = "solution", path = "solution.rs")]
mod exercise;
#[cfg(feature = "variant")]
mod exercise {
    include!(concat!(env!("EXERCISES"), "/which_kind.rs"));
}

mod given;
#[path = "../support/mod.rs"]
mod support;

use std::process::ExitCode;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicBool, Ordering};

use given::{Figures, Kind};

const FUNCTIONS: [(&str, fn()); 5] = [
    ("first", given::first),
    ("second", given::second),
    ("third", given::third),
    ("fourth", given::fourth),
    ("fifth", given::fifth),
];

/// Share of waiting above which a function is I/O-bound. Each of the five is
/// far from it.
const WAITS: f64 = 0.7;

/// Share of the CPU time spent in the kernel above which a function is
/// memory-bound.
const IN_KERNEL: f64 = 0.5;

static ANSWERS: LazyLock<[Kind; 5]> = LazyLock::new(exercise::answers);

/// Set if `look` has measured at least as many functions as there are. Only
/// then do figures come with the verdict.
static HAS_LOOKED: AtomicBool = AtomicBool::new(false);

fn main() -> ExitCode {
    exercises::run(
        "two_kinds_of_work",
        &[
            ("each of the five has an answer", answered),
            ("the answer for `first` fits the measurement", || fits(0)),
            ("the answer for `second` fits", || fits(1)),
            ("the answer for `third` fits", || fits(2)),
            ("the answer for `fourth` fits", || fits(3)),
            ("the answer for `fifth` fits", || fits(4)),
        ],
    )
}

fn answered() {
    exercise::look();
    let looked = given::measured() >= FUNCTIONS.len();
    HAS_LOOKED.store(looked, Ordering::Relaxed);
    for ((name, _), answer) in FUNCTIONS.iter().zip(*ANSWERS) {
        assert!(
            answer != Kind::NotKnown,
            "`{name}` has no answer yet. Measure it in `look`, and fill in its \
             kind in `answers`."
        );
    }
}

/// Panics unless the answer for a function fits its measurement, made now and
/// on this machine.
fn fits(index: usize) {
    let (name, function) = FUNCTIONS[index];
    let figures = given::measure(function);
    let waiting = percent(figures.waiting());
    let in_kernel = percent(figures.in_kernel().unwrap_or_default());
    let said = match (ANSWERS[index], measured(&figures)) {
        (answer, measured) if answer == measured => return,
        // This OS does not report the kernel's share.
        (Kind::CpuBound | Kind::MemoryBound, Kind::CpuBound)
            if figures.kernel.is_none() =>
        {
            return;
        }
        (Kind::IoBound, _) => format!(
            "You say that `{name}` is I/O-bound. But it waited for only \
             {waiting} of its time, and kept a core busy for the rest"
        ),
        (Kind::MemoryBound, Kind::IoBound) => format!(
            "You say that `{name}` is memory-bound. But it waited for \
             {waiting} of its time"
        ),
        (_, Kind::IoBound) => format!(
            "You say that `{name}` is CPU-bound. But it waited for {waiting} \
             of its time"
        ),
        (Kind::MemoryBound, _) => format!(
            "You say that `{name}` is memory-bound. But only {in_kernel} of \
             its CPU time went to the kernel"
        ),
        _ => format!(
            "You say that `{name}` is CPU-bound. But {in_kernel} of its CPU \
             time went to the kernel"
        ),
    };
    if HAS_LOOKED.load(Ordering::Relaxed) {
        panic!("{said}. In all: {figures}.");
    }
    panic!("{said}. Measure all five in `look` to see more.");
}

/// Returns the kind that the figures show. They exclude the time in which other
/// programs had the core, so this holds on a busy machine, too.
fn measured(figures: &Figures) -> Kind {
    if figures.waiting() > WAITS {
        Kind::IoBound
    } else if figures.in_kernel().is_some_and(|share| share > IN_KERNEL) {
        Kind::MemoryBound
    } else {
        Kind::CpuBound
    }
}

fn percent(share: f64) -> String {
    format!("{:.0}%", share * 100.0)
}
