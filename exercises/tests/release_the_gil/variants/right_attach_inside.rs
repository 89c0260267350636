use pyo3::prelude::*;

use crate::job;

#[pyfunction]
pub fn sum_of_jobs(py: Python, jobs: Vec<u64>) -> PyResult<u64> {
    py.detach(|| {
        let mut sum = 0;
        for job in jobs {
            sum += job::run(job);
            Python::attach(|py| py.check_signals())?;
        }
        Ok(sum)
    })
}
