// Fails: there must be no gap for another consumer
use crate::queue::{Account, Queue, TRIES};

pub fn consume(queue: &Queue, account: &Account) {
    while let Some(delivery) = queue.next().or_else(|| queue.take_over()) {
        if delivery.times > TRIES {
            queue.give_up(&delivery);
            continue;
        }
        let id = delivery.job.id;
        if !account.has(id) {
            account.add(delivery.job.run());
            account.note(id);
        }
        queue.acknowledge(&delivery);
    }
}
