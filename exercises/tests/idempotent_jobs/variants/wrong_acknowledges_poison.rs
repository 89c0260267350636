// Fails: but not on the list of jobs given up
use crate::queue::{Account, Queue, TRIES};

pub fn consume(queue: &Queue, account: &Account) {
    while let Some(delivery) = queue.next().or_else(|| queue.take_over()) {
        if delivery.times <= TRIES {
            let amount = delivery.job.run();
            account.add_once(delivery.job.id, amount);
        }
        queue.acknowledge(&delivery);
    }
}
