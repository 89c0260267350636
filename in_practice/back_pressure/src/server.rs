//! The server behind the service. It works on a few requests at a time, such as
//! a database with a pool of connections.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::Semaphore;
use tokio::time;

use crate::arrivals::uniform;
use crate::request::Request;
use crate::work::Work;

/// A server. A clone is another handle to the same one.
#[derive(Debug, Clone)]
pub struct Server(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    /// One permit per request that it works on. The next one goes to the
    /// request that has waited longest.
    places: Semaphore,
    /// One permit per request that it works on or that waits for a place, for
    /// clients that retry.
    room: Semaphore,
    service: Duration,
    seed: u64,
    fails: u64,
    /// Time during which it stands still.
    stall: (Instant, Instant),
}

/// An attempt that did not succeed: it failed, or there was no room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Failed;

impl fmt::Display for Failed {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("the server did not respond")
    }
}

impl std::error::Error for Failed {}

impl Server {
    /// Returns a server whose first request arrives at `start`.
    pub fn new(work: &Work, start: Instant) -> Server {
        let stalls = start + Duration::from_secs_f64(work.duration / 3.0);
        Server(Arc::new(Shared {
            places: Semaphore::new(work.places),
            room: Semaphore::new(work.limit),
            service: work.service(),
            seed: work.seed,
            fails: work.fails,
            stall: (stalls, stalls + Duration::from_secs_f64(work.stall)),
        }))
    }

    /// Works on a request, once there is a place, and responds to it.
    pub async fn respond(&self, request: Request) {
        self.work().await;
        request.serve();
    }

    /// Works on a request, once there is a place. Refuses it at once if there
    /// is no room to wait for one.
    ///
    /// # Errors
    ///
    /// Returns an error if it fails or is refused.
    pub async fn attempt(&self, request: &Request) -> Result<(), Failed> {
        let attempt = request.attempt();
        let _room = self.0.room.try_acquire().map_err(|_| Failed)?;
        self.work().await;
        match self.fails(request.number, attempt) {
            true => Err(Failed),
            false => Ok(()),
        }
    }

    /// Returns whether an attempt fails, which depends on nothing but the seed.
    fn fails(&self, number: u64, attempt: u32) -> bool {
        let Shared { seed, fails, .. } = *self.0;
        let number = (number << 8) + u64::from(attempt);
        fails > 0 && uniform(!seed, number) < 1.0 / fails as f64
    }

    async fn work(&self) {
        let place = self.0.places.acquire().await;
        let _place = place.expect("it is never closed");
        time::sleep(self.0.service).await;
        let (from, until) = self.0.stall;
        if (from..until).contains(&Instant::now()) {
            time::sleep_until(until.into()).await;
        }
    }
}
