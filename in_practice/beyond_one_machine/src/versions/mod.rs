//! The versions, one file per version.

pub mod array;
pub mod fetch;
pub mod job;
pub mod job_queue;
pub mod stream;
pub mod tasks;
pub mod threads;
pub mod worker;
