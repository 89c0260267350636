//! Exercise: a program that fetches and computes, and takes far too long.
//!
//! It waits for each page, and then computes, which keeps a core busy. No
//! program can take less time than this: one wait, in which all pages come, and
//! then the computing, shared by all cores. Come near to that, in any way you
//! like. The target is 1.5 times that bound. What is checked is counted:
//!  - all pages are awaited at the same time;
//!  - a page is computed once it is there, while others are still awaited;
//!  - two pages are computed at the same time.
//!
//! Where you want reqwest, `support::client()` makes its client.
//!
//! The page: book/src/strategies.md. Stuck? `cargo ex hint`

use anyhow::Result;
use ureq::Agent;

use crate::support;

/// Fetches all pages, and computes each. Returns the results in the order of
/// the URLs.
pub fn fetch_and_compute(
    urls: &[String],
    compute: fn(&str) -> u64,
) -> Result<Vec<u64>> {
    // TODO: one page after another is awaited and computed. Speed it up.
    let agent = support::agent();
    let mut results = Vec::new();
    for url in urls {
        let page = fetch(&agent, url)?;
        results.push(compute(&page));
    }
    Ok(results)
}

/// Fetches a page, and keeps its thread until that is there.
fn fetch(agent: &Agent, url: &str) -> Result<String> {
    Ok(agent.get(url).call()?.body_mut().read_to_string()?)
}
