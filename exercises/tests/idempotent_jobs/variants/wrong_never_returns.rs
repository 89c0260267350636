// Fails: It should return when both `next` and `take_over` return None
use crate::queue::{Account, Queue, TRIES};

pub fn consume(queue: &Queue, account: &Account) {
    loop {
        let delivery = queue.next().or_else(|| queue.take_over());
        let Some(delivery) = delivery else { continue };
        if delivery.times > TRIES {
            queue.give_up(&delivery);
            continue;
        }
        let amount = delivery.job.run();
        account.add_once(delivery.job.id, amount);
        queue.acknowledge(&delivery);
    }
}
