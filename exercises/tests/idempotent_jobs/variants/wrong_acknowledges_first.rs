// Fails: is acknowledged isn't delivered again, so acknowledge a job after its effect
use crate::queue::{Account, Queue, TRIES};

pub fn consume(queue: &Queue, account: &Account) {
    while let Some(delivery) = queue.next().or_else(|| queue.take_over()) {
        if delivery.times > TRIES {
            queue.give_up(&delivery);
            continue;
        }
        queue.acknowledge(&delivery);
        let amount = delivery.job.run();
        account.add_once(delivery.job.id, amount);
    }
}
