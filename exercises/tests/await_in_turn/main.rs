// Unsolved: Only 1 request was in flight; all 3 should have been. Each waited for the previous response.
//! Three requests that should overlap.

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
            ("the three lengths are in the order of the URLs", answers),
            ("a failed request is an error", fails),
            ("each URL is requested once", once),
            ("the three requests overlap", overlap),
        ],
    )
}

/// Returns the result of the exercise for these paths of `site`.
fn outcome(
    site: &Site,
    paths: [&str; 3],
) -> Result<Vec<usize>, reqwest::Error> {
    let urls = paths.map(|path| format!("{}{path}", site.base_url()));
    let client = support::client();
    support::runtime().block_on(exercise::fetch_all(&client, &urls))
}

/// Returns the lengths. Panics if the exercise returns an error.
fn fetch(site: &Site, paths: [&str; 3]) -> Vec<usize> {
    match outcome(site, paths) {
        Ok(lengths) => lengths,
        Err(error) => {
            panic!("`fetch_all` returned an error: {}", support::causes(&error))
        }
    }
}

fn answers() {
    let site = Site::start().expect("a test server");
    // The first response arrives last.
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
        "Expected the lengths {wanted:?}, in the order of the URLs; got \
         {lengths:?}."
    );
}

fn fails() {
    for (path, what) in support::FAILURES {
        let site = Site::start().expect("a test server");
        let paths = ["/bytes/3", path, "/bytes/1"];
        // A panic is accepted too: it does not pretend to be a result.
        let outcome = support::caught(|| outcome(&site, paths));
        if let Some(Ok(lengths)) = outcome {
            panic!(
                "{what} in one of three requests. Expected the Err of that \
                 request; got Ok({lengths:?})."
            );
        }
    }
}

fn once() {
    let site = Site::start().expect("a test server");
    fetch(&site, ["/bytes/3", "/bytes/2", "/bytes/1"]);
    let requests = site.log().requests();
    assert!(
        requests == 3,
        "Expected 3 requests, one per URL; the server received {requests}."
    );
}

fn overlap() {
    let site = Site::start().expect("a test server");
    // The delay is long enough for them to overlap even on a busy machine.
    fetch(&site, ["/delay/0.5"; 3]);
    let peak = site.log().peak();
    let why = if peak == 1 {
        "Each waited for the previous response. (A future that isn't awaited \
         yet hasn't sent its request; a Python task would have.)"
    } else {
        "One of them waited for the response to another."
    };
    assert!(
        peak == 3,
        "Only {} in flight; all 3 should have been. {why}",
        support::requests_were(peak)
    );
}
