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
            ("a request that fails is an error", fails),
            ("each URL is asked for once", once),
            ("the three requests overlap", overlap),
        ],
    )
}

/// What the exercise gives for these paths of `site`.
fn outcome(
    site: &Site,
    paths: [&str; 3],
) -> Result<Vec<usize>, reqwest::Error> {
    let urls = paths.map(|path| format!("{}{path}", site.base_url()));
    let client = support::client();
    support::runtime().block_on(exercise::fetch_all(&client, &urls))
}

/// The same, where there is no error.
fn fetch(site: &Site, paths: [&str; 3]) -> Vec<usize> {
    match outcome(site, paths) {
        Ok(lengths) => lengths,
        Err(error) => {
            panic!("fetch_all gave the error: {}", support::causes(&error))
        }
    }
}

fn answers() {
    let site = Site::start().expect("a local site");
    // The first answer is the last to come.
    let bytes = || format!("/bytes/{}", fastrand::u32(2..1_000));
    let paths = ["/delay/0.3", &bytes(), &bytes()];
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

fn fails() {
    for (path, what) in support::FAILURES {
        let site = Site::start().expect("a local site");
        let paths = ["/bytes/3", path, "/bytes/1"];
        // A panic is no answer, either, and does not pretend to be one.
        let outcome = support::caught(|| outcome(&site, paths));
        if let Some(Ok(lengths)) = outcome {
            panic!(
                "{what} in one of three requests; expected the Err of this \
                 request, got Ok({lengths:?})"
            );
        }
    }
}

fn once() {
    let site = Site::start().expect("a local site");
    fetch(&site, ["/bytes/3", "/bytes/2", "/bytes/1"]);
    let requests = site.log().requests();
    assert!(
        requests == 3,
        "expected 3 requests, one for each URL; the site saw {requests}"
    );
}

fn overlap() {
    let site = Site::start().expect("a local site");
    // Long enough to be sent beside each other on a busy machine, too.
    fetch(&site, ["/delay/0.5"; 3]);
    let peak = site.log().peak();
    let why = if peak == 1 {
        "each waited for the answer to the one before it. (A future that \
         isn't awaited yet has not sent its request; a Python task would have.)"
    } else {
        "one of them had to wait until another was answered"
    };
    assert!(
        peak == 3,
        "at most {} in flight at a time, and all 3 should have been: {why}",
        support::requests_were(peak)
    );
}
