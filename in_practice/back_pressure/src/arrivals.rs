//! Arrivals that a seed repeats, and the thread that keeps to them.

use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use tokio::sync::mpsc::UnboundedSender;

use crate::log::Log;
use crate::request::Request;
use crate::work::Work;

/// Returns the times at which requests arrive, after the start. At random times,
/// the gaps between them are exponential, which makes a Poisson process: each
/// client decides on its own, so an arrival says nothing about the next.
pub fn times(work: &Work) -> Vec<Duration> {
    if work.burst > 0 {
        return vec![Duration::ZERO; work.burst];
    }
    let mut times = Vec::new();
    let mut at = 0.0;
    for number in 0.. {
        at += -(1.0 - uniform(work.seed, number)).ln() / work.rate;
        if at >= work.duration {
            break;
        }
        times.push(Duration::from_secs_f64(at));
    }
    times
}

/// Sends the requests on a thread, each at its time, whether the others have
/// their response or not. The thread is not the service's, so a service that
/// falls behind cannot delay it.
pub fn send(
    work: &Work,
    start: Instant,
    log: &Arc<Log>,
    door: UnboundedSender<Request>,
) -> JoinHandle<()> {
    let (times, log, body) = (times(work), log.clone(), work.body);
    thread::spawn(move || {
        for (number, at) in times.into_iter().enumerate() {
            let due = start + at;
            thread::sleep(due.saturating_duration_since(Instant::now()));
            let request = Request::new(number as u64, due, body, &log);
            // A service that has failed accepts nothing.
            if door.send(request).is_err() {
                break;
            }
        }
    })
}

/// Returns a number from 0 up to 1 that looks random (SplitMix64).
pub fn uniform(seed: u64, number: u64) -> f64 {
    let step = 0x9E37_79B9_7F4A_7C15_u64;
    let mut mixed = seed.wrapping_add(step.wrapping_mul(number + 1));
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^= mixed >> 31;
    (mixed >> 11) as f64 / (1_u64 << 53) as f64
}
