//! The versions, one file each.

pub mod backoff;
pub mod bounded_queue;
pub mod budget;
pub mod closed_loop;
pub mod jitter;
pub mod naive;
pub mod once;
pub mod semaphore;
pub mod shed_load;
pub mod token_bucket;
pub mod unbounded;
