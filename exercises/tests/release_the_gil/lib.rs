//! The Python module `release_the_gil`: the learner's function, and what the
//! checks ask about it.

#[cfg(not(files = "variant"))]
#[cfg_attr(files = "solution", path = "solution.rs")]
mod exercise;
#[cfg(files = "variant")]
mod exercise {
    include!(concat!(env!("EXERCISES"), "/release_the_gil.rs"));
}

mod job;

use pyo3::prelude::*;

#[pymodule]
mod release_the_gil {
    use pyo3::prelude::*;

    #[pymodule_export]
    use crate::exercise::sum_of_jobs;
    use crate::job;

    /// Returns the number of jobs that have begun.
    #[pyfunction]
    fn begun() -> u64 {
        job::begun()
    }

    /// Returns the peak number of jobs that were running at a time.
    #[pyfunction]
    fn most_at_a_time() -> u64 {
        job::most_at_a_time()
    }

    /// Ends all waiting of jobs, for good.
    #[pyfunction]
    fn stop_waiting() {
        job::stop_waiting();
    }
}
