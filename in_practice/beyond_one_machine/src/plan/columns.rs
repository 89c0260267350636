//! The columns of each table.

use measure::{Column as AnyColumn, Measured};

use crate::queue::work::Seen;
use crate::work::{Answer, Fault, Runs, Work};

type Column = AnyColumn<Work, Answer>;

/// Columns of the part `array`.
pub const ARRAY: &[Column] = &[Column::WALL, Column::CPU, Column::SPEEDUP];

/// Columns of the part `failures`: counts, then the time.
pub const FAILURES: &[Column] =
    &[JOBS, RESULTS, RUNS, TWICE, GIVEN_UP, Column::WALL];

/// Columns of the part `queue`.
pub const QUEUE: &[Column] = &[
    SECONDS,
    Column::CPU,
    JOBS,
    RESULTS,
    RUNS,
    Column::IN_FLIGHT,
    WORKER_MEMORY,
];

/// Columns of the part `failures`, for the queue.
pub const QUEUE_FAILURES: &[Column] =
    &[JOBS, RESULTS, RUNS, MOST_RUNS, TWICE, GIVEN_UP, SECONDS];

/// Columns of the part `overhead`.
pub const OVERHEAD: &[Column] = &[
    JOBS,
    Column::WALL,
    Column::SPEEDUP,
    Column::CPU,
    WORKER_MEMORY,
];

const JOBS: Column = AnyColumn {
    heading: "jobs",
    meaning: "jobs that were handed to the engine",
    width: 5,
    decimals: 0,
    unit: "",
    value: |row| {
        let work = &row.row.work;
        let poison = usize::from(work.fault == Some(Fault::AlwaysFails));
        Some((work.jobs + poison) as f64)
    },
};

const RESULTS: Column = AnyColumn {
    heading: "results",
    meaning: "jobs with a result, each counted once",
    value: |row| row.answer().map(|answer| answer.results as f64),
    ..JOBS
};

const RUNS: Column = AnyColumn {
    heading: "runs",
    meaning: "times that a job was started, as the jobs counted it",
    value: |row| runs(row, |runs| runs.started),
    ..JOBS
};

const TWICE: Column = AnyColumn {
    heading: "done twice",
    meaning: "jobs that were done more than once",
    value: |row| runs(row, |runs| runs.twice),
    ..JOBS
};

const GIVEN_UP: Column = AnyColumn {
    heading: "given up",
    meaning: "jobs that failed in each run, and were reported",
    value: |row| runs(row, |runs| runs.given_up),
    ..JOBS
};

fn runs(row: &Measured<Work, Answer>, figure: fn(&Runs) -> u64) -> Option<f64> {
    row.answer()?.runs.as_ref().map(|runs| figure(runs) as f64)
}

const SECONDS: Column = AnyColumn {
    value: |row| seen(row, |seen| seen.seconds),
    ..Column::WALL
};

const MOST_RUNS: Column = AnyColumn {
    heading: "most",
    meaning: "runs of the job that was started most often",
    value: |row| seen(row, |seen| seen.most_runs as f64),
    ..JOBS
};

const WORKER_MEMORY: Column = AnyColumn {
    heading: "per worker",
    meaning: "peak resident memory of a worker",
    width: 10,
    decimals: 1,
    unit: " MiB",
    value: |row| {
        let memory = row.answer()?.runs.as_ref()?.memory?;
        Some(memory as f64 / f64::from(1 << 20))
    },
};

fn seen(row: &Measured<Work, Answer>, figure: fn(&Seen) -> f64) -> Option<f64> {
    row.answer()?.queue.as_ref().map(figure)
}
