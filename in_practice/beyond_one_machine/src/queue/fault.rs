//! Faults in mid-run, at a random moment while workers have jobs.

use std::env;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use nix::sys::signal::Signal;
use tokio::time;

use super::network::Host;
use super::{Board, Running, address};
use crate::versions::job::Job;
use crate::versions::job_queue::{push_all, wait};
use crate::versions::worker::Settings;
use crate::work::{Fault, Work};

/// Time between two looks at the engine.
const PAUSE: Duration = Duration::from_millis(2);

/// Longest time from a result to the fault: about as long as a job takes.
const MOMENT: Duration = Duration::from_millis(50);

/// Time in which something has to happen.
const PATIENCE: Duration = Duration::from_secs(10);

/// Time in which a worker that had stopped answers.
const LATE: Duration = Duration::from_secs(3);

/// Time limit of a job in a worker that is too patient: longer than the time
/// after which others take over.
const TOO_LONG: Duration = Duration::from_secs(30);

/// Runs the jobs, and makes the fault happen.
///
/// # Errors
///
/// Returns an error if the jobs do not end, or if the fault does not happen.
pub async fn run(
    work: &Work,
    fault: Fault,
    running: &mut Running,
    settings: &Settings,
) -> Result<Duration> {
    let mut work = work.clone();
    let host = match fault {
        Fault::HostCutOff => Some(host(&mut work, running, settings).await?),
        Fault::WorkerStopped => {
            let settings = Settings {
                time_limit: TOO_LONG,
                ..settings.clone()
            };
            running.workers.start(&settings)?;
            None
        }
        _ => {
            running.workers.start(settings)?;
            None
        }
    };
    for _ in 1..work.workers {
        running.workers.start(settings)?;
    }
    let board = running.board.clone();
    board.wait_for_workers(work.workers).await?;
    let mut queue = running.queue().await?;
    let started = Instant::now();
    match fault {
        Fault::WorkerKilled => {
            push_all(&queue, work.list()).await?;
            a_moment(&board, work.jobs).await?;
            stop_in_mid_job(running).await?;
            running.workers.signal(0, Signal::SIGKILL)?;
            wait(&board, work.jobs).await?;
        }
        Fault::WorkerStopped => {
            push_all(&queue, work.list()).await?;
            a_moment(&board, work.jobs).await?;
            stop_in_mid_job(running).await?;
            wait(&board, work.jobs).await?;
            running.workers.signal(0, Signal::SIGCONT)?;
            // Its late answers. A run whose connection has timed out has none.
            let again = Instant::now();
            while again.elapsed() < LATE && !board.all_have_ended().await? {
                time::sleep(PAUSE).await;
            }
        }
        Fault::HostCutOff => {
            let host = host.context("it has been set up")?;
            let mut first = work.clone();
            first.jobs -= 1;
            push_all(&queue, first.list()).await?;
            a_moment(&board, work.jobs).await?;
            host.cut_off()?;
            wait(&board, first.jobs).await?;
            host.connect_again()?;
            // The last job is for the host, as no other worker is left.
            running.workers.signal(1, Signal::SIGTERM)?;
            push_all(&queue, work.list()).await?;
            wait(&board, work.jobs).await?;
        }
        Fault::EngineKilled => {
            push_all(&queue, work.list()).await?;
            a_moment(&board, work.jobs).await?;
            running.engine.restart()?;
            wait(&board, work.jobs).await?;
        }
        Fault::SubmitterKilled => {
            let mut submitter = Submitter::start(running)?;
            submitter.send(&work)?;
            let pushed = fastrand::usize(1..work.jobs / 2);
            until(async || Ok(board.pushed().await? >= pushed)).await?;
            submitter.process.kill()?;
            submitter.process.wait()?;
            let mut submitter = Submitter::start(running)?;
            submitter.send(&work)?;
            submitter.end(work.jobs)?;
            wait(&board, work.jobs).await?;
        }
        Fault::AlwaysFails => {
            let pill = fastrand::usize(..work.jobs);
            let mut first = work.list();
            first.truncate(pill);
            push_all(&queue, first).await?;
            queue.push("poison", &Job::Crash).await?;
            // Those that are there already stay as they are.
            push_all(&queue, work.list()).await?;
            while board.done().await? <= work.jobs {
                running.workers.start_again(settings)?;
                time::sleep(PAUSE).await;
            }
        }
    }
    Ok(started.elapsed())
}

