//! One item after another: while one is fetched, every core has nothing to do.
//!
//! In Python: `for url in urls: compute(requests.get(url).json())`.

use anyhow::Result;

use crate::fetch;
use crate::work::{Computed, Work};

/// Fetches and computes all items.
pub fn run(work: &Work) -> Result<Vec<Computed>> {
    let agent = fetch::agent();
    (0..work.items)
        .map(|number| {
            let page = fetch::page(&agent, work, number)?;
            Ok(page.compute(work.rounds))
        })
        .collect()
}
