//! Input and output shared by all versions.

use std::path::PathBuf;

use clap::ValueEnum;
use serde::{Deserialize, Serialize};

use crate::queue::work::{Fetches, Seen};
use crate::versions::job::Job;

/// Jobs that can be done in any order, on any machine.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Work {
    /// Number of jobs.
    pub jobs: usize,
    /// Number of random points per job.
    pub samples: u64,
    /// Milliseconds that these points take, if that was measured.
    pub millis: u32,
    /// Number of workers, on each host if there are any.
    pub workers: usize,
    /// Names of hosts that ssh reaches. Without any, the workers are processes
    /// of this machine.
    pub hosts: Vec<String>,
    /// Command that reaches the hosts.
    pub ssh: String,
    /// Seconds after which a job is killed and started again.
    pub timeout: f64,
    /// Folder for the engine's files.
    pub folder: PathBuf,
    /// The fault that happens meanwhile.
    pub fault: Option<Fault>,
    /// The jobs of a queue, if that is what they are.
    pub queue: Option<Fetches>,
}

/// A fault in mid-run.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ValueEnum,
)]
pub enum Fault {
    /// The process of a job is killed.
    WorkerKilled,
    /// A host is cut off from the network.
    HostCutOff,
    /// The engine is killed, and started again.
    EngineKilled,
    /// One more job fails each time.
    AlwaysFails,
    /// The process of a job stops, and does not go on.
    WorkerStopped,
    /// The program that pushes the jobs is killed, and started again.
    SubmitterKilled,
}

/// Results of all jobs together.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// Number of jobs with a result.
    pub results: u64,
    /// Number of random points inside the circle, of all jobs.
    pub inside: u64,
    /// Counts of the jobs themselves, if they were kept.
    pub runs: Option<Runs>,
    /// What the engine of a queue has seen of them.
    pub queue: Option<Seen>,
}

/// Counts of the jobs themselves, whatever the engine made of it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Runs {
    /// Number of times that a job was started.
    pub started: u64,
    /// Number of jobs that were done more than once.
    pub twice: u64,
    /// Number of jobs that the engine gave up.
    pub given_up: u64,
    /// Largest peak memory of a job's process, in bytes, if the OS reports it.
    pub memory: Option<u64>,
}

impl Work {
    /// Sends the requests of the jobs to the test server, if they are requests
    /// and have no server yet.
    pub fn send_to(&mut self, server: &str) {
        if let Some(fetches) = &mut self.queue {
            fetches.send_to(server);
        }
    }

    /// Returns the URL of each job of a queue.
    pub fn urls(&self) -> Vec<String> {
        let url = self.queue.as_ref().map(|fetches| fetches.url.clone());
        vec![url.unwrap_or_default(); self.jobs]
    }

    /// Returns the jobs of a queue: chunks if they have random points, or else
    /// URLs.
    pub fn list(&self) -> Vec<Job> {
        let samples = self.samples;
        let fetch = |url| Job::Fetch { url };
        match samples {
            0 => self.urls().into_iter().map(fetch).collect(),
            _ => (0..self.jobs as u64)
                .map(|number| Job::Chunk { number, samples })
                .collect(),
        }
    }
}

/// Returns how two answers differ in their results. The runs may differ, and so
/// may the number of jobs that the same points are divided into.
pub fn difference(expected: &Answer, answer: &Answer) -> Option<String> {
    let results = |of: &Answer| {
        let fetched = of.queue.as_ref().map_or(0, |seen| seen.fetched);
        (fetched, of.inside)
    };
    let ((fetched, inside), (found, found_inside)) =
        (results(expected), results(answer));
    if found != fetched {
        return Some(format!("{found} URLs were fetched, not {fetched}"));
    }
    (found_inside != inside).then(|| {
        format!(
            "{found_inside} points inside in {} results, not {inside}",
            answer.results
        )
    })
}
