// Unsolved: `first` has no answer yet
//! Five functions that are measured, and answers on what they are bound by.

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

/// Above this, something waits for most of its time: it is far from what any of
/// the five is seen to do.
const WAITS: f64 = 0.7;

/// Above this, most of the CPU time is the kernel's.
const IN_KERNEL: f64 = 0.5;

static ANSWERS: LazyLock<[Kind; 5]> = LazyLock::new(exercise::answers);

/// Whether `look` has measured as many functions as there are. Without
/// that, no figures come with the verdict.
static HAS_LOOKED: AtomicBool = AtomicBool::new(false);

fn main() -> ExitCode {
    exercises::run(
        "two_kinds_of_work",
        &[
            ("each of the five has an answer", answered),
            ("the answer on `first` fits what is measured", || fits(0)),
            ("the answer on `second` fits", || fits(1)),
            ("the answer on `third` fits", || fits(2)),
            ("the answer on `fourth` fits", || fits(3)),
            ("the answer on `fifth` fits", || fits(4)),
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
            "`{name}` has no answer yet. Measure it in `look`, and write down \
             in `answers` what it is bound by"
        );
    }
}

/// Looks whether an answer is what its function is measured to be, now and on
/// this machine.
fn fits(index: usize) {
    let (name, function) = FUNCTIONS[index];
    let figures = given::measure(function);
    let waiting = percent(figures.waiting());
    let in_kernel = percent(figures.in_kernel().unwrap_or_default());
    let said = match (ANSWERS[index], measured(&figures)) {
        (answer, measured) if answer == measured => return,
        // It is not known here what the kernel did.
        (Kind::CpuBound | Kind::MemoryBound, Kind::CpuBound)
            if figures.kernel.is_none() =>
        {
            return;
        }
        (Kind::IoBound, _) => format!(
            "you say that `{name}` waits for something else. It waited \
             for {waiting} of its time, and kept a core busy for the rest"
        ),
        (Kind::MemoryBound, Kind::IoBound) => format!(
            "you say that `{name}` is held up by memory. It waited for \
             {waiting} of its time"
        ),
        (_, Kind::IoBound) => format!(
            "you say that `{name}` keeps a core busy. It waited for {waiting} \
             of its time"
        ),
        (Kind::MemoryBound, _) => format!(
            "you say that `{name}` is held up by memory. {in_kernel} of its \
             CPU time went to the kernel"
        ),
        _ => format!(
            "you say that `{name}` computes. {in_kernel} of its CPU time went \
             to the kernel"
        ),
    };
    if HAS_LOOKED.load(Ordering::Relaxed) {
        panic!("{said}. In all: {figures}");
    }
    panic!("{said}. Measure all five in `look`, and you see more");
}

/// What the figures say. The time in which others had the core is in none of
/// them, and so this holds on a busy machine, too.
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
