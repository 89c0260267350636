//! Exercise: a server that gets the signal to end, and cuts off its clients.
//!
//! When `stop.called()` returns, take no more requests. Give those in flight
//! the time to get their response, but only for `grace`, and return as soon as
//! all of them have it. Return the number of requests that were cut off. See
//! `requests.rs`, next to this file, for the requests.
//!
//! The page: book/src/graceful_shutdown.md. Stuck? `cargo ex hint`

use std::time::Duration;

use crate::requests::{Requests, Stop};

/// Handles requests until the signal, and then for `grace` at most. Returns the
/// number of requests that were cut off.
pub async fn serve(
    mut requests: Requests,
    mut stop: Stop,
    grace: Duration,
) -> usize {
    loop {
        tokio::select! {
            () = stop.called() => break,
            request = requests.next() => {
                tokio::spawn(request.handle());
            }
        }
    }
    // TODO: the tasks end with the program, wherever they are.
    let _ = grace;
    0
}
