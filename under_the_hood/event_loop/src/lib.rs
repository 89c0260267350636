//! An event loop ([`executor`], [`waiting`]), a request that waits on it
//! ([`request`], [`socket`]), and a printer of the loop's steps ([`trace`]).

pub mod executor;
pub mod request;
pub mod socket;
pub mod step;
pub mod trace;
pub mod waiting;
