//! The part `failures`: one table per engine, one row per fault.

use std::path::Path;

use measure::words::counted;
use measure::{Notes, Row};

use super::{Arguments, DEADLINE, Table, Versions, array, columns, version};
use crate::queue::work::Fetches;
use crate::queue::{self, engine};
use crate::work::{Fault, Work};

/// Number of jobs, and the random points of each: about 0.1 s.
const JOBS: usize = 8;
const SAMPLES: usize = 60_000_000;

/// Workers of this machine.
const WORKERS: usize = 2;

/// Seconds after which a job that has stopped is killed, many times what it
/// takes even on a busy machine.
const TIMEOUT: f64 = 3.0;

/// Note if hosts cannot be made.
const NO_NETWORK: &str = "Left out: a host that is cut off. It takes root on \
                          Linux, with ip, unshare, ssh and sshd.";

/// Makes the tables.
pub fn tables(
    versions: Versions,
    arguments: &Arguments,
    folder: &Path,
) -> Vec<Table> {
    vec![
        of_array(versions, arguments, folder),
        of_queue(versions, arguments),
    ]
}

/// Returns the table of the array of jobs.
fn of_array(versions: Versions, arguments: &Arguments, folder: &Path) -> Table {
    let version = version(versions, "array");
    let faults = [
        ("nothing fails", None),
        ("a worker is killed", Some(Fault::WorkerKilled)),
        ("a worker stops", Some(Fault::WorkerStopped)),
        ("a host is cut off", Some(Fault::HostCutOff)),
        ("a job always fails", Some(Fault::AlwaysFails)),
        ("the engine is killed", Some(Fault::EngineKilled)),
    ];
    let has_network = crate::array::has_network();
    let faults = faults.into_iter().filter(|(_, fault)| match fault {
        None => true,
        Some(_) if cfg!(not(unix)) => false,
        Some(Fault::HostCutOff) if !has_network => false,
        Some(fault) => {
            arguments.fault.is_empty() || arguments.fault.contains(fault)
        }
    });
    let rows = faults.map(|(label, fault)| {
        let work = Work {
            jobs: JOBS,
            samples: arguments.samples.unwrap_or(SAMPLES) as u64,
            workers: WORKERS,
            timeout: match fault {
                Some(Fault::WorkerStopped) => TIMEOUT,
                _ => array::TIMEOUT,
            },
            folder: folder.to_owned(),
            fault,
            ..Work::default()
        };
        Row::new(version, work).label(label).deadline(DEADLINE)
    });
    let mut rows: Vec<_> = rows.collect();
    if crate::array::engine().is_err() {
        // It says what is missing, once.
        rows.truncate(1);
    }
    let title = format!(
        "{}, two workers of GNU parallel, and what fails",
        counted(JOBS, "chunk")
    );
    let mut table =
        Table::new("failures-array", title, rows, columns::FAILURES);
    if !has_network {
        table.notes = Box::new(|_| Notes {
            lines: vec![NO_NETWORK.to_owned()],
            ..Notes::default()
        });
    }
    table
}

/// Number of URLs, and the jobs that a worker has at a time.
const URLS: usize = 60;
const LIMIT: usize = 4;

/// Returns the table of the queue.
fn of_queue(versions: Versions, arguments: &Arguments) -> Table {
    let version = version(versions, "job_queue");
    let mut faults = vec![
        ("nothing fails", None),
        ("a worker is killed", Some(Fault::WorkerKilled)),
        ("a worker stops", Some(Fault::WorkerStopped)),
        ("a job always fails", Some(Fault::AlwaysFails)),
        ("the engine is killed", Some(Fault::EngineKilled)),
        ("the submitter is killed", Some(Fault::SubmitterKilled)),
    ];
    let has_hosts = queue::can_make_hosts();
    if has_hosts {
        faults.push(("a host is cut off", Some(Fault::HostCutOff)));
    }
    faults.retain(|(_, fault)| match fault {
        None => true,
        Some(_) if cfg!(not(unix)) => false,
        Some(fault) => {
            arguments.fault.is_empty() || arguments.fault.contains(fault)
        }
    });
    let rows = faults.into_iter().map(|(label, fault)| {
        let work = Work {
            jobs: URLS,
            workers: WORKERS,
            fault,
            queue: Some(Fetches {
                url: "/delay/0.05".to_owned(),
                limit: LIMIT,
                name: queue::NAME.to_owned(),
            }),
            ..Work::default()
        };
        Row::new(version, work).label(label).deadline(DEADLINE / 2)
    });
    let mut rows: Vec<_> = rows.collect();
    if engine::program().is_err() {
        // It says what is missing, once.
        rows.truncate(1);
    }
    let title = format!(
        "{}, two workers with {LIMIT} at a time, a queue in Redis, and what \
         fails",
        counted(URLS, "URL")
    );
    let columns = columns::QUEUE_FAILURES;
    let mut table = Table::new("failures-queue", title, rows, columns);
    if !has_hosts {
        table.notes = Box::new(|_| Notes {
            lines: vec![
                "No host is cut off: that needs Linux, root and iproute2."
                    .to_owned(),
            ],
            ..Notes::default()
        });
    }
    table
}
