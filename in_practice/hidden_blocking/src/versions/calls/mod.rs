//! Calls that block without looking like it, and what to write instead.

pub mod block_on;
pub mod full_pool;
pub mod lock_across_await;
pub mod lock_before_await;
pub mod look_up;
pub mod parse;
pub mod parse_elsewhere;
#[cfg(unix)]
pub mod print;
#[cfg(unix)]
pub mod print_elsewhere;
pub mod tokio_lock;
