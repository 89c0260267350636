//! The door through which requests come, and the requests. You don't have to
//! change anything here.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::sync::Semaphore;
use tokio::sync::mpsc::{self, UnboundedReceiver, UnboundedSender};

/// The requests that have arrived.
pub struct Door(UnboundedReceiver<Request>);

impl Door {
    /// Waits for the next request. Returns None after the last one.
    pub async fn accept(&mut self) -> Option<Request> {
        let request = self.0.recv().await?;
        request.seen.accepted.fetch_add(1, Ordering::Relaxed);
        Some(request)
    }
}

/// A request, which needs a response or a refusal.
pub struct Request {
    seen: Arc<Seen>,
    has_ended: bool,
}

impl Request {
    /// Works on the request for a while, and responds to it.
    pub async fn respond(mut self) {
        let seen = self.seen.clone();
        let working = seen.working.fetch_add(1, Ordering::Relaxed) + 1;
        seen.most.fetch_max(working, Ordering::Relaxed);
        // While this waits, the request is being worked on.
        let done = seen.work.acquire().await.expect("it is never closed");
        done.forget();
        seen.working.fetch_sub(1, Ordering::Relaxed);
        seen.served.fetch_add(1, Ordering::Relaxed);
        self.has_ended = true;
    }

    /// Refuses the request, which takes no time.
    #[allow(dead_code, reason = "the unsolved exercise never calls it")]
    pub fn refuse(mut self) {
        self.seen.refused.fetch_add(1, Ordering::Relaxed);
        self.has_ended = true;
    }
}

impl Drop for Request {
    fn drop(&mut self) {
        if !self.has_ended {
            self.seen.lost.fetch_add(1, Ordering::Relaxed);
        }
    }
}

/// Counts of the requests, for the checks.
pub struct Seen {
    accepted: AtomicUsize,
    working: AtomicUsize,
    most: AtomicUsize,
    served: AtomicUsize,
    refused: AtomicUsize,
    lost: AtomicUsize,
    /// One permit per request whose work may end.
    work: Semaphore,
}

/// The same counts at one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    /// Requests that came through the door.
    pub accepted: usize,
    /// Requests that are being worked on, and their peak.
    pub working: usize,
    pub most: usize,
    /// Requests that got a response, a refusal, or neither.
    pub served: usize,
    pub refused: usize,
    pub lost: usize,
}

impl Seen {
    /// Returns counts of nothing.
    pub fn new() -> Arc<Seen> {
        let zero = AtomicUsize::default;
        Arc::new(Seen {
            accepted: zero(),
            working: zero(),
            most: zero(),
            served: zero(),
            refused: zero(),
            lost: zero(),
            work: Semaphore::new(0),
        })
    }

    /// Returns the counts.
    pub fn counts(&self) -> Counts {
        let of = |count: &AtomicUsize| count.load(Ordering::Relaxed);
        Counts {
            accepted: of(&self.accepted),
            working: of(&self.working),
            most: of(&self.most),
            served: of(&self.served),
            refused: of(&self.refused),
            lost: of(&self.lost),
        }
    }

    /// Lets the work on `count` requests end.
    pub fn finish(&self, count: usize) {
        self.work.add_permits(count);
    }
}

/// The other side of the door.
pub struct Street {
    door: UnboundedSender<Request>,
    seen: Arc<Seen>,
}

impl Street {
    /// Returns both sides of a door.
    pub fn new(seen: &Arc<Seen>) -> (Street, Door) {
        let (door, requests) = mpsc::unbounded_channel();
        let seen = seen.clone();
        (Street { door, seen }, Door(requests))
    }

    /// Sends a request to the door.
    pub fn send(&self) {
        let request = Request {
            seen: self.seen.clone(),
            has_ended: false,
        };
        // If `serve` has dropped the door, the request is lost.
        let _ = self.door.send(request);
    }
}
