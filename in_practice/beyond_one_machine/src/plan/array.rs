//! The part `array`: chunks of pi, on threads and on GNU parallel's workers.

use std::path::Path;

use measure::Row;
use measure::words::{counted, grouped};

use super::{Arguments, DEADLINE, Table, Versions, columns, version};
use crate::array;
use crate::work::Work;

/// Number of jobs, if the command line does not say.
const JOBS: usize = 8;

/// Random points per job, which take about half a second.
const SAMPLES: usize = 280_000_000;

/// Seconds after which a job counts as hanging.
pub const TIMEOUT: f64 = 60.0;

/// Command for hosts: one that has been silent for 10 s is given up.
const SSH: &str = "ssh -o BatchMode=yes -o ConnectTimeout=10 -o \
                   ServerAliveInterval=5 -o ServerAliveCountMax=2";

/// Numbers of workers.
const WORKERS: [usize; 2] = [1, 2];

/// Makes the table.
pub fn tables(
    versions: Versions,
    arguments: &Arguments,
    folder: &Path,
) -> Vec<Table> {
    let samples = arguments.samples.unwrap_or(SAMPLES);
    let work = Work {
        jobs: arguments.jobs.unwrap_or(JOBS),
        samples: samples as u64,
        timeout: TIMEOUT,
        folder: folder.to_owned(),
        ..Work::default()
    };
    let row = |name, workers: usize| {
        let version = version(versions, name);
        let work = Work {
            workers,
            ..work.clone()
        };
        let label = format!("{} ({workers})", version.label());
        Row::new(version, work).label(label).deadline(DEADLINE)
    };
    let on = |hosts: &[String]| {
        let mut row = row("array", 1);
        row.work.hosts = hosts.to_owned();
        row.work.ssh = SSH.to_owned();
        let label = format!("array ({})", hosts.join(", "));
        row.label(label)
    };
    let threads = WORKERS.map(|workers| row("threads", workers));
    let jobs = match &arguments.hosts[..] {
        // It says what is missing, once.
        [] if array::engine().is_err() => vec![row("array", 1)],
        [] => WORKERS.map(|workers| row("array", workers)).into(),
        [host] => vec![on(std::slice::from_ref(host))],
        hosts => vec![on(&hosts[..1]), on(hosts)],
    };
    let rows = threads.into_iter().chain(jobs).collect();
    let title = format!(
        "{} of {} random points each",
        counted(work.jobs, "chunk"),
        grouped(samples)
    );
    vec![Table::new("array", title, rows, columns::ARRAY)]
}
