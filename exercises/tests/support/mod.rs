//! What several checks need, first of all clients that ask the local site.

// Each test program uses some of it.
#![allow(dead_code)]

use std::hint;
use std::panic::{self, AssertUnwindSafe};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use local_httpbin::Site;
use reqwest::Client;
use tokio::runtime::{Builder, Runtime};
use ureq::Agent;

/// How long a request may take: a site that is never reached ends a check.
const TIMEOUT: Duration = Duration::from_secs(15);

/// Number of times that a check looks for something new before it says that
/// nothing moves, and the pause between two looks.
pub const LOOKS: usize = 400;
pub const PAUSE: Duration = Duration::from_millis(10);

/// A client without a proxy, which could not reach the local site.
pub fn client() -> Client {
    // reqwest wants its cryptography before it knows what for.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = Client::builder().timeout(TIMEOUT).no_proxy();
    client.build().expect("a client")
}

/// The same for blocking requests. A clone shares its connections.
pub fn agent() -> Agent {
    let config = Agent::config_builder().timeout_global(Some(TIMEOUT));
    config.proxy(None).build().into()
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

/// Calls the learner's code on a thread of its own. Returns None if it panics,
/// which is printed then.
///
/// # Panics
/// Panics with what `stuck` says, if `progress` hasn't changed in many looks.
#[track_caller]
pub fn watched<T: Send + 'static, P: PartialEq>(
    code: impl FnOnce() -> T + Send + 'static,
    progress: impl Fn() -> P,
    stuck: impl FnOnce(P) -> String,
) -> Option<T> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || sender.send(caught(code)));
    let mut seen = progress();
    let mut looks = LOOKS;
    while looks > 0 {
        match receiver.recv_timeout(PAUSE) {
            Ok(returned) => return returned,
            Err(RecvTimeoutError::Disconnected) => return None,
            Err(RecvTimeoutError::Timeout) => {}
        }
        let now = progress();
        looks = if now == seen { looks - 1 } else { LOOKS };
        seen = now;
    }
    panic!("{}", stuck(seen))
}

/// The letters for the states of this process's children, as /proc has them: Z
/// is a zombie.
#[cfg(target_os = "linux")]
pub fn children() -> Vec<char> {
    let parent = std::process::id().to_string();
    let processes = std::fs::read_dir("/proc").expect("/proc");
    let stats = processes.flatten().filter_map(|process| {
        std::fs::read_to_string(process.path().join("stat")).ok()
    });
    let states = stats.filter_map(|stat| {
        // The name stands in parentheses, then come the state and the parent.
        let mut fields = stat.rsplit_once(") ")?.1.split(' ');
        let state = fields.next()?.chars().next()?;
        (fields.next()? == parent).then_some(state)
    });
    states.collect()
}

/// Only Linux tells it in files.
#[cfg(not(target_os = "linux"))]
pub fn children() -> Vec<char> {
    Vec::new()
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

/// The URLs of these paths at `site`.
pub fn urls<'a>(
    site: &Site,
    paths: impl IntoIterator<Item = &'a str>,
) -> Vec<String> {
    let paths = paths.into_iter();
    paths
        .map(|path| format!("{}{path}", site.base_url()))
        .collect()
}

/// What doesn't come whole from a site, and what became of it: an error each.
pub const FAILURES: [(&str, &str); 2] = [
    ("/fault/reset", "the connection was reset"),
    (
        "/fault/truncate",
        "the body of the response ended too early",
    ),
];

/// So many requests, as the subject of a sentence.
pub fn requests_were(count: usize) -> String {
    match count {
        1 => "1 request was".to_owned(),
        _ => format!("{count} requests were"),
    }
}
