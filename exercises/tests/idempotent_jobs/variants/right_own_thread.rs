use std::{panic, thread};

use crate::queue::{Account, Delivery, Queue, TRIES};

pub fn consume(queue: &Queue, account: &Account) {
    let each = || {
        while let Some(delivery) = next(queue) {
            if delivery.times > TRIES {
                queue.give_up(&delivery);
            } else {
                let amount = delivery.job.run();
                account.add_once(delivery.job.id, amount);
                queue.acknowledge(&delivery);
            }
        }
    };
    // The work is elsewhere, on one more thread.
    let ended = thread::scope(|scope| scope.spawn(each).join());
    if let Err(panic) = ended {
        panic::resume_unwind(panic);
    }
}

fn next(queue: &Queue) -> Option<Delivery> {
    queue.next().or_else(|| queue.take_over())
}
