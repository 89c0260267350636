//! A plan by calculation, from the figures of this machine: more machines than
//! we have, and the bottleneck that comes first.

use measure::Notes;
use measure::words::{counted, grouped};

use super::notes::{Rows, of};
/// Machines, workers of each, and jobs.
const MACHINES: usize = 100;
const PER_MACHINE: usize = 2;
const JOBS: usize = 1_000_000;

/// Connections that Redis accepts by default (`maxclients`), and those of a
/// worker.
const CONNECTIONS: usize = 10_000;
const PER_WORKER: usize = 2;

/// Bytes per second through a network of 1 Gbit/s.
const NETWORK: f64 = 125e6;

/// Adds the plan to the notes.
pub fn add(notes: &mut Notes, rows: Rows) {
    let workers = MACHINES * PER_MACHINE;
    let mut limits: Vec<(&str, f64)> = Vec::new();
    // In the first row, jobs are so short that the engine has no pause.
    if let Some(row) = of(rows, "array").next()
        && let Some(wall) = row.wall()
    {
        let rate = row.row.work.jobs as f64 / wall;
        notes.figure("array_starts_per_second", rate);
        limits.push(("GNU parallel starts", rate));
    }
    if let Some(row) = of(rows, "job_queue").next()
        && let Some(seen) = row.answer().and_then(|it| it.queue.as_ref())
        // Of an engine that was running before, nothing is known.
        && seen.engine_cpu > 0.0
    {
        let jobs = row.row.work.jobs as f64;
        notes.figure("queue_engine_cpu_per_job", seen.engine_cpu / jobs);
        notes.figure("queue_commands_per_job", seen.commands / jobs);
        notes.figure("queue_bytes_per_job", seen.bytes / jobs);
        limits
            .push(("one core of Redis is enough for", jobs / seen.engine_cpu));
        let network = NETWORK * jobs / seen.bytes;
        limits.push(("1 Gbit/s of network is enough for", network));
        notes.figure("network_jobs_per_second", network);
    }
    if limits.is_empty() {
        return;
    }
    notes.lines.push(format!(
        "\nPlan, by calculation: {}, {PER_MACHINE} workers each, {} jobs.",
        counted(MACHINES, "machine"),
        grouped(JOBS)
    ));
    for (what, rate) in limits {
        let shortest = workers as f64 / rate * 1e3;
        let minutes = JOBS as f64 / rate / 60.0;
        notes.lines.push(format!(
            "- {what} {rate:.0} jobs per second: {minutes:.1} min in all, and\n  \
             {workers} workers have no pause if a job takes {shortest:.1} ms or \
             more.",
        ));
    }
    let connections = workers * PER_WORKER;
    notes.figure("connections", connections as f64);
    notes.lines.push(format!(
        "- {} connections, {PER_WORKER} per worker, of the {} that Redis \
         accepts by default.",
        grouped(connections),
        grouped(CONNECTIONS)
    ));
}
