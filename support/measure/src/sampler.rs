//! Samples a process and its workers from outside, while they run.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use crate::figures::Figures;
use crate::system::{self, Status};

/// First and longest pause between samples: each pause is twice as long as the
/// one before it. Short runs are still sampled, and long runs are left alone:
/// at the first rate, sampling would take several per cent of the time of
/// threads that keep every core busy.
const SHORTEST_PAUSE: Duration = Duration::from_millis(5);
const LONGEST_PAUSE: Duration = Duration::from_millis(50);

/// Minimum pause after a sample, as a multiple of the time that the sample
/// took, up to the longest pause.
const REST: u32 = 10;

/// Minimum number of samples for a figure: before the third, a process has
/// hardly started.
const FEWEST_SAMPLES: u32 = 3;

/// Peaks of a process and of the processes that it has started.
#[derive(Debug)]
pub(crate) struct Sampler {
    group: u32,
    /// Every process ever seen, and whether it belongs to the group: a machine
    /// may have thousands of them, and each is looked up once.
    members: HashMap<u32, bool>,
    peak: Status,
    processes: Option<u64>,
    /// Number of samples that found a process.
    samples: u32,
    pause: Duration,
}

impl Sampler {
    /// Returns a sampler of a group. `others` are the processes from before its
    /// start, which need no look-up, so the first sample is quick.
    pub(crate) fn new(group: u32, others: Vec<u32>) -> Sampler {
        Sampler {
            group,
            members: others.into_iter().map(|id| (id, false)).collect(),
            peak: Status::default(),
            processes: None,
            samples: 0,
            pause: SHORTEST_PAUSE,
        }
    }

    /// Takes a sample. Returns the pause before the next one.
    pub(crate) fn sample(&mut self) -> Duration {
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
            self.samples += 1;
            self.processes = self.processes.max(Some(seen.len() as u64));
        }
        let pause = self.pause.max(started.elapsed() * REST);
        self.pause = (self.pause * 2).min(LONGEST_PAUSE);
        pause.min(LONGEST_PAUSE)
    }

    /// Adds the samples to the figures that the process measured itself. Too
    /// few samples leave a figure unknown.
    pub(crate) fn complete(self, figures: Figures) -> Figures {
        let enough = self.samples >= FEWEST_SAMPLES;
        Figures {
            // The process itself took the last sample.
            peak_memory: self.peak.peak_memory.max(figures.peak_memory),
            page_tables: self.peak.page_tables.filter(|_| enough),
            threads: self.peak.threads.filter(|_| enough),
            processes: self.processes.filter(|_| enough),
            ..figures
        }
    }
}
