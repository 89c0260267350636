//! The versions, a file each, and what they have in common.

pub mod cpu_pool;
pub mod fetch;
pub mod pipeline;
pub mod sequential;
pub mod spawn_blocking;
pub mod tasks;
pub mod tasks_on_all_cores;
pub mod threads;
