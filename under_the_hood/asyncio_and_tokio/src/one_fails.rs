//! Five jobs at once. The third one fails.

use std::time::Duration;

use futures_util::future;
use tokio::time;

use crate::on_drop::OnDrop;

async fn job(number: u32) -> Result<(), String> {
    let _on_drop = OnDrop(format!("{number} ends"));
    time::sleep(Duration::from_millis(100) * number).await;
    if number == 3 {
        return Err("job 3 failed".to_owned());
    }
    println!("{number} is done");
    Ok(())
}

/// Awaits all of them with one call, and then waits a while longer.
pub async fn run() {
    match future::try_join_all((1..=5).map(job)).await {
        Ok(_) => println!("main: all are done"),
        Err(error) => println!("main: {error}"),
    }
    time::sleep(Duration::from_millis(500)).await;
    println!("main: done");
}
