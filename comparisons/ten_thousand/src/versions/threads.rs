//! One thread per request: each thread does nothing but wait.
//!
//! In Python: `threading.Thread(target=requests.get, args=(url,)).start()`.

use std::thread;

use anyhow::{Context, Result};

use crate::versions::fetch;
use crate::work::Work;

/// Sends all requests, and returns the statuses of the responses.
pub fn run(work: &Work) -> Result<Vec<u16>> {
    let agent = fetch::agent(work.buffer);
    let agent = &agent;
    thread::scope(|scope| {
        let mut threads = Vec::new();
        for number in 1..=work.requests {
            let thread = thread::Builder::new()
                .spawn_scoped(scope, || fetch::get(agent, &work.url))
                // `scope.spawn` would panic if the system allows no more
                // threads.
                .with_context(|| format!("thread {number} did not start"))?;
            threads.push(thread);
        }
        threads
            .into_iter()
            .map(|thread| thread.join().expect("no thread panics"))
            .collect()
    })
}
