//! The part `failures`: one table per engine, one row per fault.

use std::path::Path;

use measure::Row;
use measure::words::counted;

use super::{DEADLINE, Table, Versions, array, columns, version};
use crate::work::{Fault, Work};

/// Number of jobs, and the random points of each: about 0.1 s.
const JOBS: usize = 8;
const SAMPLES: u64 = 60_000_000;

/// Workers of this machine.
const WORKERS: usize = 2;

/// Seconds after which a job that has stopped is killed, many times what it
/// takes even on a busy machine.
const TIMEOUT: f64 = 3.0;

/// Makes the tables.
pub fn tables(versions: Versions, folder: &Path) -> Vec<Table> {
    vec![of_array(versions, folder)]
}

/// Returns the table of the array of jobs.
fn of_array(versions: Versions, folder: &Path) -> Table {
    let version = version(versions, "array");
    let faults = [
        ("nothing fails", None),
        ("a worker is killed", Some(Fault::WorkerKilled)),
        ("a worker stops", Some(Fault::WorkerStopped)),
        ("a job always fails", Some(Fault::AlwaysFails)),
        ("the engine is killed", Some(Fault::EngineKilled)),
    ];
    let rows = faults.map(|(label, fault)| {
        let work = Work {
            jobs: JOBS,
            samples: SAMPLES,
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
    let mut rows = Vec::from(rows);
    if crate::array::engine().is_err() {
        // It says what is missing, once.
        rows.truncate(1);
    }
    let title = format!(
        "{}, two workers of GNU parallel, and what fails",
        counted(JOBS, "chunk")
    );
    Table::new("failures-array", title, rows, columns::FAILURES)
}
