//! The map in 16 parts, each behind a `Mutex` of its own: threads meet only if
//! their keys belong to the same part.

use std::collections::HashMap;
use std::sync::Mutex;

use anyhow::Result;
use crossbeam_utils::CachePadded;

use crate::operations::{self, KEYS, Operation};
use crate::work::{Answer, Work};

const SHARDS: u64 = 16;

/// Reads and writes `work.size` times.
pub fn run(work: &Work) -> Result<Answer> {
    let shard = |shard| {
        let keys = (0..KEYS).filter(|key| key % SHARDS == shard);
        let map: HashMap<u64, u64> = keys.map(|key| (key, 0)).collect();
        CachePadded::new(Mutex::new(map))
    };
    let shards: Vec<_> = (0..SHARDS).map(shard).collect();
    let operate = |operation| {
        let (Operation::Read(key) | Operation::Add(key)) = operation;
        let shard = &shards[(key % SHARDS) as usize];
        let mut map = shard.lock().expect("no thread panics");
        match operation {
            Operation::Read(key) => map[&key],
            Operation::Add(key) => {
                *map.entry(key).or_default() += 1;
                0
            }
        }
    };
    let p99 = operations::timed(work, || operate);
    let maps = shards
        .into_iter()
        .map(|shard| shard.into_inner().into_inner());
    let maps: Vec<_> = maps.collect::<Result<_, _>>()?;
    Ok(operations::answer(
        p99,
        maps.into_iter().flat_map(HashMap::into_values),
    ))
}
