// Hint: Waiting for tasks needs something that knows them. In Python you'd keep
//     them in a set; here that's a `tokio::task::JoinSet`, or a `TaskTracker`
//     of tokio-util.
// Hint: After the loop, `while tasks.join_next().await.is_some() {}` waits for
//     all of them. `tokio::time::timeout` limits that wait, and afterwards
//     `tasks.len()` is the number of tasks that are left.
// Hint: One time limit for all: `let drained = async { while … {} };` and then
//     `time::timeout(grace, drained).await`.

//! Exercise: a server that gets the signal to end, and cuts off its clients.

use std::time::Duration;

use tokio::task::JoinSet;
use tokio::time;

use crate::requests::{Requests, Stop};

/// Handles requests until the signal, and then for `grace` at most. Returns the
/// number of requests that were cut off.
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
            // Without this branch, the set would keep all results.
            Some(_) = tasks.join_next() => {}
        }
    }
    let drained = async { while tasks.join_next().await.is_some() {} };
    // An error means that some tasks are left, and those are counted.
    let _ = time::timeout(grace, drained).await;
    tasks.len()
}
