// Fails: all 1000 jobs were done before Python raised KeyboardInterrupt
use pyo3::prelude::*;

use crate::job;

#[pyfunction]
pub fn sum_of_jobs(py: Python, jobs: Vec<u64>) -> PyResult<u64> {
    Ok(py.detach(|| jobs.into_iter().map(job::run).sum()))
}
