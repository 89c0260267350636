use crate::queue::{Account, Queue, TRIES};

pub fn consume(queue: &Queue, account: &Account) {
    while let Some(delivery) = queue.next().or_else(|| queue.take_over()) {
        if delivery.times > TRIES {
            queue.give_up(&delivery);
            continue;
        }
        let id = delivery.job.id;
        // Spares the work; the step that counts is the next one.
        if !account.has(id) {
            account.add_once(id, delivery.job.run());
        }
        queue.acknowledge(&delivery);
    }
}
