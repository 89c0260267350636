//! The versions that are written in Python: which interpreter runs them, and
//! how.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{SystemTime, UNIX_EPOCH};

/// What measures a version in its own process, as `child` does for Rust.
const INSTRUMENT: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/python/instrument.py");

/// The environment variable that names the interpreter.
const PYTHON: &str = "PYTHON";

/// The environment variable with the time at which the process was started, in
/// seconds since 1970.
const STARTED: &str = "MEASURE_STARTED";

/// An interpreter that can run the versions.
#[derive(Debug, Clone)]
pub(crate) struct Python {
    interpreter: PathBuf,
}

impl Python {
    /// Returns the interpreter that `PYTHON` names, that of `target/python`, or
    /// `python3`, in this order.
    ///
    /// # Errors
    ///
    /// Returns a sentence without its full stop if there is none, if it is too
    /// old, or if it lacks a package.
    pub(crate) fn find() -> Result<Python, String> {
        let interpreter = match env::var_os(PYTHON) {
            Some(named) => named.into(),
            None => installed().unwrap_or_else(|| "python3".into()),
        };
        let checked = Command::new(&interpreter)
            .args([INSTRUMENT, "--check"])
            .stdin(Stdio::null())
            .output();
        let name = interpreter.display();
        let output = checked.map_err(|error| {
            format!(
                "cannot run {name}: {error}; install Python 3.11 or later, or \
                 name one: {PYTHON}=…"
            )
        })?;
        let said = String::from_utf8_lossy(&output.stdout);
        match said.trim() {
            "" if output.status.success() => Ok(Python { interpreter }),
            "" => {
                let errors = String::from_utf8_lossy(&output.stderr);
                let last = errors.trim().lines().last().unwrap_or("no word");
                Err(format!("{name} fails: {last}"))
            }
            problem => Err(problem.to_owned()),
        }
    }

    /// Returns the command that runs the version of this name in a folder.
    pub(crate) fn command(&self, folder: &Path, version: &str) -> Command {
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        let now = now.map_or(0.0, |since| since.as_secs_f64());
        let mut command = Command::new(&self.interpreter);
        command
            // Nothing is written beside the versions.
            .arg("-B")
            .arg(INSTRUMENT)
            .args([folder.as_os_str(), version.as_ref()])
            .env(STARTED, now.to_string());
        command
    }
}

/// Returns what a script prints that is run with the interpreter for the versions
/// in Python, without white space around it.
///
/// # Errors
///
/// Returns a sentence without its full stop if there is no interpreter, or if
/// the script fails.
pub fn printed_in_python(
    script: &Path,
    argument: &str,
) -> Result<String, String> {
    let Python { interpreter } = Python::find()?;
    let output = Command::new(interpreter)
        .arg("-B")
        .arg(script)
        .arg(argument)
        .output();
    let script = script.display();
    let output =
        output.map_err(|error| format!("cannot run {script}: {error}"))?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_owned();
    match output.status.success() {
        true => Ok(text(&output.stdout)),
        false => Err(format!("{script} fails: {}", text(&output.stderr))),
    }
}

/// The interpreter that the script `.ci/python` has installed.
fn installed() -> Option<PathBuf> {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).parent()?.parent()?;
    let folder = workspace.join("target").join("python");
    let file = match cfg!(windows) {
        true => folder.join("Scripts").join("python.exe"),
        false => folder.join("bin").join("python"),
    };
    file.is_file().then_some(file)
}
