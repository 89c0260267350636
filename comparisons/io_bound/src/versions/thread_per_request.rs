//! All requests at once, one thread per request: each thread does nothing but
//! wait.
//!
//! In Python: `threading.Thread(target=requests.get, args=(url,)).start()`.

use std::thread;

use anyhow::Result;

use crate::versions::fetch;
use crate::work::{Response, Work};

/// Sends all requests, and returns the responses.
pub fn run(work: &Work) -> Result<Vec<Response>> {
    let agent = fetch::agent();
    thread::scope(|scope| {
        let threads: Vec<_> = (0..work.requests)
            .map(|_| scope.spawn(|| fetch::get(&agent, &work.url)))
            .collect();
        threads
            .into_iter()
            .map(|thread| thread.join().expect("no thread panics"))
            .collect()
    })
}
