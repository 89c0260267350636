use std::thread;

use pyo3::prelude::*;

use crate::job;

#[pyfunction]
pub fn sum_of_jobs(py: Python, jobs: Vec<u64>) -> PyResult<u64> {
    let mut sum = 0;
    for pair in jobs.chunks(2) {
        sum += py.detach(|| {
            thread::scope(|scope| {
                let run = || pair.iter().map(|&job| job::run(job)).sum::<u64>();
                scope.spawn(run).join().expect("a job does not panic")
            })
        });
        py.check_signals()?;
    }
    Ok(sum)
}
