//! GNU parallel starts this program once per chunk, on this machine or on hosts
//! that ssh reaches. The chunk is the same code as in the other versions.
//!
//! In Python: `ProcessPoolExecutor.map` on one machine. On several, the same
//! command, with `python3 pi.py {}` instead of our program.

use std::process::{Command, Stdio};
use std::{env, fs, io};

use anyhow::{Context, Result, ensure};

use crate::work::{Answer, Work};

/// Has all chunks computed, and adds up what they printed.
pub fn run(work: &Work) -> Result<Answer> {
    let jobs: Vec<String> = (0..work.jobs).map(|job| job.to_string()).collect();
    let status = parallel(work, &jobs)?.status()?;
    // The status of GNU parallel is the number of jobs that it gave up.
    ensure!(status.success(), "some chunks were given up: {status}");
    results(work)
}

/// Returns the command `parallel … beyond_one_machine chunk {} ::: 0 1 2 …`.
pub fn parallel(work: &Work, jobs: &[String]) -> io::Result<Command> {
    let mut parallel = Command::new("parallel");
    parallel
        .args(["--will-cite", "--quote"])
        .args(["--jobs", &work.workers.to_string()])
        // A job that fails or takes too long is started again, on another host
        // if there is one. After three runs, it is given up.
        .args(["--retries", "3"])
        .args(["--timeout", &work.timeout.to_string()])
        // The same command, started again, skips the jobs that are done.
        .arg("--resume-failed")
        .arg("--joblog")
        .arg(work.folder.join("joblog"))
        .arg("--tmpdir")
        .arg(&work.folder)
        .arg("--results")
        .arg(work.folder.join("results"));
    if !work.hosts.is_empty() {
        // By default, ssh waits forever for a host that has gone silent.
        parallel
            .args(["--sshlogin", &work.hosts.join(",")])
            .args(["--ssh", &work.ssh]);
    }
    parallel
        .arg(env::current_exe()?)
        .args(["chunk", "{}", "--samples", &work.samples.to_string()])
        .arg(":::")
        .args(jobs)
        // It would keep files of its own in the home folder.
        .env("PARALLEL_HOME", &work.folder)
        // Each chunk adds a line there, so the runs can be counted.
        .env("CHUNK_LOG", work.folder.join("log"))
        // The results are in files.
        .stdout(Stdio::null());
    Ok(parallel)
}

/// Adds up the results. A chunk that was computed twice has one file, so it
/// counts once.
pub fn results(work: &Work) -> Result<Answer> {
    let mut answer = Answer::default();
    for job in 0..work.jobs {
        let file = work.folder.join(format!("results/1/{job}/stdout"));
        let printed = fs::read_to_string(&file).unwrap_or_default();
        if let Some((number, inside)) = printed.trim_end().split_once(' ') {
            ensure!(number == job.to_string(), "chunk {number} is not {job}");
            answer.results += 1;
            answer.inside += inside.parse::<u64>().context("no number")?;
        }
    }
    Ok(answer)
}
