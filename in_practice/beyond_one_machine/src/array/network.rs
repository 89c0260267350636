//! Two hosts in a network of their own: namespaces of this machine's kernel,
//! each with an ssh server. They have no names outside and no files but those in
//! the folder, and are gone with the processes in them.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, Command, Stdio};
use std::{env, process};

use anyhow::{Context, Result, bail, ensure};
use nix::sched::{self, CloneFlags};

/// Names of the hosts.
pub const HOSTS: [&str; 2] = ["host1", "host2"];

/// Programs that it takes.
const PROGRAMS: [&str; 5] = ["ip", "unshare", "ssh", "ssh-keygen", "sshd"];

/// Folders of programs that may not be on the path.
const FOLDERS: [&str; 2] = ["/usr/sbin", "/sbin"];

/// Script of a host, in its own network: a cable to the network of the process
/// `$1`, whose other end is called `$2`; its address `$3`; and a server with the
/// configuration `$4`. `/run` is its own, because the server needs a folder
/// there.
const HOST: &str = r#"
set -e
ip link set lo up
ip link add cable type veth peer name "$2" netns "$1"
ip address add "$3/24" dev cable
ip link set cable up
exec unshare --pid --mount --fork --kill-child sh -c '
    set -e
    mount -t tmpfs run /run
    mkdir -m 755 /run/sshd
    exec "$1" -D -e -f "$0"
' "$4" "$5"
"#;

/// Returns whether this process may make such a network.
pub fn is_possible() -> bool {
    let is_root = fs::metadata("/proc/self").is_ok_and(|it| it.uid() == 0);
    is_root
        && PROGRAMS.iter().all(|name| program(name).is_some())
        && done(Command::new("unshare").args([
            "--net", "--pid", "--mount", "--fork", "mount", "-t", "tmpfs",
            "run", "/run",
        ]))
        .is_ok()
}

/// Two hosts, and the cables to them.
pub struct Network {
    hosts: Vec<Host>,
    config: PathBuf,
}

impl Network {
    /// Makes the network, and moves this thread into it, with the processes that
    /// it starts from now on. The chunks on each host add lines to the file
    /// `log-` and its name in the folder.
    pub fn new(folder: &Path) -> Result<Network> {
        sched::unshare(CloneFlags::CLONE_NEWNET).context("no namespace")?;
        done(Command::new("ip").args(["link", "set", "lo", "up"]))?;
        let key = new_key(folder, "key")?;
        let mut config = format!(
            "IdentityFile \"{}\"\nIdentitiesOnly yes\nBatchMode yes\n\
             UserKnownHostsFile \"{}\"\nGlobalKnownHostsFile none\n\
             ServerAliveInterval 1\nServerAliveCountMax 2\nConnectTimeout 2\n\
             LogLevel ERROR\n",
            key.display(),
            folder.join("known_hosts").display(),
        );
        let mut known_hosts = String::new();
        let mut hosts = Vec::new();
        for (number, name) in HOSTS.into_iter().enumerate() {
            let address = format!("10.0.{number}.2");
            let host_key = new_key(folder, name)?;
            let public = fs::read_to_string(host_key.with_extension("pub"))?;
            known_hosts += &format!("{name} {public}");
            config += &format!(
                "Host {name}\n  HostName {address}\n  HostKeyAlias {name}\n"
            );
            let server = format!(
                "ListenAddress {address}\nHostKey \"{}\"\n\
                 AuthorizedKeysFile \"{}.pub\"\nStrictModes no\nUsePAM no\n\
                 PasswordAuthentication no\nPermitRootLogin yes\n\
                 PidFile none\nSetEnv CHUNK_LOG=\"{}\"\n",
                host_key.display(),
                key.display(),
                folder.join(format!("log-{name}")).display(),
            );
            new_file(&folder.join(format!("log-{name}")), "")?;
            let file = folder.join(format!("sshd-{name}"));
            new_file(&file, &server)?;
            hosts.push(Host::start(name, &address, &file)?);
            let near = format!("10.0.{number}.1/24");
            let ip = ["address", "add", &near, "dev", name];
            done(Command::new("ip").args(ip))?;
            done(Command::new("ip").args(["link", "set", name, "up"]))?;
        }
        new_file(&folder.join("known_hosts"), &known_hosts)?;
        let file = folder.join("ssh_config");
        new_file(&file, &config)?;
        Ok(Network {
            hosts,
            config: file,
        })
    }

    /// Returns the command that reaches its hosts, for a shell.
    pub fn ssh(&self) -> String {
        let config = self.config.display().to_string();
        format!("ssh -F '{}'", config.replace('\'', r"'\''"))
    }

    /// Pulls the cable of a host.
    pub fn cut_off(&self, host: &str) -> Result<()> {
        done(Command::new("ip").args(["link", "set", host, "down"]))
    }
}

/// A host: the processes in its namespace. They end when it is dropped.
struct Host {
    process: Child,
    stderr: BufReader<ChildStderr>,
}

impl Host {
    fn start(name: &str, address: &str, config: &Path) -> Result<Host> {
        let server = program("sshd").context("there is no sshd")?;
        let mut process = Command::new("unshare")
            .args(["--net", "sh", "-c", HOST, "sh"])
            .args([&process::id().to_string(), name, address])
            .args([config, &server])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()?;
        let stderr = process.stderr.take().context("it was asked for")?;
        let mut host = Host {
            process,
            stderr: BufReader::new(stderr),
        };
        let mut said = String::new();
        while !said.contains("Server listening on") {
            let length = host.stderr.read_line(&mut said)?;
            ensure!(length > 0, "{name} cannot be started: {said}");
        }
        Ok(host)
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        // With the first process of a namespace, the kernel ends all others.
        let _ = self.process.kill();
        let _ = self.process.wait();
        // Each of them has its end of this pipe.
        let _ = self.stderr.read_to_end(&mut Vec::new());
    }
}

impl Drop for Network {
    fn drop(&mut self) {
        self.hosts.clear();
    }
}

/// Makes a pair of keys. Returns the file of the private one.
fn new_key(folder: &Path, name: &str) -> Result<PathBuf> {
    let file = folder.join(name);
    done(
        Command::new("ssh-keygen")
            .args(["-q", "-t", "ed25519", "-N", "", "-C", name, "-f"])
            .arg(&file),
    )?;
    Ok(file)
}

fn new_file(path: &Path, text: &str) -> Result<()> {
    let mut options = fs::OpenOptions::new();
    let mut file = options
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)?;
    Ok(file.write_all(text.as_bytes())?)
}

/// Runs a command, which must succeed.
fn done(command: &mut Command) -> Result<()> {
    let name = command.get_program().display().to_string();
    let ended = command
        .stdin(Stdio::null())
        .output()
        .context(name.clone())?;
    if !ended.status.success() {
        bail!("{name}: {}", String::from_utf8_lossy(&ended.stderr).trim());
    }
    Ok(())
}

/// Returns the file of a program.
fn program(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let folders = env::split_paths(&path);
    let folders = folders.chain(FOLDERS.iter().map(PathBuf::from));
    folders.map(|it| it.join(name)).find(|it| it.is_file())
}
