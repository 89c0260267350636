// Hint: One loop accepts, and does nothing that waits for a place. Between it
//     and those who serve is a queue with a limit: `mpsc::channel(room)`.
// Hint: `queue.try_send(request)` never waits. If the queue is full, it returns
//     `Err(TrySendError::Full(request))`, and the request is yours again.
// Hint: `stream::poll_fn(move |context| requests.poll_recv(context))` makes a
//     stream of the receiver, and `.for_each_concurrent(places,
//     Request::respond)` serves it. Both ends must run at the same time:
//     `future::join(accept, serve).await`.

//! Exercise: a service that takes more requests than it can serve.

use futures_util::future;
use futures_util::stream::{self, StreamExt};
use tokio::sync::mpsc::{self, error::TrySendError};

use crate::door::{Door, Request};

/// Serves the requests for which there is room, and refuses the others.
pub async fn serve(mut door: Door, places: usize, room: usize) {
    let (queue, mut requests) = mpsc::channel(room);
    let accept = async move {
        while let Some(request) = door.accept().await {
            if let Err(TrySendError::Full(request)) = queue.try_send(request) {
                request.refuse();
            }
        }
    };
    let serve = stream::poll_fn(move |context| requests.poll_recv(context))
        .for_each_concurrent(places, Request::respond);
    future::join(accept, serve).await;
}
