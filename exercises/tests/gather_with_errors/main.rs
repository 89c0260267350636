// Unsolved: 5 URLs were asked for, and fetch_all returned 1 entry
//! Five requests, of which one fails.

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
            ("there is an entry for each URL", entries),
            ("the four lengths are kept, in the order of the URLs", kept),
            ("the one that failed names its URL", named),
            ("each URL is asked for once", once),
            ("the requests overlap", overlap),
        ],
    )
}

/// The connection of the third is reset, and the first is the last answered.
const PATHS: [&str; 5] = [
    "/delay/0.3",
    "/bytes/20",
    "/fault/reset",
    "/bytes/7",
    "/bytes/1",
];

/// Lets the exercise ask `site` for these paths.
fn fetch(site: &Site, paths: [&str; 5]) -> Vec<Result<usize, String>> {
    let urls = support::urls(site, paths);
    let client = support::client();
    support::runtime().block_on(exercise::fetch_all(&client, &urls))
}

fn entries() {
    let site = Site::start().expect("a local site");
    let count = fetch(&site, PATHS).len();
    let plural = if count == 1 { "entry" } else { "entries" };
    assert!(
        count == PATHS.len(),
        "5 URLs were asked for, and fetch_all returned {count} {plural}; \
         expected one for each URL, an Ok or an Err, whatever became of the \
         others"
    );
}

fn kept() {
    let site = Site::start().expect("a local site");
    let entries = fetch(&site, PATHS);
    for (index, path) in PATHS.iter().enumerate() {
        let Some(length) = path.strip_prefix("/bytes/") else {
            continue;
        };
        let wanted = Ok(length.parse().expect("a number"));
        assert!(
            entries[index] == wanted,
            "entry {} belongs to {path} and should be {wanted:?}; it is {:?}",
            index + 1,
            entries[index]
        );
    }
    assert!(
        entries[0].is_ok(),
        "entry 1 belongs to {}, which was only slow, and should be an Ok; it \
         is {:?}",
        PATHS[0],
        entries[0]
    );
}

fn named() {
    for (path, what) in support::FAILURES {
        let site = Site::start().expect("a local site");
        let mut paths = ["/bytes/3"; 5];
        let fails = fastrand::usize(0..paths.len());
        paths[fails] = path;
        let url = format!("{}{path}", site.base_url());
        match fetch(&site, paths).get(fails) {
            Some(Err(text)) if text.contains(&url) => {}
            Some(Err(text)) => panic!(
                "{what} for {url}, and the Err should name this URL; it says \
                 {text:?}"
            ),
            Some(Ok(length)) => panic!(
                "{what} for {url}: its entry should be an Err, and is \
                 Ok({length})"
            ),
            None => panic!("{what} for {url}, and its entry is missing"),
        }
    }
}

fn once() {
    let site = Site::start().expect("a local site");
    fetch(&site, PATHS);
    let requests = site.log().requests();
    assert!(
        requests == PATHS.len(),
        "expected 5 requests, one for each URL; the site saw {requests}"
    );
}

fn overlap() {
    let site = Site::start().expect("a local site");
    // Long enough to be sent beside each other on a busy machine, too. One that
    // fails does so at once, and may be gone before others come.
    fetch(&site, ["/delay/0.5"; 5]);
    let peak = site.log().peak();
    assert!(
        peak == 5,
        "at most {} in flight at a time: all five should wait together, and \
         none of them for another",
        support::requests_were(peak)
    );
}
