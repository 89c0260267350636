//! One request after another: the next one is sent once the answer is there.
//!
//! In Python: `for url in urls: requests.get(url)`.

use anyhow::Result;

use crate::versions::fetch;
use crate::work::{Page, Work};

/// Makes all requests, and returns their pages.
pub fn run(work: &Work) -> Result<Vec<Page>> {
    let agent = fetch::agent();
    (0..work.requests)
        .map(|_| fetch::page(&agent, &work.url))
        .collect()
}
