//! Seven versions of something that runs next to other tasks, and a heartbeat
//! that shows whether those got their turns.

pub mod beside;
pub mod heartbeat;
pub mod work;

pub mod blocking_call;
pub mod in_the_task;
pub mod own_thread;
pub mod rayon;
pub mod spawn_blocking;
pub mod two_runtimes;
pub mod yielding;
