//! The worker processes on this machine.

use std::process::{Child, Command, Stdio};
use std::{env, fs, io};

use anyhow::{Context, Result};

use crate::queue::address;
use crate::versions::worker::Settings;

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
        let program = env::current_exe()?;
        self.start_with(Command::new(program), settings)
    }

    /// Starts one more with a command that starts this program.
    ///
    /// # Errors
    ///
    /// Returns an error if the process cannot be started.
    pub fn start_with(
        &mut self,
        mut command: Command,
        settings: &Settings,
    ) -> Result<()> {
        let seconds =
            |time: std::time::Duration| time.as_secs_f64().to_string();
        command
            .args(["worker", "--queue", &self.queue])
            .args(["--limit", &settings.limit.to_string()])
            .args(["--time-limit", &seconds(settings.time_limit)])
            .args(["--take-over-after", &seconds(settings.take_over_after)])
            .env(address::VARIABLE, &self.url)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let worker = command.spawn().context("cannot start a worker")?;
        self.running.push(worker);
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
    pub fn end(&mut self) -> io::Result<()> {
        for worker in &mut self.running {
            end(worker)?;
        }
        for worker in &mut self.running {
            worker.wait()?;
        }
        Ok(())
    }
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
fn end(worker: &mut Child) -> io::Result<()> {
    use nix::sys::signal::{self, Signal};
    use nix::unistd::Pid;

    if worker.try_wait()?.is_none() {
        let id = Pid::from_raw(worker.id().cast_signed());
        signal::kill(id, Signal::SIGTERM)?;
    }
    Ok(())
}

#[cfg(not(unix))]
fn end(worker: &mut Child) -> io::Result<()> {
    if worker.try_wait()?.is_none() {
        worker.kill()?;
    }
    Ok(())
}
