//! Output shared by all versions.

use std::collections::BTreeMap;
use std::iter::Sum;

use serde::{Deserialize, Serialize};

use crate::work::Computed;

/// Summary of all items that are done. It does not grow with them.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Done {
    /// Number of items.
    pub items: u64,
    /// Sum of the results, modulo 2 to the power of 64.
    pub results: u64,
    /// Peak number of items in progress.
    pub alive: usize,
    /// Number of items that each thread fetched; threads as Rust numbers them.
    pub fetched_by: BTreeMap<String, u64>,
    /// Number of items that each thread computed.
    pub computed_by: BTreeMap<String, u64>,
}

impl Done {
    /// Adds an item.
    pub fn add(&mut self, computed: Computed) {
        self.items += 1;
        self.results = self.results.wrapping_add(computed.result);
        self.alive = self.alive.max(computed.alive);
        *self.fetched_by.entry(computed.fetched_by).or_default() += 1;
        *self.computed_by.entry(computed.computed_by).or_default() += 1;
    }

    /// Adds the items of another thread.
    fn merge(mut self, other: Done) -> Done {
        self.items += other.items;
        self.results = self.results.wrapping_add(other.results);
        self.alive = self.alive.max(other.alive);
        for (thread, items) in other.fetched_by {
            *self.fetched_by.entry(thread).or_default() += items;
        }
        for (thread, items) in other.computed_by {
            *self.computed_by.entry(thread).or_default() += items;
        }
        self
    }
}

impl Extend<Computed> for Done {
    fn extend<Items: IntoIterator<Item = Computed>>(&mut self, items: Items) {
        items.into_iter().for_each(|computed| self.add(computed));
    }
}

impl Sum<Computed> for Done {
    fn sum<Items: Iterator<Item = Computed>>(items: Items) -> Done {
        let mut done = Done::default();
        done.extend(items);
        done
    }
}

impl Sum for Done {
    fn sum<Parts: Iterator<Item = Done>>(parts: Parts) -> Done {
        parts.fold(Done::default(), Done::merge)
    }
}

/// Returns how results differ from the expected ones. Threads and items in
/// progress are not compared, because that is where the versions differ.
pub fn difference(expected: &Done, done: &Done) -> Option<String> {
    if done.items != expected.items {
        return Some(format!("{} items, not {}", done.items, expected.items));
    }
    (done.results != expected.results).then(|| {
        format!("a sum of {:x}, not {:x}", done.results, expected.results)
    })
}
