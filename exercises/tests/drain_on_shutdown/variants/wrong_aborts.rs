// Fails: 0 of 8 requests got a response; all of them should have
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
    // It waits for the tasks, but it also aborts them.
    let _ = time::timeout(grace, tasks.shutdown()).await;
    tasks.len()
}
