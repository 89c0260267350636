//! The versions, a file each, and what they have in common.

pub mod at_once;
pub mod fetch;
pub mod http2;
pub mod reqwest_tasks;
pub mod tasks;
pub mod threads;
