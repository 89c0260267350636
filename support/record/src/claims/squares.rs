//! The claims of the page `squares.md`.

use super::verdict::{
    Claim, Result, about, at_least, at_most, between, each_of,
};
use crate::archive::Archive;
use crate::figures::Missing;

/// The recordings that the claims are about.
const SQUARES: &str = "cpu_bound-squares";
const PYTHON: &str = "cpu_bound-python-squares";

pub const CLAIMS: &[Claim] = &[
    Claim {
        sentence: "One thread that stored the squares had one page fault for \
                   about every 512 of them, which is one per page of 4 KiB.",
        check: |archive| {
            let squares = archive.version(SQUARES, "sequential")?;
            let numbers = squares.get("work/kind/Squares")?;
            Ok(about(numbers / squares.get("page_faults")?, 512.0))
        },
    },
    Claim {
        sentence: "Storing them once more, in memory that the program had \
                   used before, took less than half of the time.",
        check: |archive| {
            let first = archive.figure(SQUARES, "sequential", "wall")?;
            let again = archive.figures(SQUARES)?.whole("storing_again")?;
            Ok(at_most(again / first, 0.5))
        },
    },
    Claim {
        sentence: "With one buffer for all jobs there were fewer than half as \
                   many page faults, and it was at least one and a half times \
                   as fast.",
        check: |archive| {
            let faster = archive.figure(SQUARES, "one_buffer", "speedup")?;
            let fewer = page_faults(archive, "one_buffer")?;
            Ok(at_least(faster, 1.5).and(at_most(fewer, 0.5)))
        },
    },
    Claim {
        sentence: "With huge pages there were fewer than half as many page \
                   faults, too.",
        check: |archive| Ok(at_most(page_faults(archive, "huge_pages")?, 0.5)),
    },
    Claim {
        sentence: "One thread that adds took less than half as long as one \
                   thread that stores.",
        check: |archive| {
            // The first row of sums is that of one thread.
            Ok(at_least(archive.figure(SQUARES, "sums", "speedup")?, 2.0))
        },
    },
    Claim {
        sentence: "A second core helped storing and adding: each was more \
                   than 1.3 times as fast with it.",
        check: |archive| {
            let stored = archive.figure(SQUARES, "threads", "speedup")?;
            let figures = archive.figures(SQUARES)?;
            let sums = figures.rows().filter(|row| row.version() == "sums");
            let sums: Result<Vec<f64>> =
                sums.map(|row| row.get("wall")).collect();
            let [one, two] = sums?[..] else {
                return Err(Missing("one thread alone has added".to_owned()));
            };
            Ok(at_least(stored, 1.3).and(at_least(one / two, 1.3)))
        },
    },
    Claim {
        sentence: "Processes took longer than one thread.",
        check: |archive| {
            Ok(at_most(
                archive.figure(SQUARES, "processes", "speedup")?,
                0.8,
            ))
        },
    },
    Claim {
        sentence: "Worker processes need every part twice, and the memory column shows it: they took more than one and a half times \
                   the memory of one thread.",
        check: |archive| {
            let memory =
                |version| archive.figure(SQUARES, version, "peak_memory");
            let ratio = memory("processes")? / memory("sequential")?;
            Ok(at_least(ratio, 1.5))
        },
    },
    Claim {
        sentence: "NumPy and Rust are close together.",
        check: |archive| {
            let numpy = archive.in_python(PYTHON, "numpy_array", "wall")?;
            let rust = archive.figure(PYTHON, "sequential", "wall")?;
            Ok(between(numpy / rust, 0.5, 2.0))
        },
    },
    Claim {
        sentence: "Python's list needs several times the memory and the page \
                   faults of Rust's Vec.",
        check: |archive| {
            each_of(&["peak_memory", "page_faults"], |figure| {
                let ratio =
                    archive.python_to_rust(PYTHON, "sequential", figure)?;
                Ok(at_least(ratio, 3.0))
            })
        },
    },
];

/// Returns the page faults of a version of the squares, divided by those of one
/// thread in new memory.
fn page_faults(archive: &Archive, version: &str) -> Result<f64> {
    let faults = |version| archive.figure(SQUARES, version, "page_faults");
    Ok(faults(version)? / faults("sequential")?)
}
