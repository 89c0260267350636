//! Commands besides the comparison: `worker` on the next machine, `submit`, and
//! `engine`, which the program starts itself.

use std::io::{self, BufRead};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use std::{env, process};

use anyhow::{Context, Result};
use clap::{Args, Parser};
use measure::sizes;
use tokio::time;

use crate::queue::{self, address, engine};
use crate::versions::job::Job;
use crate::versions::job_queue;
use crate::versions::stream::Queue;
use crate::versions::worker::{Settings, Worker};

/// Time for which a worker does without the engine.
const PATIENCE: Duration = Duration::from_secs(10);

/// Pause after a failure.
const PAUSE: Duration = Duration::from_millis(100);

/// Most jobs at a time.
const MOST_JOBS: usize = 1_000;

/// Longest time limit in seconds.
const LONGEST: f64 = 3_600.0;

/// A command line whose first word is one of these commands.
#[derive(Debug, Parser)]
#[command(bin_name = "beyond_one_machine", disable_help_subcommand = true)]
enum Commands {
    /// Fetches the URLs of a queue until Ctrl-C or SIGTERM
    Worker(WorkerArguments),
    /// Pushes the URLs on standard input, one per line
    Submit(QueueArguments),
    /// Keeps an engine until standard input ends (for this program itself)
    #[command(hide = true)]
    Engine,
}

#[derive(Debug, Args)]
struct QueueArguments {
    /// URL of the engine (or the variable BEYOND_REDIS_URL)
    #[arg(long, value_name = "URL")]
    redis: Option<String>,

    /// Name of the queue
    #[arg(long, value_name = "NAME", default_value = queue::NAME)]
    queue: String,
}

#[derive(Debug, Args)]
struct WorkerArguments {
    #[command(flatten)]
    queue: QueueArguments,

    /// Jobs at a time
    #[arg(long, value_name = "N", default_value_t = 8)]
    #[arg(value_parser = sizes::count(MOST_JOBS))]
    limit: usize,

    /// Time limit of a job, in seconds (default: 1)
    #[arg(long, value_name = "S", value_parser = sizes::seconds(LONGEST))]
    time_limit: Option<Duration>,

    /// Time after which jobs of other workers are taken over, in seconds
    /// (default: the time limit and half a second)
    #[arg(long, value_name = "S", value_parser = sizes::seconds(LONGEST))]
    take_over_after: Option<Duration>,
}

/// Runs the command that the command line begins with. None if it begins with
/// something else.
pub fn run() -> Option<ExitCode> {
    let first = env::args().nth(1)?;
    if !["worker", "submit", "engine"].contains(&first.as_str()) {
        return None;
    }
    command_line::explain_failed_output();
    let done = match Commands::parse() {
        Commands::Worker(arguments) => work(&arguments),
        Commands::Submit(arguments) => submit(&arguments),
        Commands::Engine => return Some(engine::keep()),
    };
    Some(match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            command_line::print_error(&format!("{error:#}"));
            ExitCode::FAILURE
        }
    })
}

impl QueueArguments {
    async fn connect(&self, worker: &str) -> Result<Queue> {
        let url = address::given();
        let url = url.context("which engine? Use --redis URL")?;
        Queue::connect(&url, &self.queue, worker)
            .await
            .with_context(|| {
                let engine = address::shown(&url);
                format!("cannot connect to the engine at {engine}")
            })
    }
}

/// Works until a signal.
#[tokio::main(flavor = "current_thread")]
async fn work(arguments: &WorkerArguments) -> Result<()> {
    let time_limit = arguments.time_limit.unwrap_or(queue::TIME_LIMIT);
    let take_over_after = arguments.take_over_after;
    let settings = Settings {
        limit: arguments.limit,
        time_limit,
        take_over_after: take_over_after.unwrap_or(time_limit + queue::GRACE),
    };
    let stop = stop_on_signal()?;
    let name = format!("{}-{:016x}", process::id(), fastrand::u64(..));
    let mut queue = arguments.queue.connect(&name).await?;
    let mut worker = Worker::new(queue.clone(), settings)?;
    let mut reached = Instant::now();
    while !stop.load(Ordering::Relaxed) {
        let failed = async {
            queue.join().await?;
            while !stop.load(Ordering::Relaxed) {
                worker.take().await?;
                reached = Instant::now();
            }
            anyhow::Ok(())
        };
        if let Err(error) = failed.await {
            if reached.elapsed() > PATIENCE {
                return Err(error).context("the engine is gone");
            }
            time::sleep(PAUSE).await;
        }
    }
    worker.finish_all().await;
    Ok(())
}

/// Returns a flag that Ctrl-C and SIGTERM set, so that a worker ends between two
/// jobs.
fn stop_on_signal() -> Result<Arc<AtomicBool>> {
    let stop = Arc::new(AtomicBool::new(false));
    let flag = stop.clone();
    ctrlc::set_handler(move || flag.store(true, Ordering::Relaxed))?;
    Ok(stop)
}

/// Pushes the URLs on standard input.
#[tokio::main(flavor = "current_thread")]
async fn submit(arguments: &QueueArguments) -> Result<()> {
    let mut queue = arguments.connect("submitter").await?;
    queue.join().await?;
    let (mut lines, mut pushed) = (0, 0);
    for url in io::stdin().lock().lines() {
        let is_new =
            job_queue::push(&mut queue, lines, &Job::Fetch { url: url? })
                .await?;
        pushed += usize::from(is_new);
        lines += 1;
    }
    println!("{pushed} pushed, {} were there", lines - pushed);
    Ok(())
}
