//! The versions, a file each, and what they have in common.

pub mod fetch;
pub mod processes;
pub mod sequential;
pub mod tasks;
pub mod tasks_on_all_cores;
pub mod thread_per_request;
pub mod thread_pool;
