//! The claims of the pages `beyond_one_machine.md` and `job_queue.md`.

use super::verdict::{
    Claim, Result, Verdict, at_least, at_most, between, each_of,
};
use crate::archive::Archive;
use crate::figures::{Missing, Row};

/// The recordings.
const ARRAY: &str = "beyond_one_machine-array";
const OVERHEAD: &str = "beyond_one_machine-overhead";
const JOBS: &str = "beyond_one_machine-queue";
const PYTHON: &str = "beyond_one_machine-python-queue";
const FAILURES: &str = "beyond_one_machine-failures";
const PI_PYTHON: &str = "cpu_bound-python-pi";

pub const CLAIMS: &[Claim] = &[
    Claim {
        sentence: "Two workers of GNU parallel were faster than one.",
        check: |archive| {
            let wall = |label: &str| {
                archive.figures(ARRAY)?.labelled(label)?.get("wall")
            };
            Ok(at_least(wall("array (1)")? / wall("array (2)")?, 1.0))
        },
    },
    Claim {
        sentence: "The array took more CPU time than the threads, but less than \
                   a third more.",
        check: |archive| {
            let cpu = |label: &str| {
                archive.figures(ARRAY)?.labelled(label)?.get("cpu")
            };
            let more = cpu("array (2)")? / cpu("threads (2)")?;
            Ok(between(more, 1.0, 4.0 / 3.0))
        },
    },
    Claim {
        sentence: "With jobs of a millisecond, an array on two workers was less \
                   than a third as fast as one thread.",
        check: |archive| {
            let row = archive.figures(OVERHEAD)?.labelled("array (2), 1 ms")?;
            Ok(at_most(row.get("speedup")?, 1.0 / 3.0))
        },
    },
    Claim {
        sentence: "A job in the queue had less than half the overhead of a job in \
                   the array.",
        check: |archive| {
            let wall = |version: &str| {
                let label = format!("{version} (2), 1 ms");
                archive.figures(OVERHEAD)?.labelled(&label)?.get("wall")
            };
            let threads = wall("threads")?;
            let queue = wall("job queue")? - threads;
            Ok(at_most(queue / (wall("array")? - threads), 0.5))
        },
    },
    Claim {
        sentence: "But it can hand out many times as many jobs per second as GNU \
                   parallel starts.",
        check: |archive| {
            let figures = archive.figures(OVERHEAD)?;
            let redis = 1.0 / figures.whole("queue_engine_cpu_per_job")?;
            let parallel = figures.whole("array_starts_per_second")?;
            Ok(at_least(redis / parallel, 5.0))
        },
    },
    Claim {
        sentence: "For pi, one thread of Rust was more than ten times as fast as \
                   two processes of Python.",
        check: |archive| {
            let figures = archive.figures(PI_PYTHON)?;
            let python = figures.in_python("processes")?.get("wall")?;
            let rust = figures.version("sequential")?.get("wall")?;
            Ok(at_least(python / rust, 10.0))
        },
    },
];

