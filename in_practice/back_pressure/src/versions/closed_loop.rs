//! A client that sends its next request when it has the response to the last
//! one. While the server is slow, it sends less.
//!
//! In Python: the same loop, in one task per client.

use crate::request::Request;
use crate::server::Server;

/// Sends one request after another, while there is a `next` one.
pub async fn client(server: &Server, next: &dyn Fn() -> Option<Request>) {
    while let Some(request) = next() {
        server.respond(request).await;
    }
}
