// Fails: for one of two pages. Expected the Err of that request
use std::thread;

use anyhow::Result;
use ureq::Agent;

use crate::support;

pub fn fetch_and_compute(
    urls: &[String],
    compute: fn(&str) -> u64,
) -> Result<Vec<u64>> {
    let agent = support::agent();
    thread::scope(|scope| {
        let process = |url: &str| {
            let page = fetch(&agent, url);
            // Nothing arrived, so nothing is computed.
            page.map_or(0, |page| compute(&page))
        };
        let threads: Vec<_> = urls
            .iter()
            .map(|url| scope.spawn(move || process(url)))
            .collect();
        let results = threads.into_iter().map(|thread| thread.join());
        Ok(results.map(|it| it.expect("it does not panic")).collect())
    })
}

fn fetch(agent: &Agent, url: &str) -> Result<String> {
    Ok(agent.get(url).call()?.body_mut().read_to_string()?)
}
