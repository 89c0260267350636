//! The requests that the exercise handles, and the signal that ends it.

// A solution that never looks at the signal uses only part of this module.
#![allow(dead_code)]

use std::future;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;
use tokio::task;

/// Times that a request gives way to others, before its response is sent.
const TURNS: usize = 5;

/// Counts of the requests.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Counts {
    /// Number of requests that were taken.
    pub taken: usize,
    /// Number of requests that were taken after the signal.
    pub taken_late: usize,
    /// Number of requests that are being handled.
    pub in_flight: usize,
    /// Number of requests with a response.
    pub answered: usize,
    /// Set if the signal was seen.
    pub is_stopped: bool,
}

/// State shared by all parts.
struct Shared {
    /// Number of requests that come before the signal.
    requests: usize,
    /// Number of the first requests that hang.
    hanging: usize,
    counts: watch::Sender<Counts>,
    taking: Mutex<()>,
}

/// Requests, one after another. They never end.
#[derive(Clone)]
pub struct Requests(Arc<Shared>);

/// The signal to end, which comes once all requests are in flight.
#[derive(Clone)]
pub struct Stop(Arc<Shared>);

/// A request.
pub struct Request {
    shared: Arc<Shared>,
    number: usize,
}

/// Returns so many requests, of which the first ones hang, and the signal.
pub fn new(requests: usize, hanging: usize) -> (Requests, Stop) {
    let shared = Arc::new(Shared {
        requests,
        hanging,
        counts: watch::Sender::default(),
        taking: Mutex::new(()),
    });
    (Requests(shared.clone()), Stop(shared))
}

impl Shared {
    /// Waits until this is true of the counts.
    async fn wait_for(&self, is_so: impl Fn(&Counts) -> bool) {
        let mut counts = self.counts.subscribe();
        // The sender outlives this borrow of it.
        let _ = counts.wait_for(|counts| is_so(counts)).await;
    }
}

impl Requests {
    /// Waits for the next request. It is cancel safe: a request that this
    /// future has not returned is returned by the next one.
    pub async fn next(&mut self) -> Request {
        let shared = &self.0;
        // After the last request come more, for a server that still takes them.
        let may_come = |counts: &Counts| {
            counts.taken < shared.requests || counts.is_stopped
        };
        shared.wait_for(may_come).await;
        let _taking = lock(&shared.taking);
        let number = shared.counts.borrow().taken;
        shared.counts.send_modify(|counts| {
            counts.taken += 1;
            counts.taken_late += usize::from(counts.is_stopped);
        });
        Request {
            shared: shared.clone(),
            number,
        }
    }

    /// Returns the counts so far.
    pub fn counts(&self) -> Counts {
        self.0.counts.borrow().clone()
    }
}

fn lock(taking: &Mutex<()>) -> MutexGuard<'_, ()> {
    taking.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Stop {
    /// Waits for the signal to end. It is cancel safe.
    pub async fn called(&mut self) {
        let all = |counts: &Counts| counts.in_flight >= self.0.requests;
        let is_stopped = |counts: &Counts| counts.is_stopped;
        self.0
            .wait_for(|counts| all(counts) || is_stopped(counts))
            .await;
        self.0.counts.send_modify(|counts| counts.is_stopped = true);
    }
}

impl Request {
    /// Handles the request and sends the response, which is ready only after
    /// the signal.
    pub async fn handle(self) {
        let shared = &self.shared;
        shared.counts.send_modify(|counts| counts.in_flight += 1);
        if self.number < shared.hanging {
            future::pending::<()>().await;
        }
        shared.wait_for(|counts| counts.is_stopped).await;
        for _ in 0..TURNS {
            task::yield_now().await;
        }
        shared.counts.send_modify(|counts| counts.answered += 1);
    }
}
