//! Parts that a system without fork (Windows) or /proc (macOS, too) skips.

/// Line printed instead of the rows of a forked child.
#[cfg(not(unix))]
pub const NO_FORK: &str = "(no forked child: Windows cannot fork)";

/// Replaces the part `memory`.
#[cfg(not(target_os = "linux"))]
pub mod memory {
    /// Prints that the part is skipped.
    pub fn run() -> anyhow::Result<()> {
        println!("memory: skipped, because it needs fork and Linux's /proc");
        Ok(())
    }
}

/// Replaces the trap `zombie`.
#[cfg(all(unix, not(target_os = "linux")))]
pub mod zombie {
    /// Prints that the trap is skipped.
    pub fn run() -> anyhow::Result<()> {
        println!("zombie  skipped, because it needs Linux's /proc");
        Ok(())
    }
}

/// Replaces the part `traps`.
#[cfg(not(unix))]
pub mod traps {
    /// Prints that the part is skipped.
    pub fn run() -> anyhow::Result<()> {
        println!("traps: skipped, because Windows cannot fork");
        Ok(())
    }
}

/// Replaces the three ways to create a process with the one that Windows has.
#[cfg(not(unix))]
pub mod processes {
    use anyhow::Result;

    use crate::spawn;

    /// Creates a process and waits for its end.
    pub type Creation = Box<dyn FnMut() -> Result<()>>;

    /// Returns spawn with its name.
    pub fn all() -> Result<Vec<(&'static str, Creation)>> {
        let mut command = spawn::this_program(&[spawn::IDLE])?;
        Ok(vec![("spawn", Box::new(move || spawn::run(&mut command)))])
    }
}
