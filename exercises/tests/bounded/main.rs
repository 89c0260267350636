// Unsolved: requests were in flight at a time; there should never be more than 8
//! Sixty-four requests, eight of which should be in flight at any time.

#[cfg(not(feature = "variant"))]
#[cfg_attr(feature = "solution", path = "solution.rs")]
mod exercise;
#[cfg(feature = "variant")]
mod exercise {
    include!(concat!(env!("EXERCISES"), "/bounded.rs"));
}

#[path = "../support/mod.rs"]
mod support;

use std::iter;
use std::process::ExitCode;
use std::sync::LazyLock;

use local_httpbin::{Exchange, Site};

/// Number of requests.
const REQUESTS: usize = 64;

/// Number of requests that should be in flight.
const IN_FLIGHT: usize = 8;

fn main() -> ExitCode {
    exercises::run(
        "io_bound",
        &[
            ("the 64 lengths are in the order of the URLs", answers),
            ("a failed request is an error", fails),
            ("each URL is requested once", once),
            ("never more than 8 requests are in flight", no_more),
            ("8 requests really are in flight", no_less),
        ],
    )
}

/// Returns the result of the exercise for these paths of `site`, or None if it
/// panics.
fn outcome<'a>(
    site: &Site,
    paths: impl IntoIterator<Item = &'a str>,
) -> Option<Result<Vec<usize>, reqwest::Error>> {
    let urls = support::urls(site, paths);
    let client = support::client();
    let call = move || {
        support::runtime().block_on(exercise::fetch_all(&client, &urls))
    };
    let progress = || (site.log().requests(), site.log().in_flight());
    let stuck = |(requests, in_flight)| {
        format!(
            "{} made, and {} were answered, but `fetch_all` doesn't return. \
             Something waits for a permit that is never released, or for a \
             message that is never sent.",
            support::requests_were(requests),
            requests - in_flight
        )
    };
    support::watched(call, progress, stuck)
}

/// Returns the lengths. Panics if the exercise returns an error, or panics.
fn fetch<'a>(
    site: &Site,
    paths: impl IntoIterator<Item = &'a str>,
) -> Vec<usize> {
    match outcome(site, paths) {
        Some(Ok(lengths)) => lengths,
        Some(Err(error)) => {
            panic!("`fetch_all` returned an error: {}", support::causes(&error))
        }
        None => panic!("`fetch_all` panicked; its message is above."),
    }
}

fn answers() {
    let site = Site::start().expect("a test server");
    let paths: Vec<_> = (1..REQUESTS).map(|n| format!("/bytes/{n}")).collect();
    // The first response arrives after those to its neighbours.
    let first = iter::once("/delay/0.2");
    let lengths = fetch(&site, first.chain(paths.iter().map(String::as_str)));
    let count = lengths.len();
    assert!(
        count == REQUESTS,
        "Expected 64 lengths, one per URL; got {count}."
    );
    for (index, length) in lengths.into_iter().enumerate().skip(1) {
        assert!(
            length == index,
            "URL {} is /bytes/{index}, so its length should be {index}; got \
             {length}.",
            index + 1
        );
    }
}

fn fails() {
    for (path, what) in support::FAILURES {
        let site = Site::start().expect("a test server");
        let mut paths = ["/bytes/1"; REQUESTS];
        paths[fastrand::usize(0..REQUESTS)] = path;
        // A panic is accepted too: it does not pretend to be a result.
        assert!(
            !matches!(outcome(&site, paths), Some(Ok(_))),
            "{what} in one of 64 requests. Expected the Err of that request; \
             got an Ok."
        );
    }
}

fn once() {
    let site = Site::start().expect("a test server");
    fetch(&site, ["/bytes/1"; REQUESTS]);
    let requests = site.log().requests();
    assert!(
        requests == REQUESTS,
        "Expected 64 requests, one per URL; the server received {requests}."
    );
}

/// Observations of the single run that the last two checks look at: the peak of
/// requests in flight, and the number of requests that overlapped with seven
/// others.
static SEEN: LazyLock<(usize, usize)> = LazyLock::new(|| {
    let site = Site::start().expect("a test server");
    // Eight requests can overlap in each of eight rounds.
    fetch(&site, ["/delay/0.05"; REQUESTS]);
    let exchanges = site.log().exchanges();
    let in_flight = |one: &Exchange| {
        let is_there = |it: &&Exchange| {
            it.arrived <= one.arrived && it.ended > Some(one.arrived)
        };
        exchanges.iter().filter(is_there).count()
    };
    // The moments at which an eighth request joined seven others.
    let full = exchanges.iter().filter(|it| in_flight(it) >= IN_FLIGHT);
    let full: Vec<_> = full.map(|it| it.arrived).collect();
    let is_beside = |it: &&Exchange| {
        let is_in = |at| it.arrived <= at && it.ended > Some(at);
        full.iter().any(|at| is_in(*at))
    };
    let together = exchanges.iter().filter(is_beside).count();
    (site.log().peak(), together)
});

fn no_more() {
    let (peak, _) = *SEEN;
    assert!(
        peak <= IN_FLIGHT,
        "{peak} requests were in flight at a time; there should never be more \
         than 8."
    );
}

fn no_less() {
    let (peak, together) = *SEEN;
    assert!(
        peak == IN_FLIGHT,
        "Only {} in flight at a time; there should be 8, because the server \
         can handle that many.",
        support::requests_were(peak)
    );
    assert!(
        together >= REQUESTS / 2,
        "8 requests were in flight at a time, but not for long: {} of 64 were \
         answered while there were fewer. Start the next one whenever one is \
         answered, or the next eight when all 8 are.",
        REQUESTS - together
    );
}