pub const QUEUE: &[Claim] = &[
    Claim {
        sentence: "One of our workers took less than a fifth of the time of one \
                   of RQ's.",
        check: |archive| {
            let wall = "columns/wall";
            let ratio = archive.python_to_rust(PYTHON, "job_queue", wall)?;
            Ok(at_least(ratio, 5.0))
        },
    },
    Claim {
        sentence: "It took less than half the memory, too.",
        check: |archive| {
            let memory = "columns/per worker";
            let ratio = archive.python_to_rust(PYTHON, "job_queue", memory)?;
            Ok(at_least(ratio, 2.0))
        },
    },
    Claim {
        sentence: "All hundred URLs have a result in each row, and none of them \
                   was fetched twice.",
        check: |archive| {
            each_of(&["job queue (1)", "job queue (2)"], |label| {
                let row = archive.figures(JOBS)?.labelled(label)?;
                let missing =
                    row.get("columns/jobs")? - row.get("columns/results")?;
                let more =
                    row.get("columns/runs")? - row.get("columns/jobs")?;
                Ok(at_most(missing, 0.0).and(at_most(more, 0.0)))
            })
        },
    },
    Claim {
        sentence: "One worker took less than three times as long as tasks without \
                   a queue, which also had 8 requests in flight.",
        check: |archive| {
            let row = |label: &str| archive.figures(JOBS)?.labelled(label);
            let wall = |label: &str| row(label)?.get("columns/wall");
            let longer = wall("job queue (1)")? / wall("tasks")?;
            let in_flight = row("tasks")?.get("in_flight")?;
            Ok(at_most(longer, 3.0).and(between(in_flight, 8.0, 8.0)))
        },
    },
    Claim {
        sentence: "With two workers, twice as many were in flight.",
        check: |archive| {
            let of = |workers: u32| {
                let label = format!("job queue ({workers})");
                archive.figures(JOBS)?.labelled(&label)?.get("in_flight")
            };
            Ok(between(of(2)? / of(1)?, 1.8, 2.0))
        },
    },
    Claim {
        sentence: "In every row of both tables, each job that can be done has \
                   exactly one result.",
        check: |archive| {
            each_row(archive, None, |row| {
                let done = row.get("columns/results")?;
                let given_up = row.get("columns/given up")?;
                let missing = row.get("columns/jobs")? - given_up - done;
                Ok(between(missing, 0.0, 0.0))
            })
        },
    },
    Claim {
        sentence: "When a worker was killed, the jobs that it had were run again, \
                   and no job was done twice.",
        check: |archive| {
            each_row(archive, Some("a worker is killed"), |row| {
                let again =
                    row.get("columns/runs")? - row.get("columns/jobs")?;
                let twice = row.get("columns/done twice")?;
                Ok(at_least(again, 1.0).and(at_most(twice, 0.0)))
            })
        },
    },
    Claim {
        sentence: "When a worker of the queue stopped, and went on after its jobs \
                   had been taken over, some were done twice and counted once.",
        check: |archive| {
            let row = of_queue(archive, "a worker stops")?;
            let missing =
                row.get("columns/jobs")? - row.get("columns/results")?;
            let twice = row.get("columns/done twice")?;
            Ok(at_least(twice, 1.0).and(between(missing, 0.0, 0.0)))
        },
    },
    Claim {
        sentence: "The job that always fails was given up after three runs, in \
                   both engines.",
        check: |archive| {
            each_row(archive, Some("a job always fails"), |row| {
                let given_up = row.get("columns/given up")?;
                let runs = match row.version() {
                    "job_queue" => row.get("columns/most")?,
                    _ => {
                        let jobs = row.get("columns/jobs")?;
                        row.get("columns/runs")? - (jobs - 1.0)
                    }
                };
                let given_up = between(given_up, 1.0, 1.0);
                Ok(given_up.and(between(runs, 3.0, 3.0)))
            })
        },
    },
    Claim {
        sentence: "When the submitter was killed halfway and started again, no job \
                   was run twice.",
        check: |archive| {
            let row = of_queue(archive, "the submitter is killed")?;
            let more = row.get("columns/runs")? - row.get("columns/jobs")?;
            Ok(between(more, 0.0, 0.0))
        },
    },
];

/// Judges whether the same holds for all rows of both tables of failures, or for
/// those with this label.
fn each_row(
    archive: &Archive,
    label: Option<&str>,
    holds: impl Fn(Row<'_>) -> Result<Verdict>,
) -> Result<Verdict> {
    let figures = archive.figures(FAILURES)?;
    let rows = figures
        .all_rows()
        .filter(|row| label.is_none_or(|label| row.label() == label));
    let verdicts = rows.map(|row| {
        let Verdict { holds, seen } = holds(row)?;
        let seen = format!("{}, {}: {seen}", row.version(), row.label());
        Ok(Verdict { holds, seen })
    });
    let all = verdicts.reduce(|one, other| Ok(one?.and(other?)));
    let label = label.unwrap_or("rows");
    all.ok_or_else(|| Missing(format!("{FAILURES} has no {label}")))?
}

/// Returns the row of the queue with this label.
fn of_queue<'a>(archive: &'a Archive, label: &str) -> Result<Row<'a>> {
    let mut rows = archive.figures(FAILURES)?.all_rows();
    let row =
        rows.find(|row| row.version() == "job_queue" && row.label() == label);
    row.ok_or_else(|| Missing(format!("{FAILURES} has no {label}")))
}
