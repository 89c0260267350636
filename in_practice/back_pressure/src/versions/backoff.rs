//! Same as naive, except that it waits before each further attempt, twice as
//! long every time.
//!
//! In Python: `await asyncio.sleep(pause)`, or the package tenacity with
//! `wait_exponential`.

use std::time::Duration;

use tokio::time;

use crate::request::Request;
use crate::server::{Failed, Server};

/// Pause before the second attempt: the time that the server takes.
const FIRST_PAUSE: Duration = Duration::from_millis(20);

/// Sends a request up to `attempts` times.
pub async fn send(
    server: &Server,
    request: &Request,
    attempts: u32,
) -> Result<(), Failed> {
    let mut pause = FIRST_PAUSE;
    for _ in 1..attempts {
        if server.attempt(request).await.is_ok() {
            return Ok(());
        }
        time::sleep(pause).await;
        pause *= 2;
    }
    server.attempt(request).await
}
