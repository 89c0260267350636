//! A request, from its arrival to its end, and the door where it waits for the
//! service to accept it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Instant;

use tokio::sync::mpsc::UnboundedReceiver;

use crate::log::{End, Log};

/// A request. If it is dropped without a response, it counts as lost.
#[derive(Debug)]
pub struct Request {
    /// Number, from 0.
    pub number: u64,
    /// Time at which it should be sent.
    due: Instant,
    /// Bytes, once it is accepted.
    body: Vec<u8>,
    /// Size of the body.
    size: usize,
    attempts: AtomicU32,
    end: End,
    log: Arc<Log>,
}

impl Request {
    /// Returns a request that is in flight since it was due.
    pub fn new(
        number: u64,
        due: Instant,
        size: usize,
        log: &Arc<Log>,
    ) -> Request {
        log.arrived(due);
        Request {
            number,
            due,
            body: Vec::new(),
            size,
            attempts: AtomicU32::new(0),
            end: End::Lost,
            log: log.clone(),
        }
    }

    /// Counts an attempt, and returns its number, from 1.
    pub fn attempt(&self) -> u32 {
        self.log.attempted();
        self.attempts.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// Ends it with a response.
    pub fn serve(mut self) {
        self.end = End::Served;
    }

    /// Ends it with a refusal, such as HTTP's 503.
    pub fn refuse(mut self) {
        self.end = End::Refused;
    }

    /// Ends it with an error, after its last attempt.
    pub fn fail(mut self) {
        self.end = End::Failed;
    }
}

impl Drop for Request {
    fn drop(&mut self) {
        let inside = !self.body.is_empty();
        self.log.left(self.due, self.end, inside);
    }
}

/// The requests that have arrived and that the service has not accepted yet.
/// With TCP, the kernel keeps them, and when it has no more room, the clients.
#[derive(Debug)]
pub struct Door(UnboundedReceiver<Request>);

impl Door {
    /// Returns the door for these arrivals.
    pub fn new(arrivals: UnboundedReceiver<Request>) -> Door {
        Door(arrivals)
    }

    /// Waits for the next request, and reads it into memory. Returns None after
    /// the last.
    pub async fn accept(&mut self) -> Option<Request> {
        let mut request = self.0.recv().await?;
        request.body = vec![1; request.size];
        request.log.accepted();
        Some(request)
    }
}
