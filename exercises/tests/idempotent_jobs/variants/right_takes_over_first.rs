use std::iter;

use crate::queue::{Account, Delivery, Queue, TRIES};

pub fn consume(queue: &Queue, account: &Account) {
    let deliveries =
        iter::from_fn(|| queue.take_over().or_else(|| queue.next()));
    deliveries.for_each(|delivery| consume_one(queue, account, &delivery));
}

fn consume_one(queue: &Queue, account: &Account, delivery: &Delivery) {
    match delivery.times {
        1..=TRIES => {
            account.add_once(delivery.job.id, delivery.job.run());
            queue.acknowledge(delivery);
        }
        _ => queue.give_up(delivery),
    }
}
