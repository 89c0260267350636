//! Runs something next to a heartbeat, and measures both.

use std::io;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use cpu_time::ProcessTime;
use tokio::runtime::Builder;
use tokio::task;

use crate::heartbeat::{self, Pulse, Ticks};
use crate::work::Work;

/// Measurements of one version, and its result.
#[derive(Debug)]
pub struct Measured<Output> {
    /// Its result.
    pub result: Output,
    /// Wall time.
    pub wall: Duration,
    /// CPU time, of all threads of this process.
    pub cpu: Duration,
    /// Ticks of the heartbeat, from the one before it to the one after it.
    pub ticks: Ticks,
}

/// Runs a version and a heartbeat as two tasks on one loop, on the calling
/// thread.
///
/// # Errors
///
/// Returns an error if the OS refuses an event loop.
///
/// # Panics
///
/// Panics if the version does.
pub fn one_loop<Output: Send + 'static>(
    pulse: &Arc<Pulse>,
    version: impl Future<Output = Output> + Send + 'static,
) -> io::Result<Measured<Output>> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    Ok(runtime.block_on(async {
        let heartbeat = task::spawn({
            let pulse = pulse.clone();
            async move { heartbeat::as_task(&pulse).await }
        });
        while pulse.ticks() == 0 {
            task::yield_now().await;
        }
        let (wall, cpu) = (Instant::now(), ProcessTime::now());
        let result = task::spawn(version).await.expect("no version panics");
        let (wall, cpu) = (wall.elapsed(), cpu.elapsed());
        pulse.end();
        let ticks = heartbeat.await.expect("a heartbeat does not panic");
        Measured {
            result,
            wall,
            cpu,
            ticks,
        }
    }))
}

/// Runs all jobs and a heartbeat, each on its own thread.
///
/// # Panics
///
/// Panics if a job does.
pub fn threads<W: Work>(pulse: &Pulse, jobs: Vec<W>) -> Measured<Vec<u64>> {
    thread::scope(|scope| {
        let heartbeat = scope.spawn(move || heartbeat::as_thread(pulse));
        while pulse.ticks() == 0 {
            thread::yield_now();
        }
        let (wall, cpu) = (Instant::now(), ProcessTime::now());
        let workers: Vec<_> = jobs
            .into_iter()
            .map(|job| scope.spawn(move || job.result()))
            .collect();
        let result = workers
            .into_iter()
            .map(|worker| worker.join().expect("the job does not panic"))
            .collect();
        let (wall, cpu) = (wall.elapsed(), cpu.elapsed());
        pulse.end();
        let ticks = heartbeat.join().expect("a heartbeat does not panic");
        Measured {
            result,
            wall,
            cpu,
            ticks,
        }
    })
}
