// Fails: It had to wait for the pages before it
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
        let fetches: Vec<_> = urls
            .iter()
            .map(|url| (url, scope.spawn(|| fetch(&agent, url))))
            .collect();
        let mut computing = Vec::new();
        for (_, thread) in fetches {
            // A page that has arrived waits for those before it.
            let page = thread.join().expect("it does not panic")?;
            computing.push(scope.spawn(move || compute(&page)));
        }
        let results = computing.into_iter().map(|thread| thread.join());
        Ok(results.map(|it| it.expect("it does not panic")).collect())
    })
}

fn fetch(agent: &Agent, url: &str) -> Result<String> {
    Ok(agent.get(url).call()?.body_mut().read_to_string()?)
}
