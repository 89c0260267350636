//! The worker processes on this machine.

use std::process::{Child, Command, Stdio};
use std::time::Duration;
use std::{env, fs, io};

use anyhow::{Context, Result};
#[cfg(unix)]
use nix::{
    sys::signal::{self, Signal},
    unistd::Pid,
};
use tokio::time;

use crate::queue::address;
use crate::versions::worker::Settings;

/// Time between two looks at a worker that has to end.
const PAUSE: Duration = Duration::from_millis(2);

/// Workers, which end with this.
pub struct Workers {
    url: String,
    queue: String,
    running: Vec<Child>,
}

impl Workers {
    /// Returns no workers yet.
    pub fn new(url: &str, queue: &str) -> Workers {
        Workers {
            url: url.to_owned(),
            queue: queue.to_owned(),
            running: Vec::new(),
        }
    }

    /// Starts one more.
    ///
    /// # Errors
    ///
    /// Returns an error if the process cannot be started.
    pub fn start(&mut self, settings: &Settings) -> Result<()> {
        let mut command = Command::new(env::current_exe()?);
        command
            .env(address::VARIABLE, &self.url)
            .stdin(Stdio::null());
        self.start_with(command, settings)?;
        Ok(())
    }

    /// Starts one more with a command that starts this program somehow.
    ///
    /// # Errors
    ///
    /// Returns an error if the process cannot be started.
    pub fn start_with(
        &mut self,
        mut command: Command,
        settings: &Settings,
    ) -> Result<&mut Child> {
        let seconds = |time: Duration| time.as_secs_f64().to_string();
        command
            .args(["worker", "--queue", &self.queue])
            .args(["--limit", &settings.limit.to_string()])
            .args(["--time-limit", &seconds(settings.time_limit)])
            .args(["--take-over-after", &seconds(settings.take_over_after)])
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let worker = command.spawn().context("cannot start a worker")?;
        self.running.push(worker);
        self.running.last_mut().context("it has just been started")
    }

    /// Starts another for each that has ended, as systemd or Kubernetes would.
    ///
    /// # Errors
    ///
    /// Returns an error if the process cannot be started.
    #[cfg(unix)]
    pub fn start_again(&mut self, settings: &Settings) -> Result<()> {
        let all = self.running.len();
        for worker in std::mem::take(&mut self.running) {
            self.running.extend(still_running(worker)?);
        }
        for _ in self.running.len()..all {
            self.start(settings)?;
        }
        Ok(())
    }

    /// Returns the highest peak of resident bytes, where the system reports it.
    pub fn memory(&self) -> Option<u64> {
        let peak = |worker: &Child| {
            let file = format!("/proc/{}/status", worker.id());
            let status = fs::read_to_string(file).ok()?;
            let mut lines = status.lines();
            let peak = lines.find_map(|line| line.strip_prefix("VmHWM:"))?;
            let kibibytes: u64 =
                peak.split_whitespace().next()?.parse().ok()?;
            Some(kibibytes * 1024)
        };
        self.running.iter().filter_map(peak).max()
    }

    /// Ends all, as the user would, and waits for them.
    ///
    /// # Errors
    ///
    /// Returns an error if one of them cannot be waited for.
    pub async fn end(&mut self) -> io::Result<()> {
        for worker in &mut self.running {
            if worker.try_wait()?.is_none() {
                end(worker)?;
            }
        }
        for worker in &mut self.running {
            // A blocking wait would hold up the relays, which they may need.
            while worker.try_wait()?.is_none() {
                time::sleep(PAUSE).await;
            }
        }
        Ok(())
    }

    /// Returns the process of one of them.
    ///
    /// # Errors
    ///
    /// Returns an error if there is none with this number.
    #[cfg(unix)]
    pub fn id(&self, number: usize) -> Result<u32> {
        Ok(self.running.get(number).context("no such worker")?.id())
    }

    /// Sends a signal to one of them.
    ///
    /// # Errors
    ///
    /// Returns an error if there is none with this number.
    #[cfg(unix)]
    pub fn signal(&self, number: usize, signal: Signal) -> Result<()> {
        let id = Pid::from_raw(self.id(number)?.cast_signed());
        Ok(signal::kill(id, signal)?)
    }
}

/// Returns the worker if it has not ended.
#[cfg(unix)]
fn still_running(mut worker: Child) -> io::Result<Option<Child>> {
    Ok(worker.try_wait()?.is_none().then_some(worker))
}

impl Drop for Workers {
    fn drop(&mut self) {
        for worker in &mut self.running {
            // These fail if it has ended already.
            let _ = worker.kill();
            let _ = worker.wait();
        }
    }
}

#[cfg(unix)]
fn end(worker: &Child) -> io::Result<()> {
    let id = Pid::from_raw(worker.id().cast_signed());
    Ok(signal::kill(id, Signal::SIGTERM)?)
}

#[cfg(not(unix))]
fn end(worker: &mut Child) -> io::Result<()> {
    worker.kill()
}
