//! A host that is a network namespace: a process with a network of its own, and
//! one wire to ours that can be cut. The kernel removes all of it when the
//! process ends, however it ends.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::{self, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use tokio::net::{TcpListener, TcpStream};
use tokio::{io, task, time};

/// Script of the process: it lays the wire, waits for the URL of the engine, and
/// becomes the worker.
const SCRIPT: &str = "
    set -e
    program=$0 wire=$1 owner=$2 address=$3 variable=$4
    shift 4
    ip link add wire type veth peer name $wire netns $owner
    ip addr add $address/30 dev wire
    ip link set wire up
    ip link set lo up
    read -r url
    export $variable=$url
    exec $program \"$@\"";

/// Time in which the wire has to be there.
const PATIENCE: Duration = Duration::from_secs(5);

/// Time between two looks.
const PAUSE: Duration = Duration::from_millis(2);

/// Address of this machine, without its port, in the URLs of our servers.
const LOOPBACK: &str = "127.0.0.1:";

/// Returns true if this system lets us make a network of our own: Linux, as
/// root, with iproute2.
pub fn is_possible() -> bool {
    let made = Command::new("unshare")
        .args(["--net", "ip", "link", "add", "wire", "type", "veth"])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    made.is_ok_and(|status| status.success())
}

/// A host.
pub struct Host {
    /// Name of our end of the wire.
    wire: String,
    ours: Ipv4Addr,
    theirs: Ipv4Addr,
    /// Process of the worker.
    worker: u32,
}

impl Host {
    /// Returns a host whose names and addresses no other process uses.
    pub fn new() -> Host {
        let id = process::id();
        let [_, _, third, fourth] = (id << 2).to_be_bytes();
        let address = |last| Ipv4Addr::new(10, 213, third, fourth + last);
        Host {
            wire: format!("wire{id}"),
            ours: address(1),
            theirs: address(2),
            worker: 0,
        }
    }

    /// Returns a command that runs a program there, with the arguments that are
    /// added. The program starts when standard input has a line with the URL of
    /// the engine.
    pub fn command(&self, program: &Path) -> Command {
        let mut command = Command::new("unshare");
        command
            .args(["--net", "sh", "-c", SCRIPT])
            .arg(program)
            .args([&self.wire, &process::id().to_string()])
            .args([&self.theirs.to_string(), super::address::VARIABLE])
            .stdin(Stdio::piped());
        command
    }

    /// Connects this machine to the host of that process.
    pub async fn connect(mut self, worker: u32) -> Result<Host> {
        self.worker = worker;
        let started = Instant::now();
        let ours = PathBuf::from(format!("/sys/class/net/{}", self.wire));
        while !ours.exists() {
            ensure!(started.elapsed() < PATIENCE, "there is no wire");
            time::sleep(PAUSE).await;
        }
        let address = format!("{}/30", self.ours);
        ip(&["addr", "add", &address, "dev", &self.wire])?;
        ip(&["link", "set", &self.wire, "up"])?;
        Ok(self)
    }

    /// Returns the URL under which the host reaches a server on our loopback:
    /// that of a relay.
    pub async fn relay(&self, url: &str) -> Result<String> {
        let (before, rest) = url.split_once(LOOPBACK).context("it is here")?;
        let end = rest.find('/').unwrap_or(rest.len());
        let (port, path) = rest.split_at(end);
        let server = SocketAddr::from((Ipv4Addr::LOCALHOST, port.parse()?));
        let listener = TcpListener::bind((self.ours, 0)).await?;
        let relay = listener.local_addr()?;
        task::spawn(async move {
            while let Ok((mut client, _)) = listener.accept().await {
                task::spawn(async move {
                    let mut server = TcpStream::connect(server).await?;
                    io::copy_bidirectional(&mut client, &mut server).await
                });
            }
        });
        Ok(format!("{before}{relay}{path}"))
    }

    /// Cuts the wire, at their end: nothing arrives, and no one is told.
    pub fn cut_off(&self) -> Result<()> {
        self.set("down")
    }

    /// Repairs the wire.
    pub fn connect_again(&self) -> Result<()> {
        self.set("up")
    }

    fn set(&self, state: &str) -> Result<()> {
        let worker = self.worker.to_string();
        let mut command = Command::new("nsenter");
        command.args(["--net", "--target", &worker, "ip", "link", "set"]);
        command.args(["wire", state]);
        run(&mut command)
    }
}

fn ip(arguments: &[&str]) -> Result<()> {
    run(Command::new("ip").args(arguments))
}

fn run(command: &mut Command) -> Result<()> {
    let output = command.output()?;
    let said = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "{command:?}: {}", said.trim());
    Ok(())
}
