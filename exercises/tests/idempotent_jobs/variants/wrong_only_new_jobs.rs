// Fails: `next` has only new jobs, so take the others over
use crate::queue::{Account, Queue};

pub fn consume(queue: &Queue, account: &Account) {
    while let Some(delivery) = queue.next() {
        let amount = delivery.job.run();
        account.add_once(delivery.job.id, amount);
        queue.acknowledge(&delivery);
    }
}
