//! Servers that fail in every way that a learner may meet.

use std::thread;

use super::site::site;
use crate::Program;

/// Each fault ends `example` with status 1 and one sentence that names the
/// URL and the cause in words: no panic, no backtrace. The fault that takes
/// long to be one is left to [`gives_up`].
pub fn faults(example: Program) {
    let site = site();
    let at = |path: &str| format!("{}{path}", site.base_url());
    let plain_port = site.base_url().replace("http://", "https://") + "/";
    let cases = [
        // No part of a name has more than 63 characters: no server is asked.
        (
            format!("http://{}.invalid/", "x".repeat(64)),
            "unknown host: ",
        ),
        // Port 1 is reserved for a service that nobody runs.
        (
            "http://127.0.0.1:1/".to_owned(),
            "connection refused: nothing listens there",
        ),
        (at("/fault/reset"), "the server reset the connection"),
        (
            at("/fault/truncate"),
            "the connection was closed in mid-answer",
        ),
        (at("/fault/garbage"), "the answer is not HTTP: "),
        (at("/fault/redirect"), "too many redirects"),
        (plain_port, "the server does not speak TLS: try http://"),
    ];
    // All at once, and each that is told otherwise says so.
    thread::scope(|scope| {
        for (url, cause) in &cases {
            scope.spawn(move || one_sentence(example, url, cause));
        }
    });
}

/// A server that takes a request and never answers ends `example` in the same
/// way, after its time limit.
pub fn gives_up(example: Program) {
    let site = site();
    let url = format!("{}/fault/hang", site.base_url());
    one_sentence(example, &url, "no answer within the time limit");
}

/// `example`, asking for `url`, fails with `cause` in one sentence.
pub(super) fn one_sentence(example: Program, url: &str, cause: &str) {
    let run = example.run(&[url]);
    let start = format!("Error: GET {url} failed: {cause}");
    assert_eq!(run.status.code(), Some(1), "{url}: {run:?}");
    assert_eq!(run.stdout, "", "{url}: {run:?}");
    assert!(run.stderr.starts_with(&start), "wanted {start}: {run:?}");
    assert_eq!(run.stderr.lines().count(), 1, "{url}: {run:?}");
}
