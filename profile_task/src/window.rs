//! Divides an interval into computing, waiting for a core, and being blocked.

use std::time::Duration;

use crate::figures::Parts;

/// Time of all threads together.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Busy {
    /// Time on a core.
    pub on_a_core: Duration,
    /// Time ready to run, but without a core (run-queue time).
    pub queued: Duration,
}

/// Core time that was available to the threads in an interval.
#[derive(Clone, Copy, Debug)]
pub struct Room {
    /// Number of cores that they may use.
    pub cores: usize,
    /// Usual number of threads that wanted a core at a time.
    pub at_once: usize,
    /// Core time that other programs had. No more than that can have been taken
    /// from these threads. If cores were idle, queued threads were waiting for
    /// one another.
    pub others: Duration,
}

/// Divides an interval of length `span`, in which the threads were `busy`.
///
/// The interval is used as far as there was work: all of it, if the threads were
/// busy for longer than it lasted. Only core time that these threads wanted and
/// did not get counts as taken by others. Eight threads on two cores always
/// queue, but as long as both cores are running them, nothing was taken. Threads
/// that want a core one after another compute for as long as they are on one.
pub fn divide(span: Duration, busy: Busy, room: Room) -> Parts {
    let wanted = busy.on_a_core + busy.queued.min(room.others);
    if wanted.is_zero() {
        return Parts {
            blocked: span,
            ..Parts::default()
        };
    }
    let used = wanted.min(span);
    let count = |cores: usize| u32::try_from(cores.max(1)).unwrap_or(u32::MAX);
    let all_cores = span.saturating_mul(count(room.cores));
    let could_have = wanted.min(all_cores).max(busy.on_a_core);
    let computing = used.mul_f64(busy.on_a_core.div_duration_f64(could_have));
    let least = busy.on_a_core / count(room.at_once.min(room.cores));
    let computing = computing.max(least).min(used);
    Parts {
        computing,
        queued: used.saturating_sub(computing),
        blocked: span - used,
        ..Parts::default()
    }
}

impl Parts {
    /// Returns the sum of both.
    pub fn plus(self, more: Parts) -> Parts {
        Parts {
            computing: self.computing + more.computing,
            queued: self.queued + more.queued,
            blocked: self.blocked + more.blocked,
            on_disk: self.on_disk + more.on_disk,
        }
    }

    /// Returns the parts for all CPU time, if only `seen` of it was sampled:
    /// threads and processes that end between two samples take their last
    /// figures with them. The missed time is taken to be like the seen time.
    pub fn completed(self, seen: Duration, all: Duration) -> Parts {
        let wall = self.computing + self.queued + self.blocked;
        if seen >= all {
            return self;
        }
        if seen.is_zero() {
            let computing = all.min(wall);
            return Parts {
                computing,
                queued: Duration::ZERO,
                blocked: wall - computing,
                on_disk: self.on_disk.min(wall - computing),
            };
        }
        let used = self.computing + self.queued;
        let missed = used.mul_f64(all.div_duration_f64(seen)).min(wall);
        let grown = missed.div_duration_f64(used);
        let computing = self.computing.mul_f64(grown).min(missed);
        let blocked = wall - missed;
        Parts {
            computing,
            queued: missed - computing,
            blocked,
            on_disk: self.on_disk.min(blocked),
        }
    }

    /// Returns the parts within the limits of `cpu` on `cores` cores: computing
    /// took no longer than on one core, and no less than on all of them.
    pub fn within(self, cpu: Duration, cores: usize) -> Parts {
        let wall = self.computing + self.queued + self.blocked;
        let cores = u32::try_from(cores.max(1)).unwrap_or(u32::MAX);
        let most = cpu.min(wall);
        let computing = self.computing.clamp((cpu / cores).min(most), most);
        let queued = self.queued.min(wall - computing);
        let blocked = wall - computing - queued;
        Parts {
            computing,
            queued,
            blocked,
            on_disk: self.on_disk.min(blocked),
        }
    }

    /// Returns the parts without stolen time, in which the host of this virtual
    /// machine gave its cores to others. It looks blocked, but is queued.
    pub fn without_stolen(self, stolen: Duration) -> Parts {
        let stolen = stolen.min(self.blocked);
        let blocked = self.blocked - stolen;
        Parts {
            queued: self.queued + stolen,
            blocked,
            on_disk: self.on_disk.min(blocked),
            ..self
        }
    }
}
