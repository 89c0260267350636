//! Reading many small files.

pub mod blocking_call_per_file;
pub mod in_the_task;
pub mod limited_calls;
pub mod one_blocking_call;
pub mod thread_pool;
pub mod tokio_fs;
