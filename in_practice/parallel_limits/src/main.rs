//! Why isn't a parallel version as many times as fast as it has cores? Five
//! limits, each with a predicted figure next to the measured one.
//!
//! `cargo run --release -p parallel_limits`, or one part: `-- amdahl`.
//! In Python: `bytearray` slices, NumPy, `Pool.map` with its `chunksize`.

mod circle;
mod operations;
mod plan;
mod units;
mod versions;
mod work;

use std::process::ExitCode;

use measure::{Comparison, Version, Workers, version};

use crate::plan::sizes::Arguments;
use crate::work::{Answer, Work};

const COMPARISON: Comparison<Arguments, Work, Answer> = Comparison {
    name: "parallel_limits",
    about: "Five limits of parallel code, predicted and measured",
    versions: &[
        version!(
            plain,
            One,
            "the plain sieve, which crosses out all multiples"
        ),
        version!(plain_threads, Threads, "the plain sieve on several threads"),
        version!(from_the_square, One, "crosses out from the square on"),
        version!(odd_numbers, One, "odd numbers only"),
        version!(bits, One, "odd numbers, one bit each"),
        version!(segments, One, "odd numbers, in segments that fit the cache"),
        Version::in_python(
            "slices",
            "odd numbers, crossed out by C, only in Python",
            Workers::One,
        ),
        Version::in_python(
            "numpy_array",
            "the same in a NumPy array, only in Python",
            Workers::One,
        ),
        version!(
            amdahl,
            Threads,
            "a serial part, then the rest on all threads"
        ),
        version!(counter, Threads, "the next piece by a shared counter"),
        version!(channel, Threads, "each piece by a message"),
        version!(rayon, Threads, "pieces by work stealing"),
        version!(
            static_chunks,
            Threads,
            "the same number of pieces per thread"
        ),
        version!(rayon_min_len, Threads, "work stealing, in long ranges only"),
        version!(side_by_side, Threads, "a counter per thread, side by side"),
        version!(padded, Threads, "a counter per thread and cache line"),
        version!(mutex, Threads, "a map behind a Mutex"),
        version!(rw_lock, Threads, "a map behind an RwLock"),
        version!(shards, Threads, "a map in 16 parts with a Mutex each"),
        version!(owner, Threads, "a map whose owner gets messages"),
        version!(new_pages, Threads, "writes to pages that are new"),
        version!(same_pages, Threads, "writes to the same pages again"),
        version!(triad, Threads, "adds long arrays of 8-byte numbers"),
        version!(
            half_the_bytes,
            Threads,
            "adds long arrays of 4-byte numbers"
        ),
        version!(chain, Threads, "each read needs the one before"),
        version!(eight_chains, One, "eight chains of reads on one thread"),
    ],
    columns: plan::columns::ALL,
    runs: 5,
    optimised: true,
    python: Some(concat!(env!("CARGO_MANIFEST_DIR"), "/python")),
    server: None,
    plan: plan::plan,
    difference: work::difference,
};

fn main() -> ExitCode {
    measure::main(&COMPARISON)
}
