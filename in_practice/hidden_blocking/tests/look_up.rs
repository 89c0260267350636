//! tokio's own look-up of a name runs on a thread of the blocking pool, as the
//! lesson's stand-in for it does.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::net;
use tokio::runtime::Builder;

/// Returns the number of threads that a look-up needs besides the loop's.
fn threads_for(host: &str) -> usize {
    let threads = Arc::new(AtomicUsize::new(0));
    let started = threads.clone();
    let runtime = Builder::new_current_thread()
        .enable_all()
        .on_thread_start(move || _ = started.fetch_add(1, Ordering::Relaxed))
        .build()
        .expect("a runtime");
    // Whether the machine knows the name does not matter.
    let _ = runtime
        .block_on(net::lookup_host((host, 80)))
        .map(Iterator::count);
    drop(runtime);
    threads.load(Ordering::Relaxed)
}

#[test]
fn a_name_needs_a_thread_and_an_address_needs_none() {
    assert_eq!(threads_for("localhost"), 1);
    assert_eq!(threads_for("127.0.0.1"), 0);
}
