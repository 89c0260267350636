//! Ctrl-C, pressed while the program waits: once without a handler and once
//! with one.

use std::time::Duration;

use nix::sys::signal::{Signal, raise};
use tokio::{signal, time};

use crate::on_drop::OnDrop;

async fn work() {
    let _on_drop = OnDrop("work: dropped");
    println!("work: started");
    // What the terminal does when you press Ctrl-C.
    raise(Signal::SIGINT).expect("a process may send itself a signal");
    time::sleep(Duration::from_secs(60)).await;
    println!("work: done");
}

/// Does nothing about Ctrl-C, which ends the process on the spot.
pub async fn without_a_handler() {
    work().await;
}

/// Waits for Ctrl-C and for the work, whichever comes first.
pub async fn with_a_handler() {
    tokio::select! {
        biased;
        _ = signal::ctrl_c() => println!("main: Ctrl-C"),
        () = work() => println!("main: all is done"),
    }
}
