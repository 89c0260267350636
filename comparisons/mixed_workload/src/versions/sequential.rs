//! One item after another: while one is fetched, no core has work.
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
            let response = fetch::get(&agent, work, number)?;
            Ok(response.compute(work.rounds))
        })
        .sum()
}
