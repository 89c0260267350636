//! Which kind of program the figures are of: the thresholds, with their
//! reasons, and the decision.

use std::time::Duration;

use crate::figures::Figures;

/// Less of its own time than this does not tell: starting a program takes some
/// of it, and an interpreter computes for 20 ms before the first line.
pub const SHORTEST: Duration = Duration::from_millis(100);

/// From this share of its own time on, computing is what a program does. If it
/// waited for nothing at all, it would be at most 1 ÷ 0.8 = 1.25 times as
/// fast. (The Python original has the same 0.8, for CPU time ÷ wall time.)
pub const MOSTLY: f64 = 0.8;

/// Up to this share, waiting is what it does: if it computed in no time, it
/// would be at most 1.25 times as fast. Between the two, both are worth it.
pub const HARDLY: f64 = 0.2;

/// Below this many instructions per cycle, a core mostly stands still. A rule of
/// thumb of 2017, for cores that could do 4 per cycle
/// (<https://www.brendangregg.com/blog/2017-05-09/cpu-utilization-is-wrong.html>);
/// those of today can do 6 to 8, so it finds too few programs rather than too
/// many.
pub const FEW_INSTRUCTIONS: f64 = 1.0;

/// From so many cache misses on, for each thousand instructions, it is memory
/// that the core stands still for. One miss may take as long as a hundred
/// instructions, so that ten take as long as the thousand.
pub const MANY_MISSES: f64 = 10.0;

/// From this share of the CPU time on, the kernel is what works.
pub const IN_THE_KERNEL: f64 = 0.5;

/// From so many page faults on, for each second in the kernel, the giving of
/// memory is what it does: one fault has then taken five microseconds at the
/// most. (`cargo run --release -p cpu_bound -- squares`: about two in the virtual
/// machine of the recordings.)
pub const MANY_FAULTS: f64 = 200_000.0;

/// From so many reads and writes on, for each second in the kernel, they are
/// what it does: one has then taken a tenth of a millisecond at the most.
pub const MANY_CALLS: f64 = 10_000.0;

/// A kind of program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It ended too soon to tell.
    TooShort,
    /// It computes: a faster processor makes it faster.
    CpuBound,
    /// It computes, as fast as memory lets it.
    MemoryBound,
    /// The kernel works for it: it hands out new memory, page by page.
    NewMemory,
    /// It waits: only to wait less, or for more at once, makes it faster.
    IoBound,
    /// It does both.
    Mixed,
}

/// Decides which kind of program the figures are of.
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
    } else if waits_for_memory(figures) {
        Kind::MemoryBound
    } else {
        Kind::CpuBound
    }
}

/// Whether the cores stood still for memory; where the processor does not
/// tell, nobody knows, and it is not said.
pub fn waits_for_memory(figures: &Figures) -> bool {
    figures.counters.is_some_and(|counters| {
        counters.per_cycle() < FEW_INSTRUCTIONS
            && counters.misses_per_thousand() >= MANY_MISSES
    })
}

/// Whether most of the work was the kernel's, which gave new memory.
pub fn gets_new_memory(figures: &Figures) -> bool {
    figures.in_the_kernel() >= IN_THE_KERNEL
        && figures.faults_per_second() >= MANY_FAULTS
}

/// Whether most of the work was the kernel's, which read and wrote.
pub fn reads_and_writes(figures: &Figures) -> bool {
    figures.in_the_kernel() >= IN_THE_KERNEL
        && figures.calls_per_second() >= MANY_CALLS
}

impl Kind {
    /// Its name.
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
