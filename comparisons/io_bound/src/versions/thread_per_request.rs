//! All requests at once, a thread for each: all that a thread does is wait.
//!
//! In Python: `threading.Thread(target=requests.get, args=(url,)).start()`.

use std::thread;

use anyhow::Result;

use crate::versions::fetch;
use crate::work::{Page, Work};

/// Makes all requests, and returns their pages.
pub fn run(work: &Work) -> Result<Vec<Page>> {
    let agent = fetch::agent();
    thread::scope(|scope| {
        let threads: Vec<_> = (0..work.requests)
            .map(|_| scope.spawn(|| fetch::page(&agent, &work.url)))
            .collect();
        threads
            .into_iter()
            .map(|thread| thread.join().expect("no thread panics"))
            .collect()
    })
}
