// Hint: Fetching a page and computing it belong together: write code that does
//     both for one page, and run it for all of them concurrently. Then no page
//     waits until all of them have arrived.
// Hint: With tasks, the computing must leave the loop (`spawn_blocking`, or
//     rayon and a channel). With six pages, one thread per page is enough: in
//     Rust, threads wait and compute in parallel.
// Hint: `std::thread::scope(|scope| …)` with one `scope.spawn` per URL, all
//     collected into a `Vec` before the first `join`.

//! Exercise: a program that fetches and computes, and takes far too long.

use std::thread;

use anyhow::Result;
use ureq::Agent;

use crate::support;

/// Fetches all pages, and computes each. Returns the results in the order of
/// the URLs.
pub fn fetch_and_compute(
    urls: &[String],
    compute: fn(&str) -> u64,
) -> Result<Vec<u64>> {
    let agent = support::agent();
    thread::scope(|scope| {
        let process = |url: &str| Ok(compute(&fetch(&agent, url)?));
        // A thread that waits needs no core; the threads that compute share all
        // of them.
        let threads: Vec<_> = urls
            .iter()
            .map(|url| scope.spawn(move || process(url)))
            .collect();
        let results = threads.into_iter().map(|thread| thread.join());
        results.map(|it| it.expect("it does not panic")).collect()
    })
}

/// Fetches a page, and blocks its thread until the page arrives.
fn fetch(agent: &Agent, url: &str) -> Result<String> {
    Ok(agent.get(url).call()?.body_mut().read_to_string()?)
}
