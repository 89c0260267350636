//! The decision: thresholds with their reasons, and the kind of a program.

use std::time::Duration;

use crate::figures::Figures;

/// Shortest own time (wall time without waits for a core) that is judged. An
/// interpreter computes for 20 ms before the first line of its program.
pub const SHORTEST: Duration = Duration::from_millis(100);

/// Share of its own time from which a program computes. If it never waited, it
/// would be at most 1 ÷ 0.8 = 1.25 times as fast. (The deep dive, one of
/// the book's sources, has the same 0.8, for CPU time ÷ wall time.)
pub const MOSTLY: f64 = 0.8;

/// Share of its own time up to which a program waits. If computing took no
/// time, it would be at most 1.25 times as fast. Between the two, both help.
pub const HARDLY: f64 = 0.2;

/// Instructions per cycle below which a core mostly stalls. A rule of thumb of
/// 2017, for cores that could do 4 per cycle
/// (<https://www.brendangregg.com/blog/2017-05-09/cpu-utilization-is-wrong.html>).
/// Today's cores can do 6 to 8, so it finds too few programs rather than too
/// many.
pub const FEW_INSTRUCTIONS: f64 = 1.0;

/// Cache misses per thousand instructions from which a core stalls on memory.
/// One miss may take as long as a hundred instructions, so ten take as long as
/// the thousand.
pub const MANY_MISSES: f64 = 10.0;

/// Share of the CPU time from which the kernel does most of the work.
pub const IN_THE_KERNEL: f64 = 0.5;

/// Page faults per second in the kernel from which it mostly hands out memory.
/// One fault has then taken at most five microseconds. (In the virtual machine
/// of the recordings, it took about two: `cargo run --release -p cpu_bound --
/// squares`.)
pub const MANY_FAULTS: f64 = 200_000.0;

/// Reads and writes per second in the kernel from which it mostly does those.
/// One has then taken at most a tenth of a millisecond.
pub const MANY_CALLS: f64 = 10_000.0;

/// A kind of program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It ended too soon to tell.
    TooShort,
    /// It computes. A faster processor makes it faster.
    CpuBound,
    /// It computes, but its cores stall on memory.
    MemoryBound,
    /// The kernel hands out new memory to it, page by page.
    NewMemory,
    /// It waits. Only shorter or overlapping waits make it faster.
    IoBound,
    /// It does both.
    Mixed,
}

/// Returns the kind of program that the figures show.
pub fn decide(figures: &Figures) -> Kind {
    let share = figures.computing_share();
    if figures.own_time() < SHORTEST {
        Kind::TooShort
    } else if share <= HARDLY {
        Kind::IoBound
    } else if share < MOSTLY {
        Kind::Mixed
    } else if gets_new_memory(figures) {
        Kind::NewMemory
    } else if stalls_on_memory(figures) {
        Kind::MemoryBound
    } else {
        Kind::CpuBound
    }
}

/// Returns whether the cores stalled on memory. Without counters, that is
/// unknown, and the result is false.
pub fn stalls_on_memory(figures: &Figures) -> bool {
    figures.counters.is_some_and(|counters| {
        counters.per_cycle() < FEW_INSTRUCTIONS
            && counters.misses_per_thousand() >= MANY_MISSES
    })
}

/// Returns whether the kernel did most of the work, and handed out new memory.
pub fn gets_new_memory(figures: &Figures) -> bool {
    figures.in_the_kernel() >= IN_THE_KERNEL
        && figures.faults_per_second() >= MANY_FAULTS
}

/// Returns whether the kernel did most of the work, and read and wrote.
pub fn reads_and_writes(figures: &Figures) -> bool {
    figures.in_the_kernel() >= IN_THE_KERNEL
        && figures.calls_per_second() >= MANY_CALLS
}

impl Kind {
    /// Returns the name of the kind.
    pub fn name(self) -> &'static str {
        match self {
            Kind::TooShort => "too short to tell",
            Kind::CpuBound => "CPU-bound",
            Kind::MemoryBound => "memory-bound",
            Kind::NewMemory => "bound by new memory",
            Kind::IoBound => "I/O-bound",
            Kind::Mixed => "mixed",
        }
    }
}
