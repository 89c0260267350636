//! Looks at a process and its workers from outside, while they run.

use std::time::{Duration, Instant};

use crate::figures::Figures;
use crate::system::{self, Status};

/// How long nobody looks, at the least.
const PAUSE: Duration = Duration::from_millis(5);

/// How many times as long as a look takes nobody looks after it, so that
/// looking takes at most a fiftieth of one core.
const REST: u32 = 50;

/// The peaks that were seen of one process and of those that it has started.
#[derive(Debug)]
pub(crate) struct Sampler {
    group: u32,
    /// The processes of the group, as last listed.
    members: Vec<u32>,
    list_again: Instant,
    peak: Status,
    processes: Option<u64>,
}

impl Sampler {
    pub(crate) fn new(group: u32) -> Sampler {
        Sampler {
            group,
            members: vec![group],
            list_again: Instant::now(),
            peak: Status::default(),
            processes: None,
        }
    }

    /// Looks once. Returns how long to wait before the next time.
    pub(crate) fn look(&mut self) -> Duration {
        let listing = Instant::now();
        if listing >= self.list_again {
            self.members = system::members(self.group);
            // A machine may have thousands of processes to look through.
            self.list_again = listing + listing.elapsed() * REST;
        }
        let started = Instant::now();
        let seen: Vec<Status> = self
            .members
            .iter()
            .filter_map(|id| system::status(*id))
            .collect();
        let now = seen
            .iter()
            .fold(Status::default(), |all, one| all.plus(one));
        self.peak = self.peak.or_higher(&now);
        if !seen.is_empty() {
            self.processes = self.processes.max(Some(seen.len() as u64));
        }
        PAUSE.max(started.elapsed() * REST)
    }

    /// Adds what was seen to what the process itself has measured.
    pub(crate) fn complete(self, figures: Figures) -> Figures {
        Figures {
            // The process itself has looked last.
            peak_memory: self.peak.peak_memory.max(figures.peak_memory),
            page_tables: self.peak.page_tables,
            threads: self.peak.threads,
            processes: self.processes,
            ..figures
        }
    }
}
