// Fails: If a job comes again, it was often done before, so acknowledge it
use crate::queue::{Account, Queue, TRIES};

pub fn consume(queue: &Queue, account: &Account) {
    while let Some(delivery) = queue.next().or_else(|| queue.take_over()) {
        if delivery.times > TRIES {
            queue.give_up(&delivery);
            continue;
        }
        let amount = delivery.job.run();
        if account.add_once(delivery.job.id, amount) {
            queue.acknowledge(&delivery);
        }
    }
}
