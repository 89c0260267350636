//! One map behind a `Mutex`: one thread at a time reads or writes.

use std::collections::HashMap;
use std::sync::Mutex;

use anyhow::Result;

use crate::operations::{self, KEYS, Operation};
use crate::work::{Answer, Work};

/// Reads and writes `work.size` times.
pub fn run(work: &Work) -> Result<Answer> {
    let map: HashMap<u64, u64> = (0..KEYS).map(|key| (key, 0)).collect();
    let map = Mutex::new(map);
    let operate = |operation| {
        let mut map = map.lock().expect("no thread panics");
        match operation {
            Operation::Read(key) => map[&key],
            Operation::Add(key) => {
                *map.entry(key).or_default() += 1;
                0
            }
        }
    };
    let p99 = operations::timed(work, || operate);
    let map = map.into_inner()?;
    Ok(operations::answer(p99, map.into_values()))
}
