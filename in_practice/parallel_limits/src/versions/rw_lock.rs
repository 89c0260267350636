//! One map behind an `RwLock`: many read at a time, or one writes.

use std::collections::HashMap;
use std::sync::RwLock;

use anyhow::Result;

use crate::operations::{self, KEYS, Operation};
use crate::work::{Answer, Work};

/// Reads and writes `work.size` times.
pub fn run(work: &Work) -> Result<Answer> {
    let map: HashMap<u64, u64> = (0..KEYS).map(|key| (key, 0)).collect();
    let map = RwLock::new(map);
    let operate = |operation| match operation {
        Operation::Read(key) => map.read().expect("no thread panics")[&key],
        Operation::Add(key) => {
            let mut map = map.write().expect("no thread panics");
            *map.entry(key).or_default() += 1;
            0
        }
    };
    let p99 = operations::timed(work, || operate);
    let map = map.into_inner()?;
    Ok(operations::answer(p99, map.into_values()))
}
