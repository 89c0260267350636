// Fails: so `serve` should return 2; it returned 1
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
    let drained = async { while tasks.join_next().await.is_some() {} };
    // Something was cut off, but how much?
    usize::from(time::timeout(grace, drained).await.is_err())
}
