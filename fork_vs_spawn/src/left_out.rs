//! What is left out where there is no fork (Windows) or no /proc (macOS too).

/// Where a forked child would stand.
#[cfg(not(unix))]
pub const NO_FORK: &str = "(no forked child: Windows cannot fork)";

/// Instead of the part `memory`.
#[cfg(not(target_os = "linux"))]
pub mod memory {
    /// Says that the part is left out.
    pub fn run() -> anyhow::Result<()> {
        println!("memory: left out, it needs fork and Linux's /proc.");
        Ok(())
    }
}

/// Instead of the trap `zombie`.
#[cfg(all(unix, not(target_os = "linux")))]
pub mod zombie {
    /// Says that the trap is left out.
    pub fn run() -> anyhow::Result<()> {
        println!("zombie  left out, its state is read from Linux's /proc.");
        Ok(())
    }
}

/// Instead of the part `traps`.
#[cfg(not(unix))]
pub mod traps {
    /// Says that the part is left out.
    pub fn run() -> anyhow::Result<()> {
        println!("traps: left out, Windows cannot fork.");
        Ok(())
    }
}

/// Instead of the three ways to make a process: spawn alone.
#[cfg(not(unix))]
pub mod ways {
    use anyhow::Result;

    use crate::spawn;

    /// Makes a process and waits for it.
    pub type Way = Box<dyn FnMut() -> Result<()>>;

    /// Returns the one way that Windows has, with its name.
    pub fn processes() -> Result<Vec<(&'static str, Way)>> {
        let mut command = spawn::this_program(&[spawn::IDLE])?;
        Ok(vec![("spawn", Box::new(move || spawn::run(&mut command)))])
    }
}
