//! The engine: a Redis or Valkey server of our own, on a free port of this
//! machine, with a password and a folder of its own.
//!
//! A keeper starts it: this program once more, as `engine`. It ends the server
//! and removes the folder when its standard input ends, which happens however
//! the process at the other end may have ended.

use std::collections::hash_map::RandomState;
use std::fs::{self, DirBuilder};
use std::hash::BuildHasher;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{
    self, Child, ChildStdin, ChildStdout, Command, ExitCode, Stdio,
};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};
use std::{env, thread};

use anyhow::{Context, Result, bail, ensure};
use redis::Client;

/// Programs that we can use, as one or the other comes with a system.
const PROGRAMS: [&str; 2] = ["redis-server", "valkey-server"];

/// Line that makes the keeper kill the server and start it again.
const RESTART: &str = "restart";

/// Number of ports that are tried: between our choice and the server's start,
/// another program may take one.
const PORTS: usize = 10;

/// Time in which the server has to answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// Time between two attempts to reach it.
const PAUSE: Duration = Duration::from_millis(5);

/// Returns the path of a server, or a sentence that says how to install one.
///
/// # Errors
///
/// Returns an error if there is none.
pub fn program() -> Result<PathBuf, String> {
    let folders = env::var_os("PATH").unwrap_or_default();
    let names = PROGRAMS.iter();
    let mut paths = names.flat_map(|name| {
        let folders = env::split_paths(&folders).collect::<Vec<_>>();
        folders.into_iter().map(move |folder| {
            folder.join(name).with_extension(env::consts::EXE_EXTENSION)
        })
    });
    paths.find(|path| path.is_file()).ok_or_else(|| {
        "there is no redis-server and no valkey-server: install one with \
         apt install redis-server (Debian, Ubuntu) or brew install redis \
         (macOS)"
            .to_owned()
    })
}

/// An engine.
pub struct Engine {
    url: String,
    /// None if it was running before us.
    keeper: Option<Keeper>,
}

struct Keeper {
    process: Child,
    stdin: Option<ChildStdin>,
    stdout: BufReader<ChildStdout>,
}

impl Engine {
    /// Returns one that is running already.
    pub fn running(url: String) -> Engine {
        Engine { url, keeper: None }
    }

    /// Starts one.
    ///
    /// # Errors
    ///
    /// Returns an error if there is none, or if it does not answer.
    pub fn start() -> Result<Engine> {
        program().map_err(anyhow::Error::msg)?;
        let mut command = Command::new(env::current_exe()?);
        command
            .arg("engine")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        apart(&mut command);
        let mut process = command.spawn().context("cannot start the engine")?;
        let stdout = process.stdout.take().context("it was asked for")?;
        let mut keeper = Keeper {
            stdin: process.stdin.take(),
            stdout: BufReader::new(stdout),
            process,
        };
        let password = random();
        let port = keeper.say(&password)?;
        Ok(Engine {
            url: url(&password, port),
            keeper: Some(keeper),
        })
    }

    /// Returns its URL, which holds the password.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Kills it (SIGKILL) and starts it again, on the same port and the same
    /// files.
    ///
    /// # Errors
    ///
    /// Returns an error if it does not answer.
    #[cfg(unix)]
    pub fn restart(&mut self) -> Result<()> {
        let keeper = self.keeper.as_mut().context("it is not ours")?;
        keeper.say(RESTART)?;
        Ok(())
    }

    /// Ends it, if it is ours.
    ///
    /// # Errors
    ///
    /// Returns an error if its folder cannot be removed.
    pub fn end(mut self) -> Result<()> {
        if let Some(keeper) = &mut self.keeper {
            drop(keeper.stdin.take());
            let status = keeper.process.wait()?;
            ensure!(status.success(), "the engine's keeper: {status}");
        }
        Ok(())
    }
}

impl Keeper {
    /// Sends a line, and returns the port that is the answer.
    fn say(&mut self, line: &str) -> Result<u16> {
        let stdin = self.stdin.as_mut().context("it has not ended")?;
        writeln!(stdin, "{line}").context("the engine's keeper is gone")?;
        let mut answer = String::new();
        self.stdout.read_line(&mut answer)?;
        answer
            .trim_end()
            .parse()
            .context("the engine does not start")
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        drop(self.stdin.take());
        // There is no one left to tell.
        let _ = self.process.wait();
    }
}

/// Returns the URL of a server on this machine.
fn url(password: &str, port: u16) -> String {
    format!("redis://:{password}@127.0.0.1:{port}")
}

/// Returns 128 random bits in hexadecimal. `RandomState` hashes with a key that
/// comes from the operating system.
fn random() -> String {
    let state = RandomState::new();
    format!("{:016x}{:016x}", state.hash_one(0), state.hash_one(1))
}

