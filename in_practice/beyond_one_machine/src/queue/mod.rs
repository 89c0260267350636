//! The part `queue`: what stands around the versions. It starts the engine and
//! the workers, and ends them.

pub mod address;
mod board;
pub mod commands;
pub mod engine;
pub mod work;
mod workers;

use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use tokio::runtime::Builder;

pub use self::board::Board;
use self::engine::Engine;
use self::workers::Workers;
use crate::versions;
use crate::versions::stream::Queue;
use crate::versions::worker::Settings;
use crate::work::{Answer, Work};

/// Name of the queue, unless `--queue` gives another.
pub const NAME: &str = "beyond_one_machine";

/// Time limit of a job: twenty times as long as it takes, for a busy machine.
pub const TIME_LIMIT: Duration = Duration::from_secs(1);

/// Time after which a job is taken over, on top of its time limit.
pub const GRACE: Duration = Duration::from_millis(500);

/// Settings of the workers that we start.
pub fn settings(limit: usize) -> Settings {
    Settings {
        limit,
        time_limit: TIME_LIMIT,
        take_over_after: TIME_LIMIT + GRACE,
    }
}

/// Runs the jobs, with an engine and workers. The engine is our own, unless the
/// command line names one.
///
/// # Errors
///
/// Returns an error if the engine lacks, or if it or a worker cannot be started.
pub fn run(work: &Work) -> Result<Answer> {
    let fetches = work.queue.as_ref().context("there are no URLs")?;
    let engine = match address::given() {
        Some(url) => Engine::running(url),
        None => Engine::start()?,
    };
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let answer = runtime.block_on(async {
        let board = Board::connect(engine.url(), &fetches.name).await?;
        board.claim().await?;
        let mut workers = Workers::new(engine.url(), &fetches.name);
        for _ in 0..work.workers {
            workers.start(&settings(fetches.limit))?;
        }
        board.wait_for_workers(work.workers).await?;
        let mut queue =
            Queue::connect(engine.url(), &fetches.name, "submitter").await?;
        let started = Instant::now();
        versions::job_queue::run(work, &mut queue, &board).await?;
        let seconds = started.elapsed().as_secs_f64();
        let mut answer = board.answer().await?;
        answer
            .queue
            .iter_mut()
            .for_each(|seen| seen.seconds = seconds);
        let memory = workers.memory();
        answer.runs.iter_mut().for_each(|runs| runs.memory = memory);
        workers.end()?;
        board.remove().await?;
        anyhow::Ok(answer)
    })?;
    engine.end()?;
    Ok(answer)
}
