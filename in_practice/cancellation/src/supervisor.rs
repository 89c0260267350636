//! Starts a server, sends it requests and then SIGTERM, and counts what comes
//! of them. Like systemd, Docker or Kubernetes, it kills a server that takes
//! too long.

use std::env;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use nix::sys::signal::{self, Signal};
use nix::unistd::Pid;

use crate::work::{Answer, Ended, Work};

/// Environment variable with the version of the server.
const SERVER: &str = "CANCELLATION_SERVER";

/// Time between SIGTERM and SIGKILL.
const PATIENCE: Duration = Duration::from_secs(3);

/// Time between two looks at the process.
const PAUSE: Duration = Duration::from_millis(2);

/// Returns the version that this process has to serve with, if it was started
/// for that.
pub fn server_to_run() -> Option<String> {
    env::var(SERVER).ok()
}

/// Ends a server with requests in flight. Of ten requests, eight are uploads,
/// one waits for news, and one for a database that is silent.
///
/// # Errors
///
/// Returns an error if the server cannot be started, or does not serve.
pub fn end(work: &Work, version: &str) -> Result<Answer> {
    let mut server = Server::start(version)?;
    let mut requests = Vec::new();
    for number in 0..work.size {
        let kind = match number % 10 {
            0 => "silent",
            1 => "news",
            _ => "upload",
        };
        requests.push(Request::send(server.port, kind)?);
    }
    let started = Instant::now();
    server.send_signal(Signal::SIGTERM)?;
    // One that ends at once says nothing.
    server.read_line()?;
    requests.iter_mut().for_each(Request::send_rest);
    let status = loop {
        if let Some(status) = server.process.try_wait()? {
            break status;
        }
        if started.elapsed() > PATIENCE {
            server.send_signal(Signal::SIGKILL)?;
        }
        thread::sleep(PAUSE);
    };
    let seconds = started.elapsed().as_secs_f64();
    let killed = status.signal().map(|signal| 128 + signal);
    let answered = requests.into_iter().filter_map(Request::response).count();
    Ok(Answer::Shutdown(Ended {
        answered: answered as u64,
        cut_off: (work.size - answered) as u64,
        seconds,
        status: status.code().or(killed).context("it ended somehow")?,
    }))
}

/// A server in a process of its own, killed when it is dropped.
struct Server {
    process: Child,
    stdout: BufReader<ChildStdout>,
    port: u16,
}

impl Server {
    fn start(version: &str) -> Result<Server> {
        let mut process = Command::new(env::current_exe()?)
            .env(SERVER, version)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            // It would repeat what the row says.
            .stderr(Stdio::null())
            .spawn()?;
        let stdout = process.stdout.take().context("it was asked for")?;
        let mut server = Server {
            process,
            stdout: BufReader::new(stdout),
            port: 0,
        };
        let line = server.read_line()?;
        server.port = line.trim_end().parse().context("there is no port")?;
        Ok(server)
    }

    /// Returns the next line on its stdout, which is empty at its end.
    fn read_line(&mut self) -> Result<String> {
        let mut line = String::new();
        self.stdout.read_line(&mut line)?;
        Ok(line)
    }

    fn send_signal(&self, signal: Signal) -> Result<()> {
        let id = i32::try_from(self.process.id())?;
        Ok(signal::kill(Pid::from_raw(id), signal)?)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // This fails if it has ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A request in flight.
struct Request {
    stream: BufReader<TcpStream>,
    kind: &'static str,
}

impl Request {
    /// Sends a request, and waits until the server handles it.
    fn send(port: u16, kind: &'static str) -> Result<Request> {
        let stream = TcpStream::connect(("127.0.0.1", port))?;
        let mut stream = BufReader::new(stream);
        writeln!(stream.get_mut(), "{kind}")?;
        let mut line = String::new();
        stream.read_line(&mut line)?;
        ensure!(line == "100 Continue\n", "the server does not begin");
        Ok(Request { stream, kind })
    }

    /// Sends the rest of an upload.
    fn send_rest(&mut self) {
        if self.kind == "upload" {
            // This fails if the server has closed the connection.
            let _ = writeln!(self.stream.get_mut(), "rest");
        }
    }

    /// Returns the whole response; None if it was cut off.
    fn response(mut self) -> Option<String> {
        let mut response = String::new();
        self.stream.read_to_string(&mut response).ok()?;
        response.ends_with('\n').then_some(response)
    }
}
