//! The cost of a bare message: a few bytes through a pipe to another process,
//! and back.

use std::io::{self, Read, Write};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Number of messages, sent one after another.
const MESSAGES: u32 = 2_000;

/// Bytes per message, as in a number.
const BYTES: usize = 8;

/// Returns the median wall time of a round trip through `cat`.
///
/// # Errors
///
/// Returns an error if there is no `cat`, as on Windows.
pub fn round_trip() -> io::Result<Duration> {
    let mut cat = Command::new("cat")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut there = cat.stdin.take().expect("it is piped");
    let mut back = cat.stdout.take().expect("it is piped");
    let mut message = [0; BYTES];
    let mut round_trip = || {
        let started = Instant::now();
        there.write_all(&message)?;
        back.read_exact(&mut message)?;
        Ok(started.elapsed())
    };
    let times: io::Result<Vec<_>> =
        (0..MESSAGES).map(|_| round_trip()).collect();
    // cat ends at the end of its input.
    drop(there);
    cat.wait()?;
    let mut times = times?;
    times.sort_unstable();
    Ok(times[times.len() / 2])
}
