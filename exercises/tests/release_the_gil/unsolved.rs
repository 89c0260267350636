//! Exercise: a function for Python that neither keeps the GIL nor Ctrl-C.
//!
//! A Python program calls `sum_of_jobs` with a list of numbers. Each job takes a
//! while and needs nothing from Python, but the whole program stands still until
//! the last one is done. Let its other threads run during each job, and let
//! Ctrl-C end the function between two jobs: Python should see a
//! `KeyboardInterrupt`.
//!
//! The checks run your function in Python. Without Python 3.11 or later, they
//! can't, and say so.
//!
//! The page: book/src/from_python.md. Stuck? `cargo ex hint`

use pyo3::prelude::*;

use crate::job;

/// Runs the jobs, one after another, and returns the sum of their results.
///
/// # Errors
///
/// Returns the `KeyboardInterrupt` after Ctrl-C.
#[pyfunction]
pub fn sum_of_jobs(py: Python, jobs: Vec<u64>) -> PyResult<u64> {
    // TODO: this thread has the GIL from the first job to the last one. Look at
    // the methods of `py`.
    let _ = py;
    Ok(jobs.into_iter().map(job::run).sum())
}
