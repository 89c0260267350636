//! Three traps: a copied lock, a child nobody waits for, a death by signal.
//!
//! Run it with `cargo run -p fork_vs_spawn -- traps`.

mod locked;
mod signal;
#[cfg(target_os = "linux")]
mod zombie;

#[cfg(not(target_os = "linux"))]
use crate::left_out::zombie;

/// Shows the three traps, the one that needs a second thread last.
pub fn run() -> anyhow::Result<()> {
    println!("traps: what goes wrong with forked children");
    zombie::run()?;
    signal::run()?;
    locked::run()
}
