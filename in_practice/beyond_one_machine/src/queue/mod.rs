//! The part `queue`: what stands around the versions. It starts the engine and
//! the workers, and ends them.

pub mod address;
mod board;
pub mod commands;
pub mod engine;
#[cfg(unix)]
mod fault;
#[cfg(unix)]
pub mod network;
pub mod work;
mod workers;

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

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

/// Returns true if this system lets us make hosts that can be cut off.
pub fn can_make_hosts() -> bool {
    #[cfg(unix)]
    return network::is_possible();
    #[cfg(not(unix))]
    return false;
}

/// An engine with workers, in the order in which they are ended.
pub struct Running {
    workers: Workers,
    board: Board,
    engine: Engine,
    /// Name of the queue.
    name: String,
}

impl Running {
    /// Starts an engine, unless one is given, and no worker yet.
    async fn start(name: &str, given: Option<String>) -> Result<Running> {
        let engine = match given {
            Some(url) => Engine::running(url),
            None => Engine::start()?,
        };
        let board = Board::connect(engine.url(), name).await?;
        board.claim().await?;
        Ok(Running {
            workers: Workers::new(engine.url(), name),
            board,
            engine,
            name: name.to_owned(),
        })
    }

    /// Returns the queue, for a submitter.
    async fn queue(&self) -> Result<Queue> {
        Queue::connect(self.engine.url(), &self.name, "submitter").await
    }

    /// Counts what is in the engine, and ends everything.
    async fn end(mut self) -> Result<Answer> {
        let mut answer = self.board.answer().await?;
        let in_hand = self.board.in_hand().await?;
        ensure!(in_hand == 0, "{in_hand} jobs were not acknowledged");
        let memory = self.workers.memory();
        answer.runs.iter_mut().for_each(|runs| runs.memory = memory);
        self.workers.end().await?;
        self.board.remove().await?;
        self.engine.end()?;
        Ok(answer)
    }
}

/// Runs the jobs, with the row's fault.
///
/// # Errors
///
/// Returns an error if there is no engine, or if it or a worker cannot be
/// started.
#[tokio::main(flavor = "current_thread")]
pub async fn run(work: &Work) -> Result<Answer> {
    let fetches = work.queue.as_ref().context("there are no URLs")?;
    let mut settings = settings(fetches.limit);
    if work.timeout > 0.0 {
        settings.time_limit = Duration::from_secs_f64(work.timeout);
        settings.take_over_after = settings.time_limit + GRACE;
    }
    let given = address::given().filter(|_| work.fault.is_none());
    let is_ours = given.is_none();
    let mut running = Running::start(&fetches.name, given).await?;
    let wall = match work.fault {
        #[cfg(unix)]
        Some(fault) => fault::run(work, fault, &mut running, &settings).await?,
        _ => {
            for _ in 0..work.workers {
                running.workers.start(&settings)?;
            }
            running.board.wait_for_workers(work.workers).await?;
            let queue = running.queue().await?;
            measure::restart_clock();
            let started = Instant::now();
            versions::job_queue::run(work, &queue, &running.board).await?;
            measure::stop_clock();
            started.elapsed()
        }
    };
    let seconds = wall.as_secs_f64();
    let mut answer = running.end().await?;
    answer.queue.iter_mut().for_each(|seen| {
        seen.seconds = seconds;
        if !is_ours {
            seen.engine_cpu = 0.0;
        }
    });
    Ok(answer)
}
