//! Requests of which the first hangs and the last fails.

use std::future;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;

/// Time for which the caller's report is awaited. The request that hangs would
/// keep it waiting forever.
pub const PATIENCE: Duration = Duration::from_millis(200);

/// Requests that run at the same time.
#[derive(Debug, Clone)]
pub struct Requests {
    count: usize,
    finished: Arc<watch::Sender<usize>>,
}

impl Requests {
    /// Returns so many requests.
    pub fn new(count: usize) -> Requests {
        Requests {
            count,
            finished: Arc::new(watch::Sender::new(0)),
        }
    }

    /// Sends the request of this number, and returns the response. The first
    /// never comes.
    ///
    /// # Errors
    ///
    /// Returns an error for the last request, when the others have finished.
    pub async fn send(self, number: usize) -> Result<usize, &'static str> {
        if number == 0 {
            return future::pending().await;
        }
        if number == self.count - 1 {
            let mut finished = self.finished.subscribe();
            // The sender is in `self`.
            let _ = finished.wait_for(|it| *it == self.count - 2).await;
            return Err("no such host");
        }
        self.finished.send_modify(|finished| *finished += 1);
        Ok(number)
    }

    /// Returns the number of requests that have finished.
    pub fn finished(&self) -> u64 {
        *self.finished.borrow() as u64
    }
}
