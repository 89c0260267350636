//! Five jobs at once. The third one fails.

use std::time::Duration;

use futures_util::future;
use tokio::time;

use crate::on_drop::OnDrop;

const ENDS: [&str; 5] = ["1 ends", "2 ends", "3 ends", "4 ends", "5 ends"];

async fn job(number: u32, end: &'static str) -> Result<(), String> {
    let _on_drop = OnDrop(end);
    time::sleep(Duration::from_millis(100) * number).await;
    if number == 3 {
        return Err("job 3 failed".to_owned());
    }
    println!("{number} is done");
    Ok(())
}

/// Awaits all of them with one call, and then waits a while longer.
pub async fn run() {
    let jobs = (1..).zip(ENDS).map(|(number, end)| job(number, end));
    match future::try_join_all(jobs).await {
        Ok(_) => println!("main: all are done"),
        Err(error) => println!("main: {error}"),
    }
    time::sleep(Duration::from_millis(500)).await;
    println!("main: done");
}
