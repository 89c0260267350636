// Fails: `delivery.times` counts that, whatever happens to the consumers
use std::collections::HashMap;

use crate::queue::{Account, Queue, TRIES};

pub fn consume(queue: &Queue, account: &Account) {
    let mut tries = HashMap::new();
    while let Some(delivery) = queue.next().or_else(|| queue.take_over()) {
        let times = tries.entry(delivery.job.id).or_insert(0);
        *times += 1;
        if *times > TRIES {
            queue.give_up(&delivery);
            continue;
        }
        let amount = delivery.job.run();
        account.add_once(delivery.job.id, amount);
        queue.acknowledge(&delivery);
    }
}
