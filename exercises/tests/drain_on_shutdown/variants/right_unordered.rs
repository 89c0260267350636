use std::time::Duration;

use futures_util::stream::{FuturesUnordered, StreamExt};
use tokio::time;

use crate::requests::{Requests, Stop};

pub async fn serve(
    mut requests: Requests,
    mut stop: Stop,
    grace: Duration,
) -> usize {
    let mut handling = FuturesUnordered::new();
    loop {
        tokio::select! {
            () = stop.called() => break,
            request = requests.next() => handling.push(request.handle()),
            Some(()) = handling.next() => {}
        }
    }
    let drained = async { while handling.next().await.is_some() {} };
    let _ = time::timeout(grace, drained).await;
    handling.len()
}
