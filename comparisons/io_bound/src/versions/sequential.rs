//! One request after another: the next one is sent when the response has
//! arrived.
//!
//! In Python: `for url in urls: requests.get(url)`.

use anyhow::Result;

use crate::versions::fetch;
use crate::work::{Response, Work};

/// Sends all requests, and returns the responses.
pub fn run(work: &Work) -> Result<Vec<Response>> {
    let agent = fetch::agent();
    (0..work.requests)
        .map(|_| fetch::get(&agent, &work.url))
        .collect()
}
