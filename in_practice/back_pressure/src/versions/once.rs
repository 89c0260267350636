//! One attempt per request, as the baseline for the versions that retry.
//!
//! In Python: the same.

use crate::request::Request;
use crate::server::{Failed, Server};

/// Sends a request.
pub async fn send(server: &Server, request: &Request) -> Result<(), Failed> {
    server.attempt(request).await
}
