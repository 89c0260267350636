//! What surrounds the array of jobs: GNU parallel has to be there, its files go
//! to a folder of their own, and in some rows something fails.

#[cfg(unix)]
mod fault;
pub mod hosts;
mod log;
#[cfg(target_os = "linux")]
mod network;

use std::fs::{self, File};
use std::process::{self, Command, Stdio};

use anyhow::{Result, bail};

use crate::versions;
use crate::work::{Answer, Work};

/// Command that installs the engine.
const INSTALL: &str = "`apt install parallel` (macOS: `brew install parallel`)";

/// Runs the jobs in a new folder, with the row's fault.
pub fn run(work: &Work) -> Result<Answer> {
    if let Err(problem) = engine() {
        bail!(problem);
    }
    let mut work = work.clone();
    work.folder = work.folder.join(process::id().to_string());
    fs::create_dir(&work.folder)?;
    File::create(work.folder.join("log"))?;
    let mut answer = match work.fault {
        None => versions::array::run(&work)?,
        #[cfg(unix)]
        Some(fault) => fault::run(&work, fault)?,
        #[cfg(not(unix))]
        Some(_) => bail!("faults take signals, which only Unix has"),
    };
    // Without a fault, other hosts have other files.
    if work.hosts.is_empty() || work.fault.is_some() {
        answer.runs = Some(log::runs(&work)?);
    }
    fs::remove_dir_all(&work.folder)?;
    Ok(answer)
}

/// Checks that GNU parallel can be started. The error is a sentence without its
/// full stop.
pub fn engine() -> Result<(), String> {
    let asked = Command::new("parallel")
        .arg("--version")
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output();
    match asked {
        Ok(said) if said.stdout.starts_with(b"GNU parallel") => Ok(()),
        // That of moreutils has the same name, and knows no `--version`.
        Ok(_) => Err(format!(
            "the command parallel is not GNU parallel, but maybe that of \
             moreutils; install GNU's with {INSTALL}"
        )),
        Err(_) => Err(format!(
            "there is no GNU parallel; install it with {INSTALL}"
        )),
    }
}

/// Returns whether hosts can be made here, to be cut off.
pub fn has_network() -> bool {
    #[cfg(target_os = "linux")]
    return network::is_possible();
    #[cfg(not(target_os = "linux"))]
    return false;
}