/// Starts a process in a group of its own: a signal for the group of this one,
/// such as Ctrl-C, does not end the keeper before it has cleaned up.
#[cfg(unix)]
fn apart(command: &mut Command) {
    use std::os::unix::process::CommandExt;

    command.process_group(0);
}

#[cfg(not(unix))]
fn apart(_: &mut Command) {}

/// Keeps a server until standard input ends, or until a signal. The first line
/// is the password; the port is printed.
pub fn keep() -> ExitCode {
    match kept() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            command_line::print_error(&format!("{error:#}"));
            ExitCode::FAILURE
        }
    }
}

fn kept() -> Result<()> {
    let lines = lines()?;
    let Ok(Some(password)) = lines.recv() else {
        return Ok(());
    };
    let folder = Folder::new()?;
    let mut server = Server::on_free_port(&password, folder.path())?;
    println!("{}", server.port);
    while let Ok(Some(line)) = lines.recv() {
        ensure!(line == RESTART, "the keeper knows no {line:?}");
        let port = server.port;
        drop(server);
        server = Server::start(&password, port, folder.path())?;
        println!("{port}");
    }
    Ok(())
}

/// Returns the lines of standard input. None is its end, or a signal.
fn lines() -> Result<Receiver<Option<String>>> {
    let (sender, lines) = mpsc::channel();
    let signalled = sender.clone();
    ctrlc::set_handler(move || {
        // Without a receiver, this program is ending anyway.
        let _ = signalled.send(None);
    })?;
    thread::Builder::new().spawn(move || {
        for line in io::stdin().lines() {
            let Ok(line) = line else { break };
            if sender.send(Some(line)).is_err() {
                return;
            }
        }
        let _ = sender.send(None);
    })?;
    Ok(lines)
}

/// A folder that is removed when this is dropped.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Result<Folder> {
        let name = format!(".beyond_one_machine-engine-{}", process::id());
        let path = env::temp_dir().join(name);
        let mut builder = DirBuilder::new();
        for_the_user_only(&mut builder);
        builder.create(&path).context("cannot make a folder")?;
        Ok(Folder(path))
    }

    fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // There is no one left to tell.
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[cfg(unix)]
fn for_the_user_only(builder: &mut DirBuilder) {
    use std::os::unix::fs::DirBuilderExt;

    builder.mode(0o700);
}

#[cfg(not(unix))]
fn for_the_user_only(_: &mut DirBuilder) {}

/// A running server, killed when this is dropped.
struct Server {
    process: Child,
    port: u16,
}

impl Server {
    fn on_free_port(password: &str, folder: &Path) -> Result<Server> {
        let mut tries = 0;
        loop {
            let port = free_port()?;
            tries += 1;
            match Server::start(password, port, folder) {
                Err(_) if tries < PORTS => {}
                started => return started,
            }
        }
    }

    fn start(password: &str, port: u16, folder: &Path) -> Result<Server> {
        let program = program().map_err(anyhow::Error::msg)?;
        let process = Command::new(program)
            .arg("-")
            .current_dir(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .context("cannot start the server")?;
        let mut server = Server { process, port };
        let stdin = server.process.stdin.take();
        let mut stdin = stdin.context("it was asked for")?;
        write!(stdin, "{}", settings(password, port))?;
        drop(stdin);
        server.wait_until_ready(password)?;
        Ok(server)
    }

    fn wait_until_ready(&mut self, password: &str) -> Result<()> {
        let client = Client::open(url(password, self.port))?;
        let started = Instant::now();
        loop {
            if let Some(status) = self.process.try_wait()? {
                bail!("the server ended at once: {status}");
            }
            let connected = client.get_connection_with_timeout(PATIENCE);
            let answer = connected.and_then(|mut connection| {
                connection.set_read_timeout(Some(PATIENCE))?;
                redis::cmd("PING").query::<String>(&mut connection)
            });
            match answer {
                Ok(_) => return Ok(()),
                Err(error) if started.elapsed() > PATIENCE => {
                    return Err(error).context("the server does not answer");
                }
                Err(_) => thread::sleep(PAUSE),
            }
        }
    }
}

/// Returns a port that no program listens on, at the moment.
fn free_port() -> io::Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    Ok(listener.local_addr()?.port())
}

impl Drop for Server {
    fn drop(&mut self) {
        // These fail if it has ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Returns the server's settings. It reads them from standard input, so the
/// password is neither in a file nor on a command line.
///
/// `appendfsync always`: a command is answered when it is on the disk. With
/// `everysec`, a second of answered commands may be lost.
fn settings(password: &str, port: u16) -> String {
    format!(
        "bind 127.0.0.1\n\
         port {port}\n\
         requirepass {password}\n\
         daemonize no\n\
         save \"\"\n\
         appendonly yes\n\
         appendfsync always\n"
    )
}
