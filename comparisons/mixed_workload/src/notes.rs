//! What is said below the table.

use std::collections::BTreeMap;

use measure::Measured;

use crate::plan::Sizes;
use crate::work::Computed;

type Row = Measured<Vec<Computed>>;

/// The least time that any way can take, in seconds: a fetch takes its time,
/// and so do all computations on all cores, which none can begin before.
pub fn bound(sizes: Sizes) -> f64 {
    let (delay, work) = (sizes.delay.as_secs_f64(), sizes.work.as_secs_f64());
    let computing = work * sizes.items as f64 / sizes.cores as f64;
    // One item is not divided among cores.
    let by_cores = delay + computing.max(work);
    // So many are fetched at once, and the last ones are computed then.
    let rounds = sizes.items.div_ceil(sizes.begun());
    by_cores.max(delay * rounds as f64 + work)
}

/// A row's wall time, divided by the bound.
pub fn to_bound(sizes: Sizes, row: &Row) -> Option<f64> {
    Some(row.figures()?.wall.as_secs_f64() / bound(sizes))
}

/// The most items that were alive at one time.
pub fn most_alive(computed: &[Computed]) -> usize {
    computed
        .iter()
        .map(|computed| computed.alive)
        .max()
        .unwrap_or(0)
}

/// All that is said of every run.
pub fn all(sizes: Sizes, rows: &[Row]) -> Vec<String> {
    vec![format!("Lower bound: {:.2} s {}", bound(sizes), rows.len())]
}

/// Lists who had fetched in a row, who had computed, and how many items.
pub fn identities(row: &Row) -> Vec<String> {
    let mut items = BTreeMap::new();
    for computed in row.answer().into_iter().flatten() {
        *items.entry(("fetched", &computed.fetched_by)).or_insert(0) += 1;
        *items
            .entry(("computed", &computed.computed_by))
            .or_insert(0) += 1;
    }
    let line = |((what, thread), items): ((&str, _), i32)| {
        let label = &row.label;
        format!("{label:<20} {what:<8} {thread:<14} {items:>7}")
    };
    items.into_iter().map(line).collect()
}
