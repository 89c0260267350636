// Unsolved: at most 1 request was in flight
//! Three requests that are meant to overlap.

#[cfg(not(feature = "variant"))]
#[cfg_attr(feature = "solution", path = "solution.rs")]
mod exercise;
#[cfg(feature = "variant")]
mod exercise {
    include!(concat!(env!("EXERCISES"), "/await_in_turn.rs"));
}

#[path = "../support/mod.rs"]
mod support;

use std::process::ExitCode;

use local_httpbin::Site;

fn main() -> ExitCode {
    exercises::run(
        "gathering",
        &[
            ("the three answers come in the order of the URLs", answers),
            ("each URL is asked for once", once),
            ("the three requests overlap", overlap),
        ],
    )
}

/// Lets the exercise ask `site` for these paths.
fn fetch(site: &Site, paths: [&str; 3]) -> Vec<usize> {
    let urls = paths.map(|path| format!("{}{path}", site.base_url()));
    let client = support::client();
    let lengths = exercise::fetch_all(&client, &urls);
    match support::runtime().block_on(lengths) {
        Ok(lengths) => lengths,
        Err(error) => {
            panic!("fetch_all gave the error: {}", support::causes(&error))
        }
    }
}

fn answers() {
    let site = Site::start().expect("a local site");
    // The first answer is the last to come.
    let paths = ["/delay/0.3", "/bytes/20", "/bytes/1"];
    let wanted = paths.map(|path| {
        let url = format!("{}{path}", site.base_url());
        support::runtime().block_on(async {
            let answer = support::client().get(url).send().await;
            let body = answer.expect("an answer").bytes().await;
            body.expect("a body").len()
        })
    });
    let lengths = fetch(&site, paths);
    assert!(
        lengths == wanted,
        "the answers have {wanted:?} bytes, in this order; fetch_all \
         returned {lengths:?}"
    );
}

fn once() {
    let site = Site::start().expect("a local site");
    fetch(&site, ["/bytes/3", "/bytes/2", "/bytes/1"]);
    let requests = site.log().requests();
    assert!(
        requests == 3,
        "3 requests were wanted, and the site saw {requests}"
    );
}

fn overlap() {
    let site = Site::start().expect("a local site");
    // Long enough to be sent beside each other on a busy machine, too.
    fetch(&site, ["/delay/0.5"; 3]);
    let peak = site.log().peak();
    assert!(
        peak == 3,
        "at most {peak} request was in flight at one time, and all 3 should \
         have been: each waited for the answer to the one before it. (A future that \
         is not awaited yet has not sent its request; a Python task would have.)"
    );
}
