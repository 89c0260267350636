//! Three traps of fork: a zombie, a death by signal, and a copied lock.
//!
//! Run it with `cargo run -p fork_vs_spawn -- traps`.

mod locked;
mod signal;
#[cfg(target_os = "linux")]
mod zombie;

#[cfg(not(target_os = "linux"))]
use crate::left_out::zombie;

/// Shows the three traps, and the one with a second thread last.
pub fn run() -> anyhow::Result<()> {
    println!("traps: how forks go wrong");
    zombie::run()?;
    signal::run()?;
    locked::run()
}
