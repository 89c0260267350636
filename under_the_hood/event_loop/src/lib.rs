//! An event loop ([`executor`], [`waiting`]), a request that waits on it, and
//! what prints the loop's steps.

pub mod executor;
pub mod request;
pub mod socket;
pub mod step;
pub mod trace;
pub mod waiting;
