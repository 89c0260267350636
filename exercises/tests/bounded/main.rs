// Unsolved: requests were in flight at one time, and never more than 8 may be
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
use std::sync::OnceLock;

use local_httpbin::Site;

/// How many requests there are.
const REQUESTS: usize = 64;

/// How many of them are to be in flight.
const IN_FLIGHT: usize = 8;

fn main() -> ExitCode {
    exercises::run(
        "io_bound",
        &[
            ("the 64 answers come in the order of the URLs", answers),
            ("each URL is asked for once", once),
            ("never more than 8 requests are in flight", no_more),
            ("8 requests really are in flight", no_less),
        ],
    )
}

/// Lets the exercise ask `site` for these paths.
fn fetch<'a>(
    site: &Site,
    paths: impl IntoIterator<Item = &'a str>,
) -> Vec<usize> {
    let urls = support::urls(site, paths);
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
    let paths: Vec<_> = (1..REQUESTS).map(|n| format!("/bytes/{n}")).collect();
    // The first answer is the last of its neighbours to come.
    let first = iter::once("/delay/0.2");
    let lengths = fetch(&site, first.chain(paths.iter().map(String::as_str)));
    let count = lengths.len();
    assert!(
        count == REQUESTS,
        "64 lengths are wanted, one for each URL; fetch_all returned {count}"
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

fn once() {
    let site = Site::start().expect("a local site");
    fetch(&site, ["/bytes/1"; REQUESTS]);
    let requests = site.log().requests();
    assert!(
        requests == REQUESTS,
        "64 requests were wanted, one for each URL, and the site saw {requests}"
    );
}

/// The most requests in flight, as the site saw it in the one run that the
/// last two checks are about.
fn peak() -> usize {
    static PEAK: OnceLock<usize> = OnceLock::new();
    *PEAK.get_or_init(|| {
        let site = Site::start().expect("a local site");
        // There are eight rounds of them, in each of which the eight can meet.
        fetch(&site, ["/delay/0.05"; REQUESTS]);
        site.log().peak()
    })
}

fn no_more() {
    let peak = peak();
    assert!(
        peak <= IN_FLIGHT,
        "{peak} requests were in flight at one time, and never more than 8 \
         may be"
    );
}

fn no_less() {
    let peak = peak();
    assert!(
        peak == IN_FLIGHT,
        "at most {} in flight at one time, and 8 are wanted: the server could \
         answer more than it was asked for",
        support::requests_were(peak)
    );
}
