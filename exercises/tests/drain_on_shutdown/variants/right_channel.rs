use std::time::Duration;

use tokio::sync::mpsc;
use tokio::time;

use crate::requests::{Requests, Stop};

pub async fn serve(
    mut requests: Requests,
    mut stop: Stop,
    grace: Duration,
) -> usize {
    // Each task has a sender. When all are gone, `recv` returns None.
    let (alive, mut none_left) = mpsc::channel::<()>(1);
    loop {
        tokio::select! {
            () = stop.called() => break,
            request = requests.next() => {
                let alive = alive.clone();
                tokio::spawn(async move {
                    request.handle().await;
                    drop(alive);
                });
            }
        }
    }
    let others = alive.downgrade();
    drop(alive);
    let _ = time::timeout(grace, none_left.recv()).await;
    others.strong_count()
}
