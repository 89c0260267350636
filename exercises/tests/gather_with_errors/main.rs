// Unsolved: one Ok or Err per URL, whatever happened to the others; got 1
//! Five requests, one of which fails.

#[cfg(not(feature = "variant"))]
#[cfg_attr(feature = "solution", path = "solution.rs")]
mod exercise;
#[cfg(feature = "variant")]
mod exercise {
    include!(concat!(env!("EXERCISES"), "/gather_with_errors.rs"));
}

#[path = "../support/mod.rs"]
mod support;

use std::process::ExitCode;

use local_httpbin::Site;

fn main() -> ExitCode {
    exercises::run(
        "gathering",
        &[
            ("there is one entry per URL", entries),
            ("the four lengths are kept, in the order of the URLs", kept),
            ("the failed request names its URL", named),
            ("each URL is requested once", once),
            ("the requests overlap", overlap),
        ],
    )
}

/// The third connection is reset, and the first response arrives last.
const PATHS: [&str; 5] = [
    "/delay/0.3",
    "/bytes/20",
    "/fault/reset",
    "/bytes/7",
    "/bytes/1",
];

/// Returns the entries that the exercise makes for these paths of `site`.
fn fetch(site: &Site, paths: [&str; 5]) -> Vec<Result<usize, String>> {
    let urls = support::urls(site, paths);
    let client = support::client();
    support::runtime().block_on(exercise::fetch_all(&client, &urls))
}

fn entries() {
    let site = Site::start().expect("a test server");
    let count = fetch(&site, PATHS).len();
    assert!(
        count == PATHS.len(),
        "Expected 5 entries, one Ok or Err per URL, whatever happened to the \
         others; got {count}."
    );
}

fn kept() {
    let site = Site::start().expect("a test server");
    let entries = fetch(&site, PATHS);
    for (index, path) in PATHS.iter().enumerate() {
        let Some(length) = path.strip_prefix("/bytes/") else {
            continue;
        };
        let wanted = Ok(length.parse().expect("a number"));
        assert!(
            entries[index] == wanted,
            "Entry {} belongs to {path}. Expected {wanted:?}; got {:?}.",
            index + 1,
            entries[index]
        );
    }
    assert!(
        entries[0].is_ok(),
        "Entry 1 belongs to {}, which was only slow. Expected an Ok; got {:?}.",
        PATHS[0],
        entries[0]
    );
}

fn named() {
    for (path, what) in support::FAILURES {
        let site = Site::start().expect("a test server");
        let mut paths = ["/bytes/3"; 5];
        let fails = fastrand::usize(0..paths.len());
        paths[fails] = path;
        let url = format!("{}{path}", site.base_url());
        match fetch(&site, paths).get(fails) {
            Some(Err(text)) if text.contains(&url) => {}
            Some(Err(text)) => panic!(
                "{what} for {url}. Its Err should name the URL; it says \
                 {text:?}."
            ),
            Some(Ok(length)) => panic!(
                "{what} for {url}. Its entry should be an Err; got \
                 Ok({length})."
            ),
            None => panic!("{what} for {url}, and its entry is missing."),
        }
    }
}

fn once() {
    let site = Site::start().expect("a test server");
    fetch(&site, PATHS);
    let requests = site.log().requests();
    assert!(
        requests == PATHS.len(),
        "Expected 5 requests, one per URL; the server received {requests}."
    );
}

fn overlap() {
    let site = Site::start().expect("a test server");
    // The delay is long enough for them to overlap even on a busy machine. A
    // failing request fails at once, and might be gone before the others
    // arrive.
    fetch(&site, ["/delay/0.5"; 5]);
    let peak = site.log().peak();
    assert!(
        peak == 5,
        "Only {} in flight at a time; all 5 should have been. None of them \
         should wait for another.",
        support::requests_were(peak)
    );
}
