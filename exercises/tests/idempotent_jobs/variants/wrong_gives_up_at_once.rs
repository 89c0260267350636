// Fails: Only one that has been delivered more than 3 times should be given up
use crate::queue::{Account, Queue};

pub fn consume(queue: &Queue, account: &Account) {
    while let Some(delivery) = queue.next().or_else(|| queue.take_over()) {
        if delivery.times > 1 {
            queue.give_up(&delivery);
            continue;
        }
        let amount = delivery.job.run();
        account.add_once(delivery.job.id, amount);
        queue.acknowledge(&delivery);
    }
}
