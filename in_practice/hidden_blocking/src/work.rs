//! Input and output shared by all versions.

use std::fmt::Write;
use std::fs;
use std::io;
use std::net::{Ipv4Addr, SocketAddr, UdpSocket};
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

/// Sizes, as sent to the process of a version. A version needs some of them,
/// and the others are zero.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Work {
    /// Folder with the files, which are numbered from 0.
    pub folder: String,
    /// Number of files.
    pub files: usize,
    /// Number of records in the text to parse.
    pub records: usize,
    /// Number of lines to print.
    pub lines: usize,
    /// Number of name look-ups.
    pub look_ups: usize,
    /// Seconds for which a pipe, a name server or a timer stays silent.
    pub silence: f64,
    /// Maximum number of threads in the blocking pool.
    pub pool: usize,
    /// Seconds after which a loop that is still running counts as stuck. Zero
    /// means that the version is expected to end.
    pub stuck_after: f64,
    /// Expected result.
    pub expected: u64,
}

/// The input of a version.
#[derive(Debug)]
pub struct Input {
    /// Files to read.
    pub files: Vec<PathBuf>,
    /// JSON to parse: a list of records.
    pub text: String,
    /// Lines to print.
    #[cfg_attr(not(unix), expect(dead_code, reason = "full pipes need Unix"))]
    pub lines: Vec<String>,
    /// Number of name look-ups.
    pub look_ups: usize,
    /// Address of a name server that never answers.
    pub name_server: SocketAddr,
    /// Time for which whatever is waited for stays silent.
    pub silence: Duration,
    /// Socket of the name server, which nobody reads.
    _unread: UdpSocket,
}

impl Input {
    /// Makes the input.
    ///
    /// # Errors
    ///
    /// Returns an error if there is no socket for the name server.
    pub fn new(work: &Work) -> Result<Input> {
        let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0))
            .context("cannot make a socket for the name server")?;
        Ok(Input {
            files: files(work),
            text: text(work.records),
            lines: (0..work.lines).map(line).collect(),
            look_ups: work.look_ups,
            name_server: socket.local_addr()?,
            silence: Duration::from_secs_f64(work.silence),
            _unread: socket,
        })
    }
}

/// Returns the names of the files.
fn files(work: &Work) -> Vec<PathBuf> {
    let folder = Path::new(&work.folder);
    let name = |number| folder.join(format!("{number}.txt"));
    (0..work.files).map(name).collect()
}

/// Returns the size of a file: about 1,000 bytes, and not always the same.
pub fn size_of_file(number: usize) -> usize {
    1_000 + number % 49
}

/// Writes the files.
///
/// # Errors
///
/// Returns an error if one cannot be written.
pub fn write_files(work: &Work) -> io::Result<()> {
    for (number, file) in files(work).into_iter().enumerate() {
        fs::write(file, vec![b'.'; size_of_file(number)])?;
    }
    Ok(())
}

/// Returns a list of records, as JSON.
fn text(records: usize) -> String {
    let mut text = String::from("[");
    for number in 0..records {
        let comma = if number == 0 { "" } else { "," };
        let _ = write!(
            text,
            "{comma}{{\"number\":{number},\"name\":\"record {number}\",\
             \"values\":[{number}.25,{number}.5,{number}.75]}}"
        );
    }
    text.push(']');
    text
}

fn line(number: usize) -> String {
    format!("{number:>8} {:.<90}", "a line of a log ")
}

/// Asks a name server once, and waits for its answer: what the C library's
/// `getaddrinfo` does at heart, with the first bytes of a query.
///
/// # Errors
///
/// Returns an error if no answer comes in time.
pub fn look_up(server: SocketAddr, patience: Duration) -> io::Result<usize> {
    let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0))?;
    socket.set_read_timeout(Some(patience))?;
    socket.send_to(b"\x12\x34\x01\x00\x00\x01", server)?;
    socket.recv(&mut [0; 512])
}

/// Observations of a version.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Answer {
    /// Its result; None if the loop got stuck.
    pub done: Option<u64>,
    /// Ticks of the heartbeat.
    pub ticks: u64,
    /// Ticks that did not come.
    pub missed: u64,
    /// Gaps between ticks, in seconds.
    pub p50: f64,
    /// See `p50`.
    pub p99: f64,
    /// See `p50`.
    pub longest: f64,
    /// Seconds until the version had its result, or until the wait was given
    /// up.
    pub wall: f64,
    /// Seconds until the runtime had ended; None if the loop got stuck.
    pub ended: Option<f64>,
    /// Threads that the version has needed, the loop's included.
    pub threads: Option<u64>,
    /// Seconds for which the loop's thread was seen at work, without a pause.
    pub unparked: Option<f64>,
    /// Seconds for which the runtime says that its loop was busy.
    pub busy: Option<f64>,
    /// CPU time in seconds.
    pub cpu: Option<f64>,
    /// Name of each task that was watched, its number of polls, and its longest
    /// poll in seconds.
    pub polls: Vec<(String, u64, f64)>,
    /// Anything that the version or a tool said.
    pub said: Vec<String>,
}

/// Returns None: each process compares its own result with the expected one,
/// and what else it observed differs from version to version.
pub fn difference(_: &Answer, _: &Answer) -> Option<String> {
    None
}
