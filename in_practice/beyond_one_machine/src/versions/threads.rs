//! One process: threads take the next chunk from a shared counter.

use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use anyhow::Result;

use crate::pi;
use crate::work::{Answer, Work};

/// Computes all chunks on as many threads as there are workers elsewhere.
pub fn run(work: &Work) -> Result<Answer> {
    let jobs = work.jobs as u64;
    let next = AtomicU64::new(0);
    let inside = AtomicU64::new(0);
    thread::scope(|scope| {
        for _ in 0..work.workers {
            scope.spawn(|| {
                loop {
                    let job = next.fetch_add(1, Ordering::Relaxed);
                    if job >= jobs {
                        break;
                    }
                    let points = pi::inside(work.samples, job);
                    inside.fetch_add(points, Ordering::Relaxed);
                }
            });
        }
    });
    Ok(Answer {
        results: jobs,
        inside: inside.into_inner(),
        ..Answer::default()
    })
}
