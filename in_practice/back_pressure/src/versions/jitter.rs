//! Same as backoff, except that the pause is random, from nothing to twice the
//! pause there. Requests that failed together are not sent again together.
//!
//! In Python: `random.uniform(0, 2 * pause)`, or tenacity's
//! `wait_random_exponential`.

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
) -> Result<(), Failed> {
    let mut pause = FIRST_PAUSE;
    for _ in 1..attempts {
        if server.attempt(request).await.is_ok() {
            return Ok(());
        }
        time::sleep(pause.mul_f64(2.0 * fastrand::f64())).await;
        pause *= 2;
    }
    server.attempt(request).await
}
