// Fails: Only 2 pages were being fetched at a time; all 6
use std::thread;

use anyhow::Result;
use ureq::Agent;

use crate::support;

pub fn fetch_and_compute(
    urls: &[String],
    compute: fn(&str) -> u64,
) -> Result<Vec<u64>> {
    // This is good for computing alone. Here, most of the threads only wait.
    let agent = support::agent();
    let mut results = Vec::new();
    for pair in urls.chunks(2) {
        let pair: Vec<Result<u64>> = thread::scope(|scope| {
            let process = |url: &str| Ok(compute(&fetch(&agent, url)?));
            let threads: Vec<_> = pair
                .iter()
                .map(|url| scope.spawn(move || process(url)))
                .collect();
            let results = threads.into_iter().map(|thread| thread.join());
            results.map(|it| it.expect("it does not panic")).collect()
        });
        for result in pair {
            results.push(result?);
        }
    }
    Ok(results)
}

fn fetch(agent: &Agent, url: &str) -> Result<String> {
    Ok(agent.get(url).call()?.body_mut().read_to_string()?)
}
