//! The versions, one file per version, and the requests that they share.

pub mod at_once;
pub mod fetch;
pub mod http2;
pub mod reqwest_tasks;
pub mod tasks;
pub mod threads;
