//! What several checks need: a client that asks the local site.

// Each test program uses some of it.
#![allow(dead_code)]

use std::panic::{self, AssertUnwindSafe};

use reqwest::Client;
use tokio::runtime::{Builder, Runtime};

/// A client without a proxy, which could not reach the local site.
pub fn client() -> Client {
    // reqwest wants its cryptography before it knows what for.
    let _ = rustls::crypto::ring::default_provider().install_default();
    Client::builder().no_proxy().build().expect("a client")
}

/// A runtime with a thread for each core: whatever the learner's code spawns
/// may run there.
pub fn runtime() -> Runtime {
    Builder::new_multi_thread()
        .enable_all()
        .build()
        .expect("a runtime")
}

/// Why something went wrong, with its causes.
pub fn causes(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text = format!("{text}: {error}");
        cause = error.source();
    }
    text
}

/// What the learner's code returns, or None if it panics.
pub fn caught<T>(code: impl FnOnce() -> T) -> Option<T> {
    panic::catch_unwind(AssertUnwindSafe(code)).ok()
}
