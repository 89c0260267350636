//! Two tasks fail, and nothing awaits them.

use tokio::task;

async fn returns_an_error() -> Result<(), String> {
    Err("no such host".to_owned())
}

async fn panics() {
    panic!("a mistake in the program");
}

/// Spawns both, lets them run, and goes on.
pub async fn run() {
    task::spawn(returns_an_error());
    task::spawn(panics());
    task::yield_now().await;
    println!("main: done");
}
