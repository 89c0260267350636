//! The module `fast`: functions in Rust that a Python program calls.
//!
//! In Python: `import fast`.

mod inside;
mod slow;

use pyo3::prelude::*;

/// Slow functions, and the traps of calling them.
#[pymodule]
mod fast {
    use std::hint;
    use std::sync::atomic::{AtomicU64, Ordering};

    use calibrate::mix;
    use pyo3::buffer::PyBuffer;
    use pyo3::prelude::*;
    use rayon::prelude::*;

    use crate::inside;
    use crate::slow;

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
        slow::squares(numbers.into_iter())
    }

    /// Returns the sum of squares. A buffer's numbers are copied in one piece:
    /// Python could write to them while Rust reads.
    #[pyfunction]
    fn squares_of_buffer(py: Python, buffer: PyBuffer<u64>) -> PyResult<u64> {
        Ok(slow::squares(buffer.to_vec(py)?.into_iter()))
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
            .unwrap_or_default()
    }

    /// Returns the peak number of threads that were computing at a time.
    #[pyfunction]
    fn most_inside() -> u64 {
        inside::most()
    }

    /// Calls a Python function on Rust's threads, for 0, 1, 2 …, and keeps the
    /// GIL, for which these threads wait.
    #[pyfunction]
    fn call_on_threads(function: Py<PyAny>, count: u64) -> PyResult<u64> {
        let call = |number: u64| {
            Python::attach(|py| {
                function.call1(py, (number,))?.extract::<u64>(py)
            })
        };
        (0..count).into_par_iter().map(call).sum()
    }

    /// Does the same without the GIL.
    #[pyfunction]
    fn call_on_threads_detached(
        py: Python,
        function: Py<PyAny>,
        count: u64,
    ) -> PyResult<u64> {
        py.detach(|| call_on_threads(function, count))
    }

    /// Returns the sum of the squares below `count`, with rayon.
    #[pyfunction]
    fn sum_on_threads(py: Python, count: u64) -> u64 {
        let square = |number| number * number;
        py.detach(|| (0..count).into_par_iter().map(square).sum())
    }

    /// Number of chunks that were computed.
    static CHUNKS: AtomicU64 = AtomicU64::new(0);

    /// Computes chunk after chunk.
    #[pyfunction]
    fn chunks(py: Python, count: u64, rounds: u64) {
        for _ in 0..count {
            py.detach(|| hint::black_box(mix(0, rounds)));
            CHUNKS.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// Computes chunk after chunk, and lets Python handle signals in between.
    #[pyfunction]
    fn chunks_with_signals(
        py: Python,
        count: u64,
        rounds: u64,
    ) -> PyResult<()> {
        for _ in 0..count {
            py.detach(|| hint::black_box(mix(0, rounds)));
            CHUNKS.fetch_add(1, Ordering::Relaxed);
            py.check_signals()?;
        }
        Ok(())
    }

    /// Returns the number of chunks since the last call.
    #[pyfunction]
    fn computed_chunks() -> u64 {
        CHUNKS.swap(0, Ordering::Relaxed)
    }

    /// Returns an element of a list, and panics if there is none.
    #[pyfunction]
    fn element(numbers: Vec<u64>, index: usize) -> u64 {
        numbers[index]
    }
}
