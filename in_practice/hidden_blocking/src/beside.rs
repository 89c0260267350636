//! Runs a version next to a heartbeat on one loop, and observes both.

use std::sync::{Arc, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, ensure};
use cpu_time::ProcessTime;
use tokio::runtime::{Builder, RuntimeMetrics};
use tokio::task;

use crate::heartbeat::Pulse;
use crate::work::{Answer, Input, Work};

/// Pause between two looks at the loop from outside.
const LOOK: Duration = Duration::from_millis(10);

/// Limit for versions that are expected to end, which only a fault reaches.
const PATIENCE: Duration = Duration::from_secs(60);

/// Runs a version on a thread of its own, whose loop also has a heartbeat. The
/// calling thread waits for the end, and gives up if the loop is stuck.
///
/// # Errors
///
/// Returns an error if the version does, if it has another result than
/// expected, or if it was expected to end and did not.
pub fn a_heartbeat(
    work: &Work,
    version: impl AsyncFnOnce(&Input) -> Result<u64> + Send + 'static,
) -> Result<Answer> {
    let input = Input::new(work)?;
    let pool = work.pool;
    let pulse = Arc::new(Pulse::default());
    let (send_metrics, metrics) = mpsc::channel();
    let before = threads();
    let one_loop = thread::spawn({
        let pulse = pulse.clone();
        move || on_one_loop(&input, pool, &pulse, version, &send_metrics)
    });
    // If there is no runtime, its thread returns the reason.
    let mut watcher = metrics.recv().ok().map(Watcher::new);
    let limit = match work.stuck_after {
        0.0 => PATIENCE,
        seconds => Duration::from_secs_f64(seconds),
    };
    let started = Instant::now();
    while !one_loop.is_finished() && started.elapsed() < limit {
        watcher.iter_mut().for_each(Watcher::look);
        thread::sleep(LOOK.min(limit / 10));
    }
    let is_stuck = !one_loop.is_finished();
    ensure!(!is_stuck || work.stuck_after > 0.0, "the loop is stuck");
    let mut answer = if is_stuck {
        Answer {
            wall: started.elapsed().as_secs_f64(),
            threads: threads_since(before),
            ..Answer::default()
        }
    } else {
        let ended = one_loop.join();
        let answer =
            ended.map_err(|_| anyhow!("the loop's thread panicked"))??;
        let threads = answer.threads.zip(before);
        Answer {
            threads: threads.map(|(all, before)| all - before),
            ..answer
        }
    };
    if let Some(done) = answer.done {
        let expected = work.expected;
        ensure!(done == expected, "the result is {done}, not {expected}");
    }
    let ticks = pulse.seen(is_stuck).context("the heartbeat never ticked")?;
    answer.ticks = ticks.made;
    answer.missed = ticks.missed;
    [answer.p50, answer.p99, answer.longest] =
        [0.5, 0.99, 1.0].map(|share| ticks.gap(share));
    answer.unparked = watcher.map(|it| it.longest.as_secs_f64());
    Ok(answer)
}

fn on_one_loop(
    input: &Input,
    pool: usize,
    pulse: &Arc<Pulse>,
    version: impl AsyncFnOnce(&Input) -> Result<u64>,
    send_metrics: &mpsc::Sender<RuntimeMetrics>,
) -> Result<Answer> {
    let mut builder = Builder::new_current_thread();
    let runtime = builder
        .enable_all()
        .max_blocking_threads(pool)
        .build()
        .context("cannot make an event loop")?;
    let metrics = runtime.metrics();
    let _ = send_metrics.send(metrics.clone());
    let (mut answer, started) = runtime.block_on(async {
        let heartbeat = task::spawn({
            let pulse = pulse.clone();
            async move { pulse.tick().await }
        });
        while !pulse.has_begun() {
            task::yield_now().await;
        }
        let (started, cpu) = (Instant::now(), ProcessTime::now());
        let busy = metrics.worker_total_busy_duration(0);
        let done = version(input).await?;
        let wall = started.elapsed().as_secs_f64();
        let cpu = cpu.elapsed().as_secs_f64();
        let threads = threads();
        pulse.end();
        heartbeat.await?;
        // The runtime adds a poll's time once its thread has nothing to do.
        let busy = metrics.worker_total_busy_duration(0) - busy;
        let answer = Answer {
            done: Some(done),
            wall,
            threads,
            busy: Some(busy.as_secs_f64()),
            cpu: Some(cpu),
            ..Answer::default()
        };
        anyhow::Ok((answer, started))
    })?;
    drop(runtime);
    answer.ended = Some(started.elapsed().as_secs_f64());
    Ok(answer)
}

/// Returns the number of threads of this process. Threads of tokio's and rayon's
/// pools outlive their work by far, so none is missing at the end of a version.
#[cfg(target_os = "linux")]
fn threads() -> Option<u64> {
    use std::fs::File;
    use std::io::Read;

    // Listing /proc/self/task would need a large buffer. If a version has just
    // freed a million small ones, the allocator sorts them first, in 30 ms.
    let mut status = [0; 4096];
    let mut file = File::open("/proc/self/status").ok()?;
    let length = file.read(&mut status).ok()?;
    let status = str::from_utf8(&status[..length]).ok()?;
    let line = status.lines().find_map(|it| it.strip_prefix("Threads:"))?;
    line.trim().parse().ok()
}

/// Returns None: only Linux has a file with this number.
#[cfg(not(target_os = "linux"))]
fn threads() -> Option<u64> {
    None
}

/// Returns the number of threads that were added.
fn threads_since(before: Option<u64>) -> Option<u64> {
    Some(threads()? - before?)
}

/// Watches from another thread whether the loop's thread ever parks, which it
/// does whenever it has no task to run.
struct Watcher {
    metrics: RuntimeMetrics,
    count: u64,
    since: Instant,
    longest: Duration,
}

impl Watcher {
    fn new(metrics: RuntimeMetrics) -> Watcher {
        Watcher {
            count: metrics.worker_park_unpark_count(0),
            metrics,
            since: Instant::now(),
            longest: Duration::ZERO,
        }
    }

    fn look(&mut self) {
        let count = self.metrics.worker_park_unpark_count(0);
        if count != self.count {
            self.count = count;
            self.since = Instant::now();
        }
        // Parking and unparking add one each, so an even count means that the
        // thread is at work.
        if count.is_multiple_of(2) {
            self.longest = self.longest.max(self.since.elapsed());
        }
    }
}
