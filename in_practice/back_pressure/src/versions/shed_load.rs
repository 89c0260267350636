//! Same as bounded_queue, except that `try_send` does not wait. If the queue is
//! full, the request is refused at once, so its client can go elsewhere.
//!
//! In Python: `queue.put_nowait(request)`, which raises `asyncio.QueueFull`.

use futures_util::future;
use futures_util::stream::{self, StreamExt};
use tokio::sync::mpsc::{self, error::TrySendError};

use crate::request::Door;
use crate::server::Server;
use crate::work::Work;

/// Serves the requests for which there is room.
pub async fn serve(mut door: Door, server: Server, work: &Work) {
    let (queue, mut requests) = mpsc::channel(work.queue());
    let accept = async move {
        while let Some(request) = door.accept().await {
            match queue.try_send(request) {
                Ok(()) => {}
                Err(TrySendError::Full(request)) => request.refuse(),
                Err(TrySendError::Closed(_)) => unreachable!("it is there"),
            }
        }
    };
    let serve = stream::poll_fn(move |context| requests.poll_recv(context))
        .for_each_concurrent(work.places, |it| server.respond(it));
    future::join(accept, serve).await;
}
