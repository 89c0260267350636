//! The part `overhead`: the same work in jobs of different lengths, on threads,
//! in an array and in a queue.

use std::path::Path;
use std::time::{Duration, Instant};

use measure::Row;

use super::{Arguments, DEADLINE, Table, Versions, array, columns, version};
use crate::pi;
use crate::queue::work::Fetches;
use crate::work::Work;

mod notes;
mod plan;

/// Lengths of a job in milliseconds.
const LENGTHS: [u32; 4] = [1, 10, 100, 1000];

/// Number of workers.
const WORKERS: usize = 2;

/// Seconds of work in each row, if the command line does not say.
const SECONDS: Duration = Duration::from_secs(2);

/// Random points of a sample, and the number of samples. The fastest one counts:
/// a disturbance only makes a sample slower.
const SAMPLE: u64 = 500_000;
const SAMPLES: usize = 25;

/// Versions with an engine, in the order of the table.
const ENGINES: [&str; 2] = ["array", "job_queue"];

/// Makes the table.
pub fn tables(
    versions: Versions,
    arguments: &Arguments,
    folder: &Path,
) -> Vec<Table> {
    let total = arguments.work.unwrap_or(SECONDS);
    let blocks = (points_per_second() / 1e3 / pi::BLOCK as f64).ceil() as u64;
    let row = |name, workers, millis: u32| {
        let version = version(versions, name);
        let length = Duration::from_millis(millis.into());
        let work = Work {
            jobs: total.div_duration_f64(length).round() as usize,
            // The points are the same in all rows.
            samples: u64::from(millis) * blocks * pi::BLOCK,
            millis,
            workers,
            timeout: array::TIMEOUT,
            folder: folder.to_owned(),
            queue: (name == "job_queue").then(|| Fetches {
                limit: 1,
                name: crate::queue::NAME.to_owned(),
                ..Fetches::default()
            }),
            ..Work::default()
        };
        let label = format!("{} ({workers}), {millis} ms", version.label());
        Row::new(version, work).label(label).deadline(DEADLINE)
    };
    let lengths = LENGTHS.into_iter();
    // Each worker gets a job at least.
    let lengths: Vec<u32> = lengths
        .filter(|millis| total.as_millis() >= 2 * u128::from(*millis))
        .collect();
    let longest = lengths.last().copied().unwrap_or(LENGTHS[0]);
    let mut rows = vec![row("threads", 1, longest)];
    for name in ["threads"].into_iter().chain(ENGINES) {
        let lacks = match name {
            "array" => crate::array::engine().is_err(),
            "job_queue" => crate::queue::engine::program().is_err(),
            _ => false,
        };
        // It says what is missing, once.
        let count = if lacks { 1 } else { lengths.len() };
        let of_it = lengths.iter().take(count);
        rows.extend(of_it.map(|millis| row(name, WORKERS, *millis)));
    }
    let title = format!(
        "{} s of work in jobs of different lengths, two workers",
        total.as_secs_f64()
    );
    let mut table = Table::new("overhead", title, rows, columns::OVERHEAD);
    table.notes = Box::new(notes::notes);
    vec![table]
}

/// Returns the number of random points that take one core a second.
fn points_per_second() -> f64 {
    let sample = || {
        let started = Instant::now();
        std::hint::black_box(pi::inside(SAMPLE, std::hint::black_box(0)));
        started.elapsed().as_secs_f64()
    };
    let fastest = (0..SAMPLES).map(|_| sample()).fold(f64::MAX, f64::min);
    SAMPLE as f64 / fastest
}
