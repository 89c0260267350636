//! Which kind of program it is, and the figures that led to that, in words.

use std::time::Duration;

use crate::figures::{Figures, mebibytes, ratio};
use crate::kind::{self, HARDLY, IN_THE_KERNEL, Kind, MOSTLY, SHORTEST};

/// A kind, and the figures that led to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Which kind it is.
    pub kind: Kind,
    /// Reasons, one line each.
    pub because: Vec<String>,
}

/// Judges a program by its figures.
pub fn judge(figures: &Figures) -> Verdict {
    let kind = kind::decide(figures);
    let because = match kind {
        Kind::TooShort => too_short(figures),
        Kind::CpuBound | Kind::MemoryBound | Kind::NewMemory => {
            computing(figures)
        }
        Kind::IoBound => waiting(figures),
        Kind::Mixed => both(figures),
    };
    Verdict { kind, because }
}

fn too_short(figures: &Figures) -> Vec<String> {
    if figures.wall < SHORTEST {
        let wall = figures.wall.as_secs_f64();
        let shortest = SHORTEST.as_secs_f64();
        return vec![format!(
            "It ended after {wall:.3} s. Less than {shortest:.1} s is mostly \
             the start of a program."
        )];
    }
    vec![
        format!(
            "Of {}, it had {} for itself, which is too little: others had the \
             cores.",
            seconds(figures.wall),
            seconds(figures.own_time())
        ),
        "Run it again on a machine that has less to do.".to_owned(),
    ]
}

fn computing(figures: &Figures) -> Vec<String> {
    let mut lines = shares(figures);
    lines.push(format!(
        "{} or more is computing: without any waiting, it would be at most \
         {:.2}x as fast.",
        percent(MOSTLY),
        1.0 / MOSTLY
    ));
    lines.push(about_memory(figures));
    if figures.in_the_kernel() >= IN_THE_KERNEL {
        lines.push(about_the_kernel(figures));
    }
    lines
}

fn waiting(figures: &Figures) -> Vec<String> {
    let mut lines = shares(figures);
    lines.push(format!(
        "{} or less is computing: if that took no time, it would be at most \
         {:.2}x as fast.",
        percent(HARDLY),
        1.0 / (1.0 - HARDLY)
    ));
    lines.extend(what_for(figures));
    lines
}

fn both(figures: &Figures) -> Vec<String> {
    let mut lines = shares(figures);
    lines.push(format!(
        "Between {} and {} is both: less waiting shows, and so does less \
         computing.",
        percent(HARDLY),
        percent(MOSTLY)
    ));
    lines.extend(what_for(figures));
    lines
}

/// How its time is divided.
fn shares(figures: &Figures) -> Vec<String> {
    let share = percent(figures.computing_share());
    let busy = figures.cores_busy();
    let Some(parts) = figures.parts else {
        return vec![
            format!("CPU time ÷ wall time is {busy:.2}."),
            "This system does not tell of time in line for a core: on a busy \
             machine, that is in it."
                .to_owned(),
        ];
    };
    vec![
        format!(
            "It computed for {} of its own {}, which is {share}, and waited \
             for {}.",
            seconds(parts.computing),
            seconds(figures.own_time()),
            seconds(parts.waiting)
        ),
        format!(
            "It stood in line for a core for {}: that counts for neither. \
             (CPU ÷ wall is {busy:.2}.)",
            seconds(parts.in_line)
        ),
    ]
}

fn about_memory(figures: &Figures) -> String {
    if kind::gets_new_memory(figures) {
        return format!(
            "{} of the CPU time was the kernel's, with {:.0} k page faults for \
             each second of that: it gets new memory.",
            percent(figures.in_the_kernel()),
            figures.faults_per_second() / 1000.0
        );
    }
    let Some(counters) = figures.counters else {
        return "Whether the cores stood still for memory is not known: their \
                counters cannot be read here."
            .to_owned();
    };
    let outcome = match kind::waits_for_memory(figures) {
        true => "they stood still for it",
        false => "they did not",
    };
    format!(
        "Did the cores stand still for memory? {:.2} instructions a cycle, \
         {:.1} misses per thousand: {outcome}.",
        counters.per_cycle(),
        counters.misses_per_thousand()
    )
}

/// What the kernel did, where it is what worked.
fn about_the_kernel(figures: &Figures) -> String {
    let share = percent(figures.in_the_kernel());
    match figures.io {
        None => format!("{share} of the CPU time was the kernel's."),
        Some(io) => format!(
            "{share} of the CPU time was the kernel's. It read {} and wrote {}, \
             in {} calls.",
            mebibytes(io.bytes_read),
            mebibytes(io.bytes_written),
            io.calls
        ),
    }
}

/// How often it waited, and what for.
fn what_for(figures: &Figures) -> Vec<String> {
    let switches = figures.voluntary_switches;
    let mut lines =
        vec![format!("It gave up a core {switches} times to wait.")];
    if let Some(parts) = figures.parts {
        let share = ratio(parts.for_a_disk, parts.waiting);
        let elsewhere = match share {
            0.5.. => "",
            _ => ", the rest for an answer, a timer or a user",
        };
        lines.push(format!(
            "Of the waiting, {} was for a disk{elsewhere}.",
            percent(share)
        ));
    }
    lines
}

fn percent(share: f64) -> String {
    format!("{:.0} %", 100.0 * share)
}

fn seconds(time: Duration) -> String {
    format!("{:.2} s", time.as_secs_f64())
}
