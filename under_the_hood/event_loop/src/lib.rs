//! An event loop in one file ([`executor`]), a request that waits on it, and
//! what prints the loop's steps.

pub mod executor;
pub mod request;
pub mod socket;
pub mod step;
pub mod trace;
