//! A task that is cancelled while it waits.

use std::time::Duration;

use tokio::{task, time};

use crate::on_drop::OnDrop;

async fn work() {
    let _on_drop = OnDrop("work: dropped");
    time::sleep(Duration::from_secs(60)).await;
    println!("work: done");
}

/// Cancels its task, and asks what became of it.
pub async fn run() {
    let task = task::spawn(work());
    task::yield_now().await;
    task.abort();
    match task.await {
        Ok(()) => println!("main: it finished"),
        Err(error) => println!("main: cancelled? {}", error.is_cancelled()),
    }
}
