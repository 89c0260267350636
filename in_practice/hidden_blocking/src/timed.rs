//! Times each poll of a future, which shows whether it ever keeps the loop from
//! its other tasks. Anything that waits inside a poll counts, as does computing.
//!
//! In Python: asyncio's debug mode does this for each callback.

use std::collections::BTreeMap;
use std::future;
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// The polls of some futures, by name.
#[derive(Debug, Clone, Default)]
pub struct Polls(Arc<Mutex<BTreeMap<&'static str, Polled>>>);

/// Number of polls of a future that have ended, and the longest of them.
#[derive(Debug, Clone, Copy, Default)]
pub struct Polled {
    /// Number of polls.
    pub count: u64,
    /// The longest poll.
    pub longest: Duration,
}

impl Polls {
    /// Returns what `future` returns, and times each of its polls.
    pub async fn time<F: Future>(
        &self,
        name: &'static str,
        future: F,
    ) -> F::Output {
        let mut future = pin!(future);
        future::poll_fn(|context| {
            let started = Instant::now();
            let poll = future.as_mut().poll(context);
            self.add(name, started.elapsed());
            poll
        })
        .await
    }

    fn add(&self, name: &'static str, took: Duration) {
        let mut all = self.0.lock().expect("no addition panics");
        let polled = all.entry(name).or_default();
        polled.count += 1;
        polled.longest = polled.longest.max(took);
    }

    /// Returns the polls of all futures so far.
    pub fn so_far(&self) -> BTreeMap<&'static str, Polled> {
        self.0.lock().expect("no addition panics").clone()
    }
}
