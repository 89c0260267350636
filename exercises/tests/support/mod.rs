//! What several checks need: a client that asks the local site.

// Each test program uses some of it.
#![allow(dead_code)]

use std::hint;

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

/// A piece of CPU-bound work: a chain in which each number needs the one before
/// it. Takes a core some milliseconds.
pub fn compute(start: u64) -> u64 {
    let mut number = start;
    let mut left = 200_000;
    while left > 0 {
        number = number.wrapping_mul(6_364_136_223_846_793_005);
        number = number.wrapping_add(1);
        left -= 1;
    }
    hint::black_box(number)
}
