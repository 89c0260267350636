// Fails: 1 of them was in a job at a time
use std::thread;

use pyo3::prelude::*;

use crate::job;

#[pyfunction]
pub fn sum_of_jobs(py: Python, jobs: Vec<u64>) -> PyResult<u64> {
    let mut sum = 0;
    for job in jobs {
        let thread = thread::spawn(move || job::run(job));
        sum += thread.join().expect("a job does not panic");
        py.check_signals()?;
    }
    Ok(sum)
}
