//! Functions that lead into a trap, and their cures.

use std::hint;
use std::sync::atomic::{AtomicU64, Ordering};

use calibrate::mix;
use pyo3::prelude::*;
use rayon::prelude::*;

/// Number of chunks that were computed.
static CHUNKS: AtomicU64 = AtomicU64::new(0);

/// Calls a Python function for 0, 1, 2 … on Rust's threads, which wait for the
/// GIL, and keeps it.
#[pyfunction]
pub fn call_on_threads(function: Py<PyAny>, count: u64) -> PyResult<u64> {
    let call = |number: u64| {
        Python::attach(|py| function.call1(py, (number,))?.extract::<u64>(py))
    };
    (0..count).into_par_iter().map(call).sum()
}

/// Does the same without the GIL.
#[pyfunction]
pub fn call_on_threads_detached(
    py: Python,
    function: Py<PyAny>,
    count: u64,
) -> PyResult<u64> {
    py.detach(|| call_on_threads(function, count))
}

/// Returns the sum of the squares below `count`, with rayon.
#[pyfunction]
pub fn sum_on_threads(py: Python, count: u64) -> u64 {
    let square = |number| number * number;
    py.detach(|| (0..count).into_par_iter().map(square).sum())
}

/// Computes chunk after chunk.
#[pyfunction]
pub fn chunks(py: Python, count: u64, rounds: u64) {
    for _ in 0..count {
        compute_chunk(py, rounds);
    }
}

/// Computes chunk after chunk, and lets Python handle signals in between.
#[pyfunction]
pub fn chunks_with_signals(
    py: Python,
    count: u64,
    rounds: u64,
) -> PyResult<()> {
    for _ in 0..count {
        compute_chunk(py, rounds);
        py.check_signals()?;
    }
    Ok(())
}

fn compute_chunk(py: Python, rounds: u64) {
    py.detach(|| hint::black_box(mix(0, rounds)));
    CHUNKS.fetch_add(1, Ordering::Relaxed);
}

/// Returns the number of chunks of all calls.
#[pyfunction]
pub fn computed_chunks() -> u64 {
    CHUNKS.load(Ordering::Relaxed)
}

/// Returns an element of a list, and panics if there is none.
#[pyfunction]
pub fn element(numbers: Vec<u64>, index: usize) -> u64 {
    numbers[index]
}
