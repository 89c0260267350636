//! Runs something beside a heart, and measures both.

use std::io;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use cpu_time::ProcessTime;
use tokio::runtime::Builder;
use tokio::task;

use crate::heart::{self, Beats, Pulse};
use crate::work::Work;

/// What came of it.
#[derive(Debug)]
pub struct Measured<Answer> {
    /// What was computed.
    pub answer: Answer,
    /// How long that took on the wall.
    pub wall: Duration,
    /// What it took of the CPU, in all threads of this process.
    pub cpu: Duration,
    /// What became of the heart, from the beat before it to the one after it.
    pub beats: Beats,
}

/// Runs a way and a heart as two tasks on one loop, on the calling thread.
///
/// # Errors
///
/// The system has no event loop for us.
///
/// # Panics
///
/// Where the way does.
pub fn one_loop<Answer: Send + 'static>(
    pulse: &Arc<Pulse>,
    way: impl Future<Output = Answer> + Send + 'static,
) -> io::Result<Measured<Answer>> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    Ok(runtime.block_on(async {
        let heart = task::spawn({
            let pulse = pulse.clone();
            async move { heart::as_task(&pulse).await }
        });
        while pulse.beats() == 0 {
            task::yield_now().await;
        }
        let (wall, cpu) = (Instant::now(), ProcessTime::now());
        let answer = task::spawn(way).await.expect("no way panics");
        let (wall, cpu) = (wall.elapsed(), cpu.elapsed());
        pulse.end();
        let beats = heart.await.expect("a heart does not panic");
        Measured {
            answer,
            wall,
            cpu,
            beats,
        }
    }))
}

/// Runs so many times the work and a heart, each on a thread of its own.
///
/// # Panics
///
/// Where a work does.
pub fn threads<W: Work>(pulse: &Pulse, works: Vec<W>) -> Measured<Vec<u64>> {
    thread::scope(|scope| {
        let heart = scope.spawn(move || heart::as_thread(pulse));
        while pulse.beats() == 0 {
            thread::yield_now();
        }
        let (wall, cpu) = (Instant::now(), ProcessTime::now());
        let workers: Vec<_> = works
            .into_iter()
            .map(|work| scope.spawn(move || work.answer()))
            .collect();
        let answer = workers
            .into_iter()
            .map(|worker| worker.join().expect("the work does not panic"))
            .collect();
        let (wall, cpu) = (wall.elapsed(), cpu.elapsed());
        pulse.end();
        let beats = heart.join().expect("a heart does not panic");
        Measured {
            answer,
            wall,
            cpu,
            beats,
        }
    })
}
