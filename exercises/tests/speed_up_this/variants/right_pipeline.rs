use std::sync::mpsc;
use std::thread;

use anyhow::Result;
use rayon::iter::{ParallelBridge, ParallelIterator};
use ureq::Agent;

use crate::support;

pub fn fetch_and_compute(
    urls: &[String],
    compute: fn(&str) -> u64,
) -> Result<Vec<u64>> {
    let agent = support::agent();
    let (sender, receiver) = mpsc::channel();
    thread::scope(|scope| {
        for (index, url) in urls.iter().enumerate() {
            let (agent, sender) = (&agent, sender.clone());
            scope.spawn(move || sender.send((index, fetch(agent, url))));
        }
        drop(sender);
        // A computing thread takes a page as soon as there is one.
        let mut results: Vec<(usize, u64)> = receiver
            .into_iter()
            .par_bridge()
            .map(|(index, page)| Ok((index, compute(&page?))))
            .collect::<Result<_>>()?;
        results.sort_unstable();
        Ok(results.into_iter().map(|(_, result)| result).collect())
    })
}

fn fetch(agent: &Agent, url: &str) -> Result<String> {
    Ok(agent.get(url).call()?.body_mut().read_to_string()?)
}
