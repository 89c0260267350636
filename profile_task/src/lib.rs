//! Runs a command, and judges which kind of program it is: CPU-bound, bound by
//! memory, I/O-bound, or mixed.

pub mod figures;
pub mod json;
pub mod kind;
pub mod next_step;
pub mod report;
#[cfg(unix)]
pub mod run;
pub mod verdict;

#[cfg(target_os = "linux")]
pub mod counters;
#[cfg(target_os = "linux")]
mod tree;
#[cfg(all(unix, not(target_os = "linux")))]
#[path = "no_tree.rs"]
mod tree;
#[cfg(target_os = "linux")]
pub mod window;
