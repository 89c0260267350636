//! A queue between the loop that accepts and the tasks that serve. While it is
//! full, `send` waits, so the loop accepts nothing.
//!
//! In Python: `await queue.put(request)`, on an `asyncio.Queue(maxsize=8)`.

use futures_util::future;
use futures_util::stream::{self, StreamExt};
use tokio::sync::mpsc;

use crate::request::Door;
use crate::server::Server;
use crate::work::Work;

/// Serves all requests.
pub async fn serve(mut door: Door, server: Server, work: &Work) {
    let (queue, mut requests) = mpsc::channel(work.queue());
    let accept = async move {
        while let Some(request) = door.accept().await {
            let sent = queue.send(request).await;
            sent.expect("the other end is there");
        }
    };
    let serve = stream::poll_fn(move |context| requests.poll_recv(context))
        .for_each_concurrent(work.places, |it| server.respond(it));
    future::join(accept, serve).await;
}
