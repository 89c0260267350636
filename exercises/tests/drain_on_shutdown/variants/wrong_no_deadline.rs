// Fails: A request hangs, and `serve` waits for it
use std::time::Duration;

use tokio::task::JoinSet;

use crate::requests::{Requests, Stop};

pub async fn serve(
    mut requests: Requests,
    mut stop: Stop,
    _grace: Duration,
) -> usize {
    let mut tasks = JoinSet::new();
    loop {
        tokio::select! {
            () = stop.called() => break,
            request = requests.next() => {
                tasks.spawn(request.handle());
            }
        }
    }
    while tasks.join_next().await.is_some() {}
    0
}
