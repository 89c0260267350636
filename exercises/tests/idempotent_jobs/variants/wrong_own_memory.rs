// Fails: What one consumer remembers, another one doesn't know
use std::collections::HashSet;

use crate::queue::{Account, Queue, TRIES};

pub fn consume(queue: &Queue, account: &Account) {
    let mut seen = HashSet::new();
    while let Some(delivery) = queue.next().or_else(|| queue.take_over()) {
        if delivery.times > TRIES {
            queue.give_up(&delivery);
            continue;
        }
        if seen.insert(delivery.job.id) {
            account.add(delivery.job.run());
        }
        queue.acknowledge(&delivery);
    }
}
