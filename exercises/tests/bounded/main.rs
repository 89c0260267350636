// Unsolved: requests were in flight at a time, and there may never be more than 8
//! Sixty-four requests, of which eight are in flight.

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

/// Number of them that should be in flight.
const IN_FLIGHT: usize = 8;

fn main() -> ExitCode {
    exercises::run(
        "io_bound",
        &[
            ("the 64 answers come in the order of the URLs", answers),
            ("a request that fails is an error", fails),
            ("each URL is asked for once", once),
            ("never more than 8 requests are in flight", no_more),
            ("8 requests really are in flight", no_less),
        ],
    )
}

/// What the exercise gives for these paths of `site`, or None if it panics.
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
            "{} made, of which {} were answered, and fetch_all doesn't return: \
             something waits for a permit that isn't given back, or for a \
             message that nothing sends",
            support::requests_were(requests),
            requests - in_flight
        )
    };
    support::watched(call, progress, stuck)
}

/// The same, where there is no error.
fn fetch<'a>(
    site: &Site,
    paths: impl IntoIterator<Item = &'a str>,
) -> Vec<usize> {
    match outcome(site, paths) {
        Some(Ok(lengths)) => lengths,
        Some(Err(error)) => {
            panic!("fetch_all gave the error: {}", support::causes(&error))
        }
        None => panic!("fetch_all panicked, as said above"),
    }
}

fn answers() {
    let site = Site::start().expect("a local site");
    let paths: Vec<_> = (1..REQUESTS).map(|n| format!("/bytes/{n}")).collect();
    // The first answer is the last of its neighbours to come.
    let first = iter::once("/delay/0.2");
    let lengths = fetch(&site, first.chain(paths.iter().map(String::as_str)));
    let count = lengths.len();
    assert!(
        count == REQUESTS,
        "expected 64 lengths, one for each URL; fetch_all returned {count}"
    );
    for (index, length) in lengths.into_iter().enumerate().skip(1) {
        assert!(
            length == index,
            "URL {} is /bytes/{index}: its place should hold {index}, and \
             holds {length}",
            index + 1
        );
    }
}

fn fails() {
    for (path, what) in support::FAILURES {
        let site = Site::start().expect("a local site");
        let mut paths = ["/bytes/1"; REQUESTS];
        paths[fastrand::usize(0..REQUESTS)] = path;
        // A panic is no answer, either, and does not pretend to be one.
        assert!(
            !matches!(outcome(&site, paths), Some(Ok(_))),
            "{what} in one of 64 requests; expected the Err of this request, \
             got an Ok"
        );
    }
}

fn once() {
    let site = Site::start().expect("a local site");
    fetch(&site, ["/bytes/1"; REQUESTS]);
    let requests = site.log().requests();
    assert!(
        requests == REQUESTS,
        "expected 64 requests, one for each URL; the site saw {requests}"
    );
}

/// What the site saw in the one run that the last two checks are about: the most
/// requests in flight, and how many had seven others beside them.
static SEEN: LazyLock<(usize, usize)> = LazyLock::new(|| {
    let site = Site::start().expect("a local site");
    // There are eight rounds of them, in each of which the eight can meet.
    fetch(&site, ["/delay/0.05"; REQUESTS]);
    let exchanges = site.log().exchanges();
    let in_flight = |one: &Exchange| {
        let is_there = |it: &&Exchange| {
            it.arrived <= one.arrived && it.ended > Some(one.arrived)
        };
        exchanges.iter().filter(is_there).count()
    };
    // The moments at which the eighth came to seven others.
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
        "{peak} requests were in flight at a time, and there may never be more \
         than 8"
    );
}

fn no_less() {
    let (peak, together) = *SEEN;
    assert!(
        peak == IN_FLIGHT,
        "at most {} in flight at a time, and there should be 8: the server \
         could have served more at once",
        support::requests_were(peak)
    );
    assert!(
        together >= REQUESTS / 2,
        "8 requests were in flight at a time, but not for long: {} of 64 were \
         answered while there were fewer. Whenever one is answered, or all 8 \
         are, the next should begin",
        REQUESTS - together
    );
}
