//! The test server, in its own process.

use std::env;
use std::io::{self, BufRead, BufReader, Read};
use std::process::{ChildStdin, ChildStdout, Command, ExitCode, Stdio};

use serde::Deserialize;
use serde_json::json;

use crate::comparison::Server;
use crate::interrupt::Process;
use crate::role::{ROLE, SERVE};
use crate::system;

/// Start of the line that a server prints instead of a URL if it cannot serve.
const ERROR: &str = "Error: ";

/// Serves, in the process that was started for it.
pub(crate) fn serve<Work>(server: &Server<Work>) -> ExitCode {
    system::end_with_parent();
    match (server.serve)() {
        Ok(()) => {
            let cpu = system::usage().map(|used| used.cpu().as_secs_f64());
            println!("{}", json!(cpu));
            ExitCode::SUCCESS
        }
        Err(error) => {
            println!("{ERROR}{}", command_line::in_words(&error));
            ExitCode::FAILURE
        }
    }
}

/// A running test server. It ends when it is dropped.
pub(crate) struct Running {
    pub(crate) url: String,
    stdin: ChildStdin,
    stdout: BufReader<ChildStdout>,
    _process: Process,
}

/// Counts of a test server.
#[derive(Debug, Deserialize)]
pub(crate) struct Seen {
    pub(crate) requests: u64,
    pub(crate) peak: u64,
    /// CPU time in seconds, start-up included.
    #[serde(skip)]
    pub(crate) cpu: Option<f64>,
}

impl Running {
    pub(crate) fn start() -> io::Result<Running> {
        let mut command = Command::new(env::current_exe()?);
        command
            .env(ROLE, SERVE)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        let (process, pipes) = Process::start(&mut command, |child| {
            child.stdin.take().zip(child.stdout.take())
        })?;
        let (stdin, stdout) = pipes.expect("both pipes were asked for");
        let mut stdout = BufReader::new(stdout);
        let mut url = String::new();
        stdout.read_line(&mut url)?;
        if let Some(error) = url.strip_prefix(ERROR) {
            return Err(io::Error::other(error.trim_end()));
        }
        if url.is_empty() {
            return Err(io::Error::other("it ended at once"));
        }
        Ok(Running {
            url: url.trim_end().to_owned(),
            stdin,
            stdout,
            _process: process,
        })
    }

    /// Ends the server, and returns its counts.
    pub(crate) fn end(mut self) -> io::Result<Seen> {
        drop(self.stdin);
        let mut said = String::new();
        self.stdout.read_to_string(&mut said)?;
        let (seen, cpu) = said.trim_end().rsplit_once('\n').unwrap_or_default();
        Ok(Seen {
            cpu: serde_json::from_str(cpu)?,
            ..serde_json::from_str(seen)?
        })
    }
}
