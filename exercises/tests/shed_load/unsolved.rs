//! Exercise: a service that takes more requests than it can serve.
//!
//! At most `places` requests may be worked on at a time, and at most `room`
//! more may wait inside for a place. All others must be refused at once. Each
//! request needs a response or a refusal, and `serve` returns when there are no
//! more requests and the last one inside has its response. See `door.rs`, next
//! to this file, for the door and the requests.
//!
//! The page: book/src/back_pressure.md. Stuck? `cargo ex hint`

use crate::door::Door;

/// Serves the requests for which there is room, and refuses the others.
pub async fn serve(mut door: Door, places: usize, room: usize) {
    // TODO: this works on every request at once, whatever these numbers are.
    let _ = (places, room);
    while let Some(request) = door.accept().await {
        tokio::spawn(request.respond());
    }
}
