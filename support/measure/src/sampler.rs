//! Looks at a process and its workers from outside, while they run.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use crate::figures::Figures;
use crate::system::{self, Status};

/// How long nobody looks, at first and in the end: each pause is twice as long
/// as the one before it. What is short is seen, and what takes long is left to
/// compute: looks in a row as short as the first would take several per cent of
/// the time of threads that keep every core busy.
const SHORTEST_PAUSE: Duration = Duration::from_millis(5);
const LONGEST_PAUSE: Duration = Duration::from_millis(50);

/// How many times as long as a look has taken nobody looks after it, at the
/// least, unless that is longer than the longest pause.
const REST: u32 = 10;

/// How many looks that have seen something tell more than chance: before the
/// third, a process has hardly begun.
const FEWEST_LOOKS: u32 = 3;

/// The peaks that were seen of one process and of those that it has started.
#[derive(Debug)]
pub(crate) struct Sampler {
    group: u32,
    /// Whether a process is of the group, of all that were ever seen: a machine
    /// may have thousands of them, and each is asked at most once.
    members: HashMap<u32, bool>,
    peak: Status,
    processes: Option<u64>,
    /// How many looks have seen something.
    looks: u32,
    pause: Duration,
}

impl Sampler {
    /// Makes what looks at a group. `others` are the processes that there were
    /// before it: they need not be asked, and the first look is a quick one.
    pub(crate) fn new(group: u32, others: Vec<u32>) -> Sampler {
        Sampler {
            group,
            members: others.into_iter().map(|id| (id, false)).collect(),
            peak: Status::default(),
            processes: None,
            looks: 0,
            pause: SHORTEST_PAUSE,
        }
    }

    /// Looks once. Returns how long to wait before the next time.
    pub(crate) fn look(&mut self) -> Duration {
        let started = Instant::now();
        let mut seen = Vec::new();
        for id in system::processes() {
            let is_member = self
                .members
                .entry(id)
                .or_insert_with(|| system::group_of(id) == Some(self.group));
            if *is_member {
                seen.extend(system::status(id));
            }
        }
        let now = seen
            .iter()
            .fold(Status::default(), |all, one| all.plus(one));
        self.peak = self.peak.or_higher(&now);
        if !seen.is_empty() {
            self.looks += 1;
            self.processes = self.processes.max(Some(seen.len() as u64));
        }
        let pause = self.pause.max(started.elapsed() * REST);
        self.pause = (self.pause * 2).min(LONGEST_PAUSE);
        pause.min(LONGEST_PAUSE)
    }

    /// Adds what was seen to what the process itself has measured. What was
    /// looked at too seldom is not known.
    pub(crate) fn complete(self, figures: Figures) -> Figures {
        let enough = self.looks >= FEWEST_LOOKS;
        Figures {
            // The process itself has looked last.
            peak_memory: self.peak.peak_memory.max(figures.peak_memory),
            page_tables: self.peak.page_tables.filter(|_| enough),
            threads: self.peak.threads.filter(|_| enough),
            processes: self.processes.filter(|_| enough),
            ..figures
        }
    }
}
