//! Seven ways to do something beside other tasks, and a heart that shows
//! whether those had their turns.

pub mod beside;
pub mod heart;
pub mod work;

pub mod blocking_call;
pub mod in_the_task;
pub mod own_thread;
pub mod rayon;
pub mod spawn_blocking;
pub mod two_runtimes;
pub mod yielding;
