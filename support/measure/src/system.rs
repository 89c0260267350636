//! Functions that differ between operating systems: one file per system, with
//! the same functions.

mod status;
mod usage;

#[cfg(target_os = "linux")]
#[path = "system/linux.rs"]
mod proc;
#[cfg(not(target_os = "linux"))]
#[path = "system/not_linux.rs"]
mod proc;

#[cfg(unix)]
#[path = "system/unix.rs"]
mod process;
#[cfg(not(unix))]
#[path = "system/not_unix.rs"]
mod process;

pub(crate) use self::proc::{
    end_with_parent, group_of, peak_memory, processes, status,
};
pub use self::process::raise_open_files;
pub(crate) use self::process::{Group, describe, usage};
pub(crate) use self::status::Status;
pub(crate) use self::usage::Usage;
