//! Surroundings that some versions need: a pipe that nobody reads for a while,
//! a panic that is noted rather than printed, and polls that are timed.

use std::panic;
use std::sync::Mutex;

use anyhow::Result;

use crate::beside;
use crate::timed::Polls;
use crate::work::{Answer, Input, Work};

/// Runs a version whose polls are timed.
///
/// # Errors
///
/// See [`beside::a_heartbeat`].
pub fn timed_polls(
    work: &Work,
    version: impl AsyncFnOnce(&Input, &Polls) -> Result<u64> + Send + 'static,
) -> Result<Answer> {
    let polls = Polls::default();
    let timing = polls.clone();
    let mut answer = beside::a_heartbeat(work, async move |input: &Input| {
        version(input, &timing).await
    })?;
    let polls = polls.so_far().into_iter();
    answer.polls = polls
        .map(|(name, polled)| {
            let longest = polled.longest.as_secs_f64();
            (name.to_owned(), polled.count, longest)
        })
        .collect();
    Ok(answer)
}

/// Message of the last panic.
static PANIC: Mutex<Option<String>> = Mutex::new(None);

/// Runs a version that panics in a task. The message goes into the answer.
///
/// # Errors
///
/// See [`beside::a_heartbeat`].
pub fn noted_panic(
    work: &Work,
    version: impl AsyncFnOnce(&Input) -> Result<u64> + Send + 'static,
) -> Result<Answer> {
    panic::set_hook(Box::new(|info| {
        // A message with arguments would be a `String`.
        let message = info.payload().downcast_ref::<&str>();
        let message = message.map(|message| (*message).to_owned());
        *PANIC.lock().expect("no hook panics") = message;
    }));
    let mut answer = beside::a_heartbeat(work, version)?;
    let _ = panic::take_hook();
    answer
        .said
        .extend(PANIC.lock().expect("no hook panics").take());
    Ok(answer)
}

/// Runs a version whose standard output is a pipe that is not read for a while.
///
/// # Errors
///
/// See [`beside::a_heartbeat`]. Also returns an error if there is no pipe, or
/// if a line is missing.
#[cfg(unix)]
pub fn full_pipe(
    work: &Work,
    version: impl AsyncFnOnce(&Input) -> Result<u64> + Send + 'static,
) -> Result<Answer> {
    use std::io::{self, BufRead, BufReader};
    use std::thread;
    use std::time::Duration;

    use anyhow::ensure;
    use nix::unistd;

    let silence = Duration::from_secs_f64(work.silence);
    let (reader, writer) = io::pipe()?;
    let stdout = unistd::dup(io::stdout())?;
    unistd::dup2_stdout(&writer)?;
    drop(writer);
    let reading = thread::spawn(move || {
        thread::sleep(silence);
        BufReader::new(reader).lines().count()
    });
    let answer = beside::a_heartbeat(work, version);
    // Standard output was the last way into the pipe, so the reader sees its
    // end.
    unistd::dup2_stdout(stdout)?;
    let lines = reading.join().expect("a reader does not panic");
    ensure!(lines == work.lines, "{lines} lines came out of the pipe");
    answer
}
