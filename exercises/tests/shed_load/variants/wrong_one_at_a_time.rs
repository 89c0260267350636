// Fails: Only 1 request was worked on at a time; there should be 8
use futures_util::future;
use tokio::sync::mpsc::{self, error::TrySendError};

use crate::door::{Door, Request};

pub async fn serve(mut door: Door, places: usize, room: usize) {
    let (queue, mut requests) = mpsc::channel::<Request>(places + room);
    let accept = async move {
        while let Some(request) = door.accept().await {
            if let Err(TrySendError::Full(request)) = queue.try_send(request) {
                request.refuse();
            }
        }
    };
    let serve = async move {
        while let Some(request) = requests.recv().await {
            request.respond().await;
        }
    };
    future::join(accept, serve).await;
}
