//! The verdict: a kind of program, and the figures that led to it, in words.

use std::time::Duration;

use crate::figures::{Figures, mebibytes, ratio};
use crate::kind::{self, HARDLY, IN_THE_KERNEL, Kind, MOSTLY, SHORTEST};

/// A kind, and the figures that led to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Kind of the program.
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
            "It ended after {wall:.3} s. Below {shortest:.1} s, a program mostly \
             measures its own startup."
        )];
    }
    vec![
        format!(
            "It was free to run for only {} of {}, because other programs had \
             the cores.",
            seconds(figures.own_time()),
            seconds(figures.wall)
        ),
        "Run it again on a less busy machine.".to_owned(),
    ]
}

fn computing(figures: &Figures) -> Vec<String> {
    let mut lines = shares(figures);
    lines.push(format!(
        "At {} or more, it computes: if it were never blocked, it would be at \
         most {:.2}x as fast.",
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
        "At {} or less, it waits: if computing took no time, it would be at \
         most {:.2}x as fast.",
        percent(HARDLY),
        1.0 / (1.0 - HARDLY)
    ));
    lines.extend(waits(figures));
    lines
}

fn both(figures: &Figures) -> Vec<String> {
    let mut lines = shares(figures);
    lines.push(format!(
        "Between {} and {}, it does both: less waiting helps, and so does less \
         computing.",
        percent(HARDLY),
        percent(MOSTLY)
    ));
    lines.extend(waits(figures));
    lines
}

/// Returns the shares of its time.
fn shares(figures: &Figures) -> Vec<String> {
    let share = percent(figures.computing_share());
    let busy = figures.cores_busy();
    let Some(parts) = figures.parts else {
        return vec![
            format!("CPU time ÷ wall time is {busy:.2}."),
            "This OS does not report time spent waiting for a core. On a busy \
             machine, that looks like being blocked."
                .to_owned(),
        ];
    };
    vec![
        format!(
            "It computed for {} of the {} it was free to run ({share}), and was \
             blocked for {}.",
            seconds(parts.computing),
            seconds(figures.own_time()),
            seconds(parts.blocked)
        ),
        format!(
            "It was ready but had no core for {}; that time counts as neither. \
             (CPU ÷ wall is {busy:.2}.)",
            seconds(parts.queued)
        ),
    ]
}

fn about_memory(figures: &Figures) -> String {
    if kind::gets_new_memory(figures) {
        return format!(
            "{} of the CPU time was spent in the kernel, with {:.0}k page faults \
             per second: it was getting new memory.",
            percent(figures.in_the_kernel()),
            figures.faults_per_second() / 1000.0
        );
    }
    let Some(counters) = figures.counters else {
        return "Memory stalls: unknown, because the processor's counters \
                cannot be read here."
            .to_owned();
    };
    let outcome = match kind::stalls_on_memory(figures) {
        true => "many",
        false => "few",
    };
    format!(
        "Memory stalls: {outcome}, with {:.2} instructions per cycle and {:.1} \
         cache misses per thousand.",
        counters.per_cycle(),
        counters.misses_per_thousand()
    )
}

/// Returns the share of the kernel, and the reads and writes if they are known.
fn about_the_kernel(figures: &Figures) -> String {
    let share = percent(figures.in_the_kernel());
    match figures.io {
        None => format!("{share} of the CPU time was spent in the kernel."),
        Some(io) => format!(
            "{share} of the CPU time was spent in the kernel, which read {} and \
             wrote {} in {} calls.",
            mebibytes(io.bytes_read),
            mebibytes(io.bytes_written),
            io.calls
        ),
    }
}

/// Returns the number of its waits, and the share of the disk.
fn waits(figures: &Figures) -> Vec<String> {
    let switches = figures.voluntary_switches;
    let mut lines =
        vec![format!("It gave up its core {switches} times, to wait.")];
    if let Some(parts) = figures.parts {
        let share = ratio(parts.on_disk, parts.blocked);
        let elsewhere = match share {
            0.5.. => "",
            _ => ", and the rest on a response, a timer or a user",
        };
        lines.push(format!(
            "{} of the blocked time was on disk{elsewhere}.",
            percent(share)
        ));
    }
    lines
}

fn percent(share: f64) -> String {
    format!("{:.0}%", 100.0 * share)
}

fn seconds(time: Duration) -> String {
    format!("{:.2} s", time.as_secs_f64())
}
