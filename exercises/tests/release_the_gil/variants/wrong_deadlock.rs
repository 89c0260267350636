// Fails: The Python program hung
use std::thread;

use pyo3::prelude::*;

use crate::job;

#[pyfunction]
pub fn sum_of_jobs(_py: Python, jobs: Vec<u64>) -> PyResult<u64> {
    let mut sum = 0;
    for job in jobs {
        let thread = thread::spawn(move || {
            let result = job::run(job);
            Python::attach(|py| py.check_signals())?;
            PyResult::Ok(result)
        });
        sum += thread.join().expect("a job does not panic")?;
    }
    Ok(sum)
}
