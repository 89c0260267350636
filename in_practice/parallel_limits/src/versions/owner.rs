//! A thread that owns the map, and gets each operation as a message: nothing is
//! locked, but each operation waits for two messages.

use std::collections::HashMap;
use std::sync::mpsc;
use std::thread;

use anyhow::Result;

use crate::operations::{self, KEYS, Operation};
use crate::work::{Answer, Work};

/// Reads and writes `work.size` times.
pub fn run(work: &Work) -> Result<Answer> {
    let (requests, received) =
        mpsc::channel::<(Operation, mpsc::Sender<u64>)>();
    let owner = thread::spawn(move || {
        let mut map: HashMap<u64, u64> =
            (0..KEYS).map(|key| (key, 0)).collect();
        for (operation, response) in received {
            let value = match operation {
                Operation::Read(key) => map[&key],
                Operation::Add(key) => {
                    *map.entry(key).or_default() += 1;
                    0
                }
            };
            response.send(value).expect("the thread waits for it");
        }
        map
    });
    let p99 = operations::timed(work, || {
        let requests = requests.clone();
        let (sender, responses) = mpsc::channel();
        move |operation| {
            let request = (operation, sender.clone());
            requests.send(request).expect("the owner is receiving");
            responses.recv().expect("the owner responds")
        }
    });
    drop(requests);
    let map = owner.join().expect("the owner does not panic");
    Ok(operations::answer(p99, map.into_values()))
}
