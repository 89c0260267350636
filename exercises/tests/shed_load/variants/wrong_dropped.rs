// Fails: 84 requests were dropped without a response or a refusal
use futures_util::future;
use futures_util::stream::{self, StreamExt};
use tokio::sync::mpsc;

use crate::door::{Door, Request};

pub async fn serve(mut door: Door, places: usize, room: usize) {
    let (queue, mut requests) = mpsc::channel(room);
    let accept = async move {
        while let Some(request) = door.accept().await {
            let _ = queue.try_send(request);
        }
    };
    let serve = stream::poll_fn(move |context| requests.poll_recv(context))
        .for_each_concurrent(places, Request::respond);
    future::join(accept, serve).await;
}
