//! The versions, one file per version, and the requests that they share.

pub mod fetch;
pub mod processes;
pub mod sequential;
pub mod tasks;
pub mod tasks_on_all_cores;
pub mod thread_per_request;
pub mod thread_pool;
