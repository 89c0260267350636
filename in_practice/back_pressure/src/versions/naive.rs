//! After a failure, the next attempt follows at once.
//!
//! In Python: `for _ in range(4)`, with a `try` in it.

use crate::request::Request;
use crate::server::{Failed, Server};

/// Sends a request up to `attempts` times.
pub async fn send(
    server: &Server,
    request: &Request,
    attempts: u32,
) -> Result<(), Failed> {
    for _ in 1..attempts {
        if server.attempt(request).await.is_ok() {
            return Ok(());
        }
    }
    server.attempt(request).await
}
