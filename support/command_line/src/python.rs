//! The interpreter that runs the Python programs.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::printable;

/// Environment variable that names the interpreter.
const PYTHON: &str = "PYTHON";

/// Returns the interpreter that the variable `PYTHON` names, or else the one in
/// `target/python`, or else `python3`.
///
/// # Errors
///
/// Returns an error with a sentence (without its full stop) if there is no
/// interpreter, if it is too old, or if it lacks a package that the Python
/// programs import.
pub fn python() -> Result<PathBuf, String> {
    checked(&[])
}

/// Returns the same interpreter, for programs that import no package.
///
/// # Errors
///
/// Returns an error with a sentence (without its full stop) if there is no
/// interpreter, or if it is too old.
pub fn bare_python() -> Result<PathBuf, String> {
    checked(&["bare"])
}

fn checked(arguments: &[&str]) -> Result<PathBuf, String> {
    let interpreter = match env::var_os(PYTHON) {
        Some(named) => named.into(),
        None => installed().unwrap_or_else(|| "python3".into()),
    };
    let name = printable(&interpreter);
    let checked = Command::new(&interpreter)
        .arg("-B")
        .arg(support().join("python").join("check.py"))
        .args(arguments)
        .stdin(Stdio::null())
        .output();
    let output = checked.map_err(|error| {
        format!(
            "cannot run {name}: {error}; install Python 3.11 or later, or name \
             one: {PYTHON}=…"
        )
    })?;
    let said = String::from_utf8_lossy(&output.stdout);
    match said.trim() {
        "" if output.status.success() => Ok(interpreter),
        "" => {
            let errors = String::from_utf8_lossy(&output.stderr);
            let last = errors.trim().lines().last().unwrap_or("without a word");
            Err(format!("{name} fails: {}", printable(last)))
        }
        problem => Err(problem.to_owned()),
    }
}

/// Returns the interpreter that the script `.ci/python` has installed.
fn installed() -> Option<PathBuf> {
    let folder = support().parent()?.join("target").join("python");
    let file = match cfg!(windows) {
        true => folder.join("Scripts").join("python.exe"),
        false => folder.join("bin").join("python"),
    };
    file.is_file().then_some(file)
}

fn support() -> &'static Path {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().expect("it is in support")
}
