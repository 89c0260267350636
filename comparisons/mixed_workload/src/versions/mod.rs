//! The versions, one file per version, and the requests that they share.

pub mod cpu_pool;
pub mod fetch;
pub mod pipeline;
pub mod sequential;
pub mod spawn_blocking;
pub mod tasks;
pub mod tasks_on_all_cores;
pub mod threads;
