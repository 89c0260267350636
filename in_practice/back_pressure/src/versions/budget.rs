//! Same as jitter, except that all requests share a budget of retries: a fifth
//! of the requests sent, and a few in reserve. Without a budget left, a failure
//! is final.
//!
//! In Python: the same, as a class of your own.

use std::cell::Cell;
use std::time::Duration;

use tokio::time;

use crate::request::Request;
use crate::server::{Failed, Server};

/// Mean pause before the second attempt: the time that the server takes.
const FIRST_PAUSE: Duration = Duration::from_millis(20);

/// Sends a request up to `attempts` times.
pub async fn send(
    server: &Server,
    request: &Request,
    attempts: u32,
    budget: &Budget,
) -> Result<(), Failed> {
    budget.deposit();
    let mut pause = FIRST_PAUSE;
    for _ in 1..attempts {
        if server.attempt(request).await.is_ok() {
            return Ok(());
        }
        if !budget.withdraw() {
            return Err(Failed);
        }
        time::sleep(pause.mul_f64(2.0 * fastrand::f64())).await;
        pause *= 2;
    }
    server.attempt(request).await
}

/// Retries that may still be made, in fifths. All requests are on one thread,
/// so a `Cell` is enough.
#[derive(Debug)]
pub struct Budget(Cell<u32>);

/// Fifths that a retry costs, and those that are there at the start.
const RETRY: u32 = 5;
const RESERVE: u32 = 10 * RETRY;

impl Budget {
    /// Returns a budget with its reserve.
    pub fn new() -> Budget {
        Budget(Cell::new(RESERVE))
    }

    /// Adds a fifth of a retry.
    fn deposit(&self) {
        self.0.update(|fifths| fifths + 1);
    }

    /// Takes a retry, or returns false if there is none.
    fn withdraw(&self) -> bool {
        let left = self.0.get().checked_sub(RETRY);
        self.0.update(|fifths| left.unwrap_or(fifths));
        left.is_some()
    }
}
