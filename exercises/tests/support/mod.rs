//! Helpers that several checks share, above all clients for the test server.

// Each test program uses only part of this module.
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

/// Longest time for one request: if a server is never reached, the check ends.
const TIMEOUT: Duration = Duration::from_secs(15);

/// Number of samples without any progress after which a check says that nothing
/// moves, and the pause between two samples.
pub const LOOKS: usize = 400;
pub const PAUSE: Duration = Duration::from_millis(10);

/// Returns a client without a proxy, which could not reach the test server.
pub fn client() -> Client {
    // reqwest expects its cryptography to be installed, even for plain HTTP.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = Client::builder().timeout(TIMEOUT).no_proxy();
    client.build().expect("a client")
}

/// Returns a client for blocking requests. A clone shares its connections.
pub fn agent() -> Agent {
    let config = Agent::config_builder().timeout_global(Some(TIMEOUT));
    config.proxy(None).build().into()
}

/// Returns a runtime with one thread per core, on which the learner's code may
/// spawn tasks.
pub fn runtime() -> Runtime {
    Builder::new_multi_thread()
        .enable_all()
        .build()
        .expect("a runtime")
}

/// Returns the message of an error, followed by its causes.
pub fn causes(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text = format!("{text}: {error}");
        cause = error.source();
    }
    text
}

/// Calls the learner's code. Returns its result, or None if it panics.
pub fn caught<T>(code: impl FnOnce() -> T) -> Option<T> {
    panic::catch_unwind(AssertUnwindSafe(code)).ok()
}

/// Calls the learner's code on a thread of its own. Returns None if it panics;
/// the panic is printed.
///
/// # Panics
/// Panics with the message of `stuck` if `progress` has not changed for `LOOKS`
/// samples.
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

/// Returns one letter per child of this process: its state in /proc. Z is a
/// zombie.
#[cfg(target_os = "linux")]
pub fn children() -> Vec<char> {
    let parent = std::process::id().to_string();
    let processes = std::fs::read_dir("/proc").expect("/proc");
    let stats = processes.flatten().filter_map(|process| {
        std::fs::read_to_string(process.path().join("stat")).ok()
    });
    let states = stats.filter_map(|stat| {
        // The name is in parentheses; the state and the parent follow it.
        let mut fields = stat.rsplit_once(") ")?.1.split(' ');
        let state = fields.next()?.chars().next()?;
        (fields.next()? == parent).then_some(state)
    });
    states.collect()
}

/// Returns nothing, because only Linux lists processes in files.
#[cfg(not(target_os = "linux"))]
pub fn children() -> Vec<char> {
    Vec::new()
}

/// Computes a chain in which each number needs the previous one. Keeps a core
/// busy for some milliseconds.
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

/// Returns the URLs of these paths on the test server.
pub fn urls<'a>(
    site: &Site,
    paths: impl IntoIterator<Item = &'a str>,
) -> Vec<String> {
    let paths = paths.into_iter();
    paths
        .map(|path| format!("{}{path}", site.base_url()))
        .collect()
}

/// Paths whose response never arrives whole, each with what went wrong: both
/// must be errors.
pub const FAILURES: [(&str, &str); 2] = [
    ("/fault/reset", "The connection was reset"),
    (
        "/fault/truncate",
        "The body of the response ended too early",
    ),
];

/// Returns "1 request was" or "2 requests were", for the beginning of a
/// sentence.
pub fn requests_were(count: usize) -> String {
    match count {
        1 => "1 request was".to_owned(),
        _ => format!("{count} requests were"),
    }
}