/// Waits for a random moment at which jobs are in flight.
async fn a_moment(board: &Board, jobs: usize) -> Result<()> {
    let results = fastrand::usize(..jobs / 2);
    until(async || Ok(board.done().await? >= results)).await?;
    time::sleep(MOMENT.mul_f64(fastrand::f64())).await;
    Ok(())
}

/// Stops the first worker while it has jobs.
async fn stop_in_mid_job(running: &mut Running) -> Result<()> {
    let worker = running.workers.id(0)?;
    let started = Instant::now();
    loop {
        running.workers.signal(0, Signal::SIGSTOP)?;
        if running.board.in_hand_of(worker).await? > 0 {
            return Ok(());
        }
        running.workers.signal(0, Signal::SIGCONT)?;
        ensure!(started.elapsed() < PATIENCE, "the worker has no jobs");
        time::sleep(PAUSE).await;
    }
}

/// Waits until something is so.
async fn until(is_so: impl AsyncFn() -> Result<bool>) -> Result<()> {
    let started = Instant::now();
    while !is_so().await? {
        ensure!(started.elapsed() < PATIENCE, "it did not happen in time");
        time::sleep(PAUSE).await;
    }
    Ok(())
}

/// Starts a worker on a host of its own, whose connections to this one pass a
/// relay each, as the engine and the test server listen on loopback only.
async fn host(
    work: &mut Work,
    running: &mut Running,
    settings: &Settings,
) -> Result<Host> {
    let host = Host::new();
    let command = host.command(&env::current_exe()?);
    let worker = running.workers.start_with(command, settings)?;
    let mut stdin = worker.stdin.take().context("it was asked for")?;
    let id = worker.id();
    let host = host.connect(id).await?;
    let fetches = work.queue.as_mut().context("there are no URLs")?;
    fetches.url = host.relay(&fetches.url).await?;
    let url = host.relay(running.engine.url()).await?;
    writeln!(stdin, "{url}")?;
    Ok(host)
}

/// The command `submit` in a process of its own, killed when it is dropped.
struct Submitter {
    process: Child,
}

impl Submitter {
    fn start(running: &Running) -> Result<Submitter> {
        let process = Command::new(env::current_exe()?)
            .args(["submit", "--queue", &running.name])
            .env(address::VARIABLE, running.engine.url())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("cannot start a submitter")?;
        Ok(Submitter { process })
    }

    /// Sends it the URLs, after which it waits for more.
    fn send(&mut self, work: &Work) -> Result<()> {
        let stdin = self.process.stdin.as_mut().context("it is open")?;
        for url in work.urls() {
            writeln!(stdin, "{url}")?;
        }
        Ok(())
    }

    /// Lets it end, and checks that the other one had pushed some of the jobs
    /// already.
    fn end(mut self, jobs: usize) -> Result<()> {
        drop(self.process.stdin.take());
        let mut said = String::new();
        let stdout = self.process.stdout.take().context("it was asked for")?;
        BufReader::new(stdout).read_line(&mut said)?;
        let status = self.process.wait()?;
        ensure!(status.success(), "the submitter: {status}");
        let mut numbers = said
            .split_whitespace()
            .filter_map(|word| word.parse::<usize>().ok());
        let (pushed, were_there) = (numbers.next(), numbers.next());
        ensure!(
            pushed.zip(were_there).is_some_and(|(pushed, were_there)| {
                pushed + were_there == jobs && were_there > 0
            }),
            "the second submitter says: {said}"
        );
        Ok(())
    }
}

impl Drop for Submitter {
    fn drop(&mut self) {
        // These fail if it has ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
