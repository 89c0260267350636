//! Runs a command, and tells which kind of program it is: bound by the
//! processor, by memory, by what it waits for, or by several of them.

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
