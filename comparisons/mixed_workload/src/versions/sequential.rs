//! One item after another: while one is fetched, every core has nothing to do.
//!
//! In Python: `for url in urls: compute(requests.get(url).json())`.

use anyhow::Result;

use crate::done::Done;
use crate::versions::fetch;
use crate::work::Work;

/// Fetches and computes all items.
pub fn run(work: &Work) -> Result<Done> {
    let agent = fetch::agent();
    (0..work.items)
        .map(|number| {
            let page = fetch::page(&agent, work, number)?;
            Ok(page.compute(work.rounds))
        })
        .sum()
}
