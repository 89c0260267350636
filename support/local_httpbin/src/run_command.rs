//! Runs a command that sends its requests to the server, and passes on its
//! status.

use std::convert::Infallible;
use std::ffi::OsString;
use std::io;
use std::process::{self, Command, ExitStatus};
use std::thread;
#[cfg(unix)]
use std::time::Duration;

use command_line::NotStarted;
use tokio::runtime;
#[cfg(unix)]
use tokio::signal::unix::{self, Signal, SignalKind};
use tokio::sync::oneshot;
#[cfg(unix)]
use tokio::time;

use local_httpbin::Site;

/// Placeholder for the server's URL in the command's arguments.
const URL: &str = "{url}";

/// Time that a command has to end after Ctrl-C.
#[cfg(unix)]
const PATIENCE: Duration = Duration::from_secs(2);

/// Runs `command` to its end, prints the timeline, and ends this process with
/// the command's status: 127 if there is no such command, 126 if it cannot be
/// run, 128 + n if signal n ended it.
pub fn run(site: &Site, command: &[OsString]) -> ! {
    let url = site.base_url();
    let with_url = |argument: &OsString| match argument.to_str() {
        Some(text) => text.replace(URL, url).into(),
        None => argument.clone(),
    };
    let program = with_url(&command[0]);
    let mut child = Command::new(&program);
    child
        .args(command[1..].iter().map(with_url))
        .env("SITE_URL", url)
        .env_remove("TIMELINE_SVG");
    command_line::accept_signals();
    let status = wait(child).unwrap_or_else(|error| {
        let NotStarted { sentence, status } =
            command_line::not_started(&program, &error);
        command_line::print_error(&sentence);
        process::exit(status.into());
    });
    site.print_timeline();
    process::exit(code(status));
}

/// Waits for the end of a command, and meanwhile passes on the signals that end
/// this process.
fn wait(mut command: Command) -> io::Result<ExitStatus> {
    let runtime = runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let mut signals = command_line::listen_unless_ignored(Signals::listen)?;
        let mut child = command.spawn()?;
        let id = child.id();
        let (sender, ended) = oneshot::channel();
        thread::Builder::new().spawn(move || sender.send(child.wait()))?;
        tokio::select! {
            status = ended => status.map_err(io::Error::other)?,
            never = signals.pass_on(id) => match never {},
        }
    })
}

/// Returns the status that a shell would report for `status`.
fn code(status: ExitStatus) -> i32 {
    #[cfg(unix)]
    if let Some(signal) = std::os::unix::process::ExitStatusExt::signal(&status)
    {
        return 128 + signal;
    }
    status.code().unwrap_or(1)
}

/// Signals that end a process.
#[cfg(unix)]
struct Signals {
    interrupt: Signal,
    terminate: Signal,
    hang_up: Signal,
}

#[cfg(unix)]
impl Signals {
    fn listen() -> io::Result<Signals> {
        Ok(Signals {
            interrupt: unix::signal(SignalKind::interrupt())?,
            terminate: unix::signal(SignalKind::terminate())?,
            hang_up: unix::signal(SignalKind::hangup())?,
        })
    }

    /// Sends each signal to a process as well. Ctrl-C reaches both of them from
    /// the terminal, so the process gets it again only if it has not ended soon.
    async fn pass_on(&mut self, process: u32) -> Infallible {
        loop {
            let signal = tokio::select! {
                _ = self.interrupt.recv() => {
                    time::sleep(PATIENCE).await;
                    SignalKind::interrupt()
                }
                _ = self.terminate.recv() => SignalKind::terminate(),
                _ = self.hang_up.recv() => SignalKind::hangup(),
            };
            command_line::send(signal.as_raw_value(), process);
        }
    }
}

/// Ctrl-C, which the terminal sends to both processes.
#[cfg(not(unix))]
struct Signals;

#[cfg(not(unix))]
impl Signals {
    fn listen() -> io::Result<Signals> {
        Ok(Signals)
    }

    async fn pass_on(&mut self, _process: u32) -> Infallible {
        loop {
            let _ = tokio::signal::ctrl_c().await;
        }
    }
}
