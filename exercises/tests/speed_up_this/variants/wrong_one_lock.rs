// Fails: Two pages were never computed at the same time
use std::sync::Mutex;
use std::thread;

use anyhow::Result;
use ureq::Agent;

use crate::support;

pub fn fetch_and_compute(
    urls: &[String],
    compute: fn(&str) -> u64,
) -> Result<Vec<u64>> {
    let agent = support::agent();
    let results = Mutex::new(vec![0; urls.len()]);
    thread::scope(|scope| {
        for (index, url) in urls.iter().enumerate() {
            let (agent, results) = (&agent, &results);
            scope.spawn(move || {
                let page = fetch(agent, url).expect("a page");
                // The lock is held while it computes.
                let mut results = results.lock().expect("no panic");
                results[index] = compute(&page);
            });
        }
    });
    Ok(results.into_inner().expect("no panic"))
}

fn fetch(agent: &Agent, url: &str) -> Result<String> {
    Ok(agent.get(url).call()?.body_mut().read_to_string()?)
}
