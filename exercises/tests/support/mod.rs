//! What several checks need: a client that asks the local site.

// Each test program uses some of it.
#![allow(dead_code)]

use local_httpbin::Site;
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

/// The URLs of these paths at `site`.
pub fn urls<'a>(
    site: &Site,
    paths: impl IntoIterator<Item = &'a str>,
) -> Vec<String> {
    let paths = paths.into_iter();
    paths.map(|path| format!("{}{path}", site.url())).collect()
}

/// So many requests, as the subject of a sentence.
pub fn requests_were(count: usize) -> String {
    match count {
        1 => "1 request was".to_owned(),
        _ => format!("{count} requests were"),
    }
}
