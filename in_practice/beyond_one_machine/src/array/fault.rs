//! Faults in mid-run: each is made to happen while GNU parallel is at work.

use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, bail, ensure};
use nix::sys::signal::{self, Signal};
use nix::unistd::Pid;

use super::log::{self, Event};
#[cfg(target_os = "linux")]
use super::network::{self, Network};
use crate::versions::array;
use crate::work::{Answer, Fault, Work};

/// Time between two looks at the log.
const PAUSE: Duration = Duration::from_millis(2);

/// Time within which something must have happened.
const DEADLINE: Duration = Duration::from_secs(30);

/// Longest time from the beginning of a chunk to a fault, less than a chunk
/// takes.
const MOMENT: Duration = Duration::from_millis(50);

/// Argument that no chunk has.
const UNKNOWN: &str = "poison";

/// Runs the jobs with a fault.
pub fn run(work: &Work, fault: Fault) -> Result<Answer> {
    let mut jobs: Vec<String> =
        (0..work.jobs).map(|job| job.to_string()).collect();
    if fault == Fault::AlwaysFails {
        jobs.insert(work.jobs / 2, UNKNOWN.to_owned());
    }
    #[cfg(target_os = "linux")]
    if fault == Fault::HostCutOff {
        return cut_off(work, &jobs);
    }
    let mut parallel = Parallel::start(work, &jobs)?;
    match fault {
        Fault::AlwaysFails => {}
        Fault::WorkerKilled => {
            signal_a_chunk(work, &mut parallel, Signal::SIGKILL)?;
        }
        Fault::WorkerStopped => {
            signal_a_chunk(work, &mut parallel, Signal::SIGSTOP)?;
        }
        Fault::EngineKilled => {
            wait_for_a_moment(work, &mut parallel)?;
            a_running_chunk(work, &mut parallel)?;
            parallel.process.kill()?;
            parallel.process.wait()?;
            parallel = Parallel::start(work, &jobs)?;
        }
        Fault::HostCutOff | Fault::SubmitterKilled => bail!("not here"),
    }
    parallel.process.wait()?;
    array::results(work)
}

/// Runs the jobs on two hosts, of which one is cut off while it computes.
#[cfg(target_os = "linux")]
fn cut_off(work: &Work, jobs: &[String]) -> Result<Answer> {
    let network = Network::new(&work.folder)?;
    let work = &Work {
        hosts: network::HOSTS.map(str::to_owned).into(),
        ssh: network.ssh(),
        workers: 1,
        ..work.clone()
    };
    let mut parallel = Parallel::start(work, jobs)?;
    wait_for_a_moment(work, &mut parallel)?;
    let running = a_running_chunk(work, &mut parallel)?;
    let Some(host) = &running.host else {
        bail!("the chunk names no host");
    };
    network.cut_off(host)?;
    parallel.process.wait()?;
    array::results(work)
}

/// GNU parallel, which does not outlive this.
struct Parallel {
    process: Child,
}

impl Parallel {
    fn start(work: &Work, jobs: &[String]) -> Result<Parallel> {
        let mut command = array::parallel(work, jobs)?;
        // It would repeat what the row says.
        command.stderr(Stdio::null());
        Ok(Parallel {
            process: command.spawn()?,
        })
    }
}

impl Parallel {
    /// Calls `ask` until it returns a value, while GNU parallel is at work.
    fn poll<T>(
        &mut self,
        mut ask: impl FnMut() -> Result<Option<T>>,
    ) -> Result<T> {
        let started = Instant::now();
        loop {
            let status = self.process.try_wait()?;
            if let Some(answer) = ask()? {
                return Ok(answer);
            }
            if let Some(status) = status {
                bail!("GNU parallel ended before the fault: {status}");
            }
            ensure!(started.elapsed() < DEADLINE, "nothing happens");
            thread::sleep(PAUSE);
        }
    }
}

impl Drop for Parallel {
    fn drop(&mut self) {
        // Both fail if it has ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Sends a signal to the process of a chunk while it computes, at a random
/// moment of the run.
fn signal_a_chunk(
    work: &Work,
    parallel: &mut Parallel,
    signal: Signal,
) -> Result<()> {
    wait_for_a_moment(work, parallel)?;
    loop {
        let process = a_running_chunk(work, parallel)?.process;
        let id = Pid::from_raw(i32::try_from(process)?);
        // It may have been done before the signal came.
        if signal::kill(id, signal).is_ok() && is_running(work, process)? {
            return Ok(());
        }
    }
}

/// Waits until one of the first chunks has begun, at random, and then for part
/// of the time that one takes.
fn wait_for_a_moment(work: &Work, parallel: &mut Parallel) -> Result<()> {
    let before = fastrand::usize(0..=work.jobs / 2);
    parallel.poll(|| {
        let events = log::events(&work.folder)?;
        let begun = events.iter().filter(|it| !it.done).count();
        Ok((begun > before).then_some(()))
    })?;
    thread::sleep(MOMENT.mul_f64(fastrand::f64()));
    Ok(())
}

/// Returns the event of a chunk that has begun and is not done, as soon as there
/// is one.
fn a_running_chunk(work: &Work, parallel: &mut Parallel) -> Result<Event> {
    parallel.poll(|| {
        let events = log::events(&work.folder)?;
        let is_done = |it: &Event| {
            let place = |of: &Event| (of.host.clone(), of.process);
            events
                .iter()
                .any(|other| other.done && place(other) == place(it))
        };
        let last = events.iter().rfind(|it| !it.done && !is_done(it));
        Ok(last.cloned())
    })
}

fn is_running(work: &Work, process: u32) -> Result<bool> {
    let events = log::events(&work.folder)?;
    Ok(!events.iter().any(|it| it.done && it.process == process))
}
