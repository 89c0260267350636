// Fails: in the order of the URLs; got [
use std::sync::mpsc;
use std::thread;

use anyhow::Result;
use ureq::Agent;

use crate::support;

pub fn fetch_and_compute(
    urls: &[String],
    compute: fn(&str) -> u64,
) -> Result<Vec<u64>> {
    let agent = support::agent();
    let (sender, receiver) = mpsc::channel();
    thread::scope(|scope| {
        for url in urls {
            let (agent, sender) = (&agent, sender.clone());
            scope.spawn(move || {
                let page = fetch(agent, url).expect("a page");
                sender.send(compute(&page))
            });
        }
    });
    drop(sender);
    // The first one to finish comes first.
    Ok(receiver.into_iter().collect())
}

fn fetch(agent: &Agent, url: &str) -> Result<String> {
    Ok(agent.get(url).call()?.body_mut().read_to_string()?)
}
