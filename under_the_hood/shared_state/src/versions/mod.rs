//! The versions, one file each.

pub mod atomic;
pub mod counter_per_thread;
pub mod lost_updates;
pub mod mutex;
pub mod one_thread;
