//! The processor's counters, if the OS lets us read them.

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
    /// Starts the counters. Returns None if there are none, as in most virtual
    /// machines, or if they are reserved for the administrator.
    pub(crate) fn start() -> Option<Counting> {
        Some(Counting {
            instructions: counter(Hardware::INSTRUCTIONS)?,
            cycles: counter(Hardware::CPU_CYCLES)?,
            cache_misses: counter(Hardware::CACHE_MISSES)?,
        })
    }

    /// Returns their figures.
    pub(crate) fn read(mut self) -> Option<Counters> {
        let counters = Counters {
            instructions: self.instructions.read().ok()?,
            cycles: self.cycles.read().ok()?,
            cache_misses: self.cache_misses.read().ok()?,
        };
        (counters.instructions > 0).then_some(counters)
    }
}

/// Returns a counter of this thread and of all processes that it starts from now
/// on. (Each is counted by itself, because the kernel counts no groups for
/// processes that are yet to be started.)
pub fn counter(event: impl Event) -> Option<Counter> {
    let mut counter = Builder::new(event).inherit(true).build().ok()?;
    counter.enable().ok()?;
    Some(counter)
}
