//! Servers that fail in every way that a learner may meet.

use local_httpbin::Site;

use super::{all_at_once, run, stderr, stdout};

/// Each fault ends `example` with status 1 and one sentence that names the
/// URL and the cause in words: no panic, no backtrace. The fault that takes
/// long to be one is left to [`gives_up`].
///
/// # Panics
///
/// Where it does not, with every fault that was told otherwise.
pub fn faults(example: &str) {
    let site = Site::start().expect("a local site starts");
    let at = |path: &str| format!("{}{path}", site.url());
    let plain_port = site.url().replace("http://", "https://") + "/";
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
    all_at_once(&cases, |(url, cause)| one_sentence(example, url, cause));
}

/// A server that takes a request and never answers ends `example` in the same
/// way, after its time limit.
///
/// # Panics
///
/// Where it does not.
pub fn gives_up(example: &str) {
    let site = Site::start().expect("a local site starts");
    let url = format!("{}/fault/hang", site.url());
    let cause = "no answer within the time limit";
    if let Err(message) = one_sentence(example, &url, cause) {
        panic!("{message}");
    }
}

/// Whether `example`, asking for `url`, fails with `cause` in one sentence.
pub(crate) fn one_sentence(
    example: &str,
    url: &str,
    cause: &str,
) -> Result<(), String> {
    let output = run(example, &[url]);
    let said = stderr(&output);
    let start = format!("Error: GET {url} failed: {cause}");
    let as_wanted = output.status.code() == Some(1)
        && said.starts_with(&start)
        && said.lines().count() == 1
        && stdout(&output).is_empty();
    if as_wanted {
        Ok(())
    } else {
        Err(format!("{url} should give `{start}…`, but gave {output:?}"))
    }
}
