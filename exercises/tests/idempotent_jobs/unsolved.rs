//! Exercise: jobs that arrive twice.
//!
//! The queue delivers each job at least once, which means sometimes twice: a
//! sender may send it again, an acknowledgement may get lost, and another
//! consumer may take over the job of one that is slow. Besides, a consumer may
//! be killed at any moment. In spite of all that, each job's amount must be
//! added to the account exactly once, and a job must not be acknowledged
//! before. A job that kills its consumers must be given up when it has been
//! tried `TRIES` times. `consume` returns when there is no job to take and none
//! to take over. See `queue.rs`, next to this file, for the queue and the
//! account.
//!
//! The page: book/src/job_queue.md. Stuck? `cargo ex hint`

use crate::queue::{Account, Queue};

/// Does the jobs of the queue, and adds the amount of each to the account.
pub fn consume(queue: &Queue, account: &Account) {
    // TODO: this loses some jobs, adds others twice, and leaves those of a dead
    // consumer where they are.
    while let Some(delivery) = queue.next() {
        queue.acknowledge(&delivery);
        account.add(delivery.job.run());
    }
}
