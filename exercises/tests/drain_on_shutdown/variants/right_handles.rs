use std::time::Duration;

use tokio::time::{self, Instant};

use crate::requests::{Requests, Stop};

pub async fn serve(
    mut requests: Requests,
    mut stop: Stop,
    grace: Duration,
) -> usize {
    let mut tasks = Vec::new();
    loop {
        tokio::select! {
            () = stop.called() => break,
            request = requests.next() => {
                tasks.push(tokio::spawn(request.handle()));
            }
        }
    }
    // The same moment for all of them.
    let end = Instant::now() + grace;
    let mut cut_off = 0;
    for task in tasks {
        if time::timeout_at(end, task).await.is_err() {
            cut_off += 1;
        }
    }
    cut_off
}
