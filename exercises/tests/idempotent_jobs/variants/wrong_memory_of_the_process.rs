// Fails: was never added, but it's gone from the queue
use std::collections::BTreeSet;
use std::sync::Mutex;

use crate::queue::{Account, Queue, TRIES};

static SEEN: Mutex<BTreeSet<u64>> = Mutex::new(BTreeSet::new());

pub fn consume(queue: &Queue, account: &Account) {
    while let Some(delivery) = queue.next().or_else(|| queue.take_over()) {
        if delivery.times > TRIES {
            queue.give_up(&delivery);
            continue;
        }
        let id = delivery.job.id;
        // The next process doesn't have this set either.
        let is_new = SEEN.lock().expect("no panic").insert(id);
        if is_new {
            account.add(delivery.job.run());
        }
        queue.acknowledge(&delivery);
    }
}
