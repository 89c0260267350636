// Hint: Jobs come from `queue.next()`, and when that has none, from
//     `queue.take_over()`. In one loop:
//     `while let Some(delivery) = queue.next().or_else(|| queue.take_over())`
// Hint: A set of ids inside `consume` is gone when the consumer is killed, and
//     another consumer doesn't have it. So ids belong in the account. But
//     between `has` and `add` there is a gap, and another between `add` and
//     `note`. `add_once` does all three in one step.
// Hint: Acknowledge last: whatever is killed before that is delivered again. And
//     what the consumer counts by itself is lost with it, so use
//     `delivery.times`, which the queue counts: if it's above `TRIES`, call
//     `give_up` instead of `run`.

//! Exercise: jobs that arrive twice.

use crate::queue::{Account, Queue, TRIES};

/// Does the jobs of the queue, and adds the amount of each to the account.
pub fn consume(queue: &Queue, account: &Account) {
    while let Some(delivery) = queue.next().or_else(|| queue.take_over()) {
        if delivery.times > TRIES {
            queue.give_up(&delivery);
            continue;
        }
        let amount = delivery.job.run();
        account.add_once(delivery.job.id, amount);
        queue.acknowledge(&delivery);
    }
}
