// Fails: more came, and were taken. From then on, leave them to another server
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
    // The one that was about to come.
    tasks.spawn(requests.next().await.handle());
    let drained = async { while tasks.join_next().await.is_some() {} };
    let _ = time::timeout(grace, drained).await;
    tasks.len()
}
