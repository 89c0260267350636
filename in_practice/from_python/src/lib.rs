//! The module `fast`: functions in Rust that a Python program calls.
//!
//! In Python: `import fast`.

mod inside;
mod slow;
mod trapped;

use pyo3::prelude::*;

/// Functions that are slow in Python.
#[pymodule]
mod fast {
    use pyo3::buffer::PyBuffer;
    use pyo3::prelude::*;
    use rayon::prelude::*;

    use crate::{inside, slow};

    #[pymodule_export]
    use crate::trapped::{
        call_on_threads, call_on_threads_detached, chunks, chunks_with_signals,
        computed_chunks, element, sum_on_threads,
    };

    /// Does nothing: all of its time is the call itself.
    #[pyfunction]
    fn empty() {}

    /// Returns the sum of this many additions.
    #[pyfunction]
    fn additions(count: u64) -> f64 {
        slow::additions(count)
    }

    /// Returns the primes up to a limit, as a list.
    #[pyfunction]
    fn primes(limit: usize) -> Vec<u32> {
        slow::primes(limit)
    }

    /// Returns the sum of squares. Each number of the list is converted first.
    #[pyfunction]
    fn squares_of_list(numbers: Vec<u64>) -> u64 {
        slow::squares(&numbers)
    }

    /// Returns the sum of squares. A buffer's numbers are copied in one piece,
    /// because Python could write to them while Rust reads.
    #[pyfunction]
    fn squares_of_buffer(py: Python, buffer: PyBuffer<u64>) -> PyResult<u64> {
        Ok(slow::squares(&buffer.to_vec(py)?))
    }

    /// Computes, and keeps the GIL.
    #[pyfunction]
    fn held(rounds: u64) -> u64 {
        inside::compute(rounds)
    }

    /// Computes, and lets other threads have the GIL meanwhile.
    #[pyfunction]
    fn detached(py: Python, rounds: u64) -> u64 {
        py.detach(|| inside::compute(rounds))
    }

    /// Computes the same on each of `threads` threads of Rust.
    #[pyfunction]
    fn on_threads(py: Python, rounds: u64, threads: u64) -> u64 {
        let compute = |_| inside::compute(rounds);
        py.detach(|| (0..threads).into_par_iter().map(compute).max())
            .expect("at least one thread")
    }

    /// Returns the peak number of threads that were computing at a time.
    #[pyfunction]
    fn most_inside() -> u64 {
        inside::most()
    }
}
