//! What the processor counts, where the system lets us read it.

use perf_event::events::{Event, Hardware};
use perf_event::{Builder, Counter};

use crate::figures::Counters;

/// Counters of this thread and of all processes that it starts from now on.
#[derive(Debug)]
pub(crate) struct Counting {
    instructions: Counter,
    cycles: Counter,
    cache_misses: Counter,
}

impl Counting {
    /// None: there are no counters, as in most virtual machines, or they are
    /// for the administrator alone.
    pub(crate) fn start() -> Option<Counting> {
        Some(Counting {
            instructions: counter(Hardware::INSTRUCTIONS)?,
            cycles: counter(Hardware::CPU_CYCLES)?,
            cache_misses: counter(Hardware::CACHE_MISSES)?,
        })
    }

    /// Returns what they say.
    pub(crate) fn read(mut self) -> Option<Counters> {
        let counters = Counters {
            instructions: self.instructions.read().ok()?,
            cycles: self.cycles.read().ok()?,
            cache_misses: self.cache_misses.read().ok()?,
        };
        (counters.instructions > 0).then_some(counters)
    }
}

/// A counter of this thread and of all processes that it starts from now on.
/// (One, and no group: the kernel does not count groups for processes that are
/// yet to be started.)
pub fn counter(event: impl Event) -> Option<Counter> {
    let mut counter = Builder::new(event).inherit(true).build().ok()?;
    counter.enable().ok()?;
    Some(counter)
}
