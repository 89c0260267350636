//! The versions, a file each.

pub mod atomic;
pub mod counter_each;
pub mod lost_updates;
pub mod mutex;
pub mod one_thread;
