// Fails: All requests got a response, but `serve` doesn't return
use std::time::Duration;

use tokio::task::JoinSet;
use tokio::time;

use crate::requests::{Requests, Stop};

pub async fn serve(
    mut requests: Requests,
    mut stop: Stop,
    grace: Duration,
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
    time::sleep(grace).await;
    while tasks.try_join_next().is_some() {}
    tasks.len()
}
