//! A task that still waits when `main` is done.

use std::time::Duration;

use tokio::{task, time};

use crate::on_drop::OnDrop;

async fn work() {
    let _on_drop = OnDrop("work: dropped");
    println!("work: started");
    time::sleep(Duration::from_secs(60)).await;
    println!("work: done");
}

/// Returns while its task still sleeps.
pub async fn run() {
    task::spawn(work());
    task::yield_now().await;
    println!("main: done");
}
