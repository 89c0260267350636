// Fails: they count as delivered, too, so take one at a time
use std::iter;

use crate::queue::{Account, Queue, TRIES};

pub fn consume(queue: &Queue, account: &Account) {
    let next = || queue.next().or_else(|| queue.take_over());
    let deliveries: Vec<_> = iter::from_fn(next).collect();
    for delivery in deliveries {
        if delivery.times > TRIES {
            queue.give_up(&delivery);
            continue;
        }
        let amount = delivery.job.run();
        account.add_once(delivery.job.id, amount);
        queue.acknowledge(&delivery);
    }
}
