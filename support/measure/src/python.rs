//! Commands that run the Python versions.

use std::path::Path;
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

/// Script that measures a version in its own process, as `child` does for Rust.
const INSTRUMENT: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/python/instrument.py");

/// Environment variable with the start time of the process, in seconds since
/// 1970.
const STARTED: &str = "MEASURE_STARTED";

/// Returns the command that runs the version of this name in a folder.
pub(crate) fn command(
    interpreter: &Path,
    folder: &Path,
    version: &str,
) -> Command {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    let now = now.map_or(0.0, |since| since.as_secs_f64());
    let mut command = Command::new(interpreter);
    command
        // Without -B, Python would write bytecode next to the versions.
        .arg("-B")
        .arg(INSTRUMENT)
        .args([folder.as_os_str(), version.as_ref()])
        .env(STARTED, now.to_string());
    command
}
