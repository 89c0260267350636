// Fails: was never added, but it's gone from the queue
use crate::queue::{Account, Queue, TRIES};

pub fn consume(queue: &Queue, account: &Account) {
    while let Some(delivery) = queue.next().or_else(|| queue.take_over()) {
        if delivery.times > TRIES {
            queue.give_up(&delivery);
            continue;
        }
        if delivery.times == 1 {
            let amount = delivery.job.run();
            account.add_once(delivery.job.id, amount);
        }
        queue.acknowledge(&delivery);
    }
}
