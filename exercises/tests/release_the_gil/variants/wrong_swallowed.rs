// Fails: the function returned as if nothing had happened
use pyo3::prelude::*;

use crate::job;

#[pyfunction]
pub fn sum_of_jobs(py: Python, jobs: Vec<u64>) -> PyResult<u64> {
    let mut sum = 0;
    for job in jobs {
        sum += py.detach(|| job::run(job));
        if py.check_signals().is_err() {
            break;
        }
    }
    Ok(sum)
}
