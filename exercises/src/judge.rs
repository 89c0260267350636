//! Runs the checks of one exercise in a process of their own, and reports the
//! outcome. Only the reports that carry the secret of this run count, not the
//! way in which the process ends, because the learner's code runs in there.

use std::fmt::Write as _;
use std::hash::{BuildHasher, RandomState};
use std::io::{self, PipeReader, Read, Write as _};
use std::path::Path;
use std::process::{self, Child, Command, ExitStatus};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, SyncSender};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};
use std::{env, thread};

use exercises::{BETWEEN, JUDGED, MARK, WIDTH, wrapped};

use crate::children;
use crate::processes;
use crate::seen::{Seen, visible};

/// Longest time for a check. On an idle machine, all checks together need only
/// a small part of it.
const DEADLINE: Duration = Duration::from_secs(20);

/// Interval at which the process is examined. At most two intervals count at
/// once, so time in which this process was stopped does not count.
const INTERVAL: Duration = Duration::from_millis(50);

/// Longest time for a process whose checks are done to end by itself.
const GRACE: Duration = Duration::from_secs(2);

/// Largest number of reports and prints that wait to be read. Their writer then
/// waits.
const WAITING: usize = 64;

/// Largest number of commands that are listed if they were left running.
const LISTED: usize = 5;

/// Beginnings and endings, in capitals, of environment variables that would
/// change a verdict: proxies, certificates, thread counts, stack sizes,
/// backtraces, and libraries that are loaded before a program.
const BEGINNINGS: &[&str] = &[
    "DYLD_INSERT_",
    "GLIBC_TUNABLES",
    "LD_AUDIT",
    "LD_PRELOAD",
    "MALLOC_",
    "RAYON_",
    "RUST_",
    "SSL_CERT_",
    "TIMELINE_",
    "TOKIO_",
    "__PROCSPAWN",
];
const ENDINGS: &[&str] = &["_PROXY"];

/// Held while a process is started, and kept for good when no other one may
/// start.
static STARTING: Mutex<()> = Mutex::new(());

/// Judges the checks in this program, and prints the report. Returns true if
/// all of them hold.
///
/// # Errors
/// Returns an error if there is no verdict: the program could not be run, or
/// has no checks.
pub fn judge(program: &Path) -> io::Result<bool> {
    processes::adopt();
    thread::spawn(end_with_stdin);
    let mut judge = Judge::default();
    loop {
        let failure = judge.process(program)?;
        let has_failed = failure.is_some();
        if has_failed || judge.ok == judge.sentences.len() {
            judge.conclude(failure);
            let _ = write!(io::stdout(), "{}", judge.said);
            return Ok(!has_failed);
        }
    }
}

/// Ends this process and its descendants when stdin ends, because its parent is
/// gone then.
fn end_with_stdin() {
    let _ = io::copy(&mut io::stdin(), &mut io::sink());
    let _for_good = STARTING.lock().unwrap_or_else(PoisonError::into_inner);
    processes::end_descendants();
    process::exit(1);
}

/// An event in the output of the process.
enum Event {
    /// A report: a word, and a text.
    Report(String, String),
    Printed(Vec<u8>),
}

/// The state of the checks.
#[derive(Default)]
struct Judge {
    page: String,
    sentences: Vec<String>,
    /// Set if each check has a process of its own.
    is_alone: bool,
    /// Number of checks that have reported that they hold.
    ok: usize,
    /// Output and panics since the last of them.
    seen: Seen,
    /// The first parts of a report that is not complete yet.
    part: String,
    /// The failure message of the check that runs now.
    failure: Option<String>,
    /// The commands that were left running.
    left: Vec<String>,
    /// The report that is printed in the end.
    said: String,
}

impl Judge {
    /// Runs all checks, or the next one, in a process. Returns the message of
    /// one that failed.
    fn process(&mut self, program: &Path) -> io::Result<Option<String>> {
        let (mut child, events) = start(program, self.ok)?;
        let first = self.ok;
        let mut left = DEADLINE;
        while self.failure.is_none() && !self.is_done(first) {
            let (before, ok) = (Instant::now(), self.ok);
            match events.recv_timeout(INTERVAL) {
                Ok(event) => self.take(event, first),
                Err(reason) => {
                    if let Some(status) = child.try_wait()? {
                        // Its last reports come first.
                        self.end(&mut child, &events, first);
                        if !self.is_done(first) && self.failure.is_none() {
                            self.failure = Some(self.ended(status)?);
                        }
                        return Ok(self.failure.take());
                    }
                    if reason == RecvTimeoutError::Disconnected {
                        thread::sleep(INTERVAL);
                    }
                }
            }
            left = left.saturating_sub(before.elapsed().min(2 * INTERVAL));
            if self.ok > ok {
                left = DEADLINE;
            }
            if left.is_zero() {
                self.failure = Some(late());
                self.end(&mut child, &events, first);
                return Ok(self.failure.take());
            }
        }
        // The verdict is known. Processes that are about to end may do so.
        let end = Instant::now() + GRACE;
        while Instant::now() < end {
            match events.recv_timeout(Duration::from_millis(5)) {
                Ok(event) => self.take(event, first),
                Err(_) => thread::sleep(Duration::from_millis(1)),
            }
            if child.try_wait()?.is_some()
                && processes::descendants(process::id()).is_empty()
            {
                break;
            }
        }
        self.end(&mut child, &events, first);
        Ok(self.failure.take())
    }

    /// Returns true if all checks of a process that began with this one are
    /// done.
    fn is_done(&self, first: usize) -> bool {
        let number = self.sentences.len();
        let last = if self.is_alone { first + 1 } else { number };
        number > 0 && self.ok == last.min(number)
    }

    /// Notes a print, or a report if the verdict is still open.
    fn take(&mut self, event: Event, first: usize) {
        let (word, text) = match event {
            Event::Printed(bytes) => return self.seen.print(&bytes),
            Event::Report(word, text) => (word, text),
        };
        if word.is_empty() {
            return self.part.push_str(&text);
        }
        let text = std::mem::take(&mut self.part) + &text;
        if word == "panic" {
            self.seen.panic(&text);
        } else if self.failure.is_some() || self.is_done(first) {
        } else if word == "checks" && self.sentences.is_empty() {
            let mut words = text.split(BETWEEN).map(str::to_owned);
            self.page = words.next().unwrap_or_default();
            self.is_alone = words.next().is_some_and(|word| word == "alone");
            self.sentences = words.collect();
        } else if word == "ok" && !self.sentences.is_empty() {
            self.said += &self.seen.text();
            let sentence = &self.sentences[self.ok];
            let _ = writeln!(self.said, "  ok       {sentence}");
            for line in text.lines() {
                let _ = writeln!(self.said, "{}", visible(line));
            }
            self.ok += 1;
        } else if word == "failed" {
            self.failure = Some(text);
        }
    }

    /// Ends a process and its descendants, and reads the rest of its output.
    fn end(
        &mut self,
        child: &mut Child,
        events: &Receiver<Event>,
        first: usize,
    ) {
        let others = processes::descendants(process::id()).into_iter();
        let others = others.filter(|id| *id != child.id());
        self.left.extend(others.filter_map(processes::command));
        end_group(child);
        let _ = child.kill();
        processes::end_descendants();
        // This cannot fail: the child was started, and is killed.
        let _ = child.wait();
        let end = Instant::now() + GRACE;
        while Instant::now() < end {
            match events.recv_timeout(INTERVAL) {
                Ok(event) => self.take(event, first),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
        }
    }

    /// Returns a message about a process that has ended during a check.
    fn ended(&self, status: ExitStatus) -> io::Result<String> {
        if self.sentences.is_empty() {
            let words = format!("the checks did not begin: {status}");
            return Err(io::Error::other(words));
        }
        Ok(match status.code() {
            Some(code) => format!(
                "The program ended with status {code} in the middle of this \
                 check. Something called `std::process::exit`. Return from \
                 your code instead, because the check goes on after it."
            ),
            None => format!(
                "The program ended in the middle of this check: {}.",
                signal(status)
            ),
        })
    }

    /// Adds the end of the report.
    fn conclude(&mut self, failure: Option<String>) {
        self.said += &self.seen.text();
        let mut lines = Vec::new();
        let left = self.sentences.iter().skip(self.ok).enumerate();
        for (index, sentence) in left {
            let mark = if index == 0 { "not yet" } else { "-" };
            lines.push(format!("  {mark:<9}{sentence}"));
            if index == 0 {
                let message = failure.as_deref().unwrap_or_default();
                let message = wrapped(message, WIDTH - 11).into_iter();
                lines.extend(
                    message.map(|line| format!("{:11}{}", "", visible(&line))),
                );
            }
        }
        if !self.left.is_empty() {
            let words = "Your code left these processes running, and they were \
                         ended:";
            lines.push(format!("\n  {words}"));
            lines.extend(listed(&self.left));
        }
        if failure.is_some() {
            lines.push(format!("\n  Read more: book/src/{}.md", self.page));
        }
        for line in lines {
            self.said += &line;
            self.said.push('\n');
        }
    }
}

/// Returns the message about a check that does not end.
fn late() -> String {
    format!(
        "This check didn't finish within {} s. The code waits for something \
         that never happens, loops forever, or is far too slow.",
        DEADLINE.as_secs()
    )
}

/// Returns lines with commands and their counts, but only the first few.
fn listed(commands: &[String]) -> Vec<String> {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for command in commands {
        match counts.iter_mut().find(|(seen, _)| seen == command) {
            Some((_, count)) => *count += 1,
            None => counts.push((command, 1)),
        }
    }
    let line = |(command, count): &(&str, usize)| match count {
        1 => format!("    {}", visible(command)),
        _ => format!("    {} ({count} times)", visible(command)),
    };
    let mut lines: Vec<String> = counts.iter().take(LISTED).map(line).collect();
    if counts.len() > LISTED {
        lines.push(format!("    and {} others", counts.len() - LISTED));
    }
    lines
}

/// Starts a process of checks, beginning with the check number `first`.
fn start(program: &Path, first: usize) -> io::Result<(Child, Receiver<Event>)> {
    let random = || RandomState::new().hash_one(0);
    let secret = format!("{:016x}{:016x}", random(), random());
    let (reader, writer) = io::pipe()?;
    let mut command = Command::new(program);
    command.arg(JUDGED).stdin(process::Stdio::piped());
    command.stdout(writer.try_clone()?).stderr(writer);
    clean(&mut command);
    // Signals that the learner's code sends to its group reach no other
    // process.
    children::own_group(&mut command);
    let starting = STARTING.lock().unwrap_or_else(PoisonError::into_inner);
    let mut child = command.spawn()?;
    drop(starting);
    // After this, only the child has the write ends of the pipe.
    drop(command);
    if let Some(mut stdin) = child.stdin.take() {
        // This fails if the child has already ended, which is noticed later.
        let _ = writeln!(stdin, "{secret} {first}");
    }
    let (sender, events) = mpsc::sync_channel(WAITING);
    thread::spawn(move || read(reader, secret.as_bytes(), &sender));
    Ok((child, events))
}

/// Removes environment variables that would change a verdict.
fn clean(command: &mut Command) {
    for (name, _) in env::vars_os() {
        let capitals = name.to_string_lossy().to_ascii_uppercase();
        if BEGINNINGS.iter().any(|it| capitals.starts_with(it))
            || ENDINGS.iter().any(|it| capitals.ends_with(it))
        {
            command.env_remove(&name);
        }
    }
    if !env::temp_dir().is_dir() {
        command.env_remove("TMPDIR");
    }
}

/// Reads the output of the process, and the reports in it.
fn read(mut pipe: PipeReader, secret: &[u8], events: &SyncSender<Event>) {
    let mut buffer = vec![0; 64 * 1024];
    let mut rest: Vec<u8> = Vec::new();
    while let Ok(length @ 1..) = pipe.read(&mut buffer) {
        rest.extend(&buffer[..length]);
        while let Some(end) = rest.iter().position(|byte| *byte == MARK) {
            let part: Vec<u8> = rest.drain(..=end).collect();
            let part = &part[..end];
            let event = match part.strip_prefix(secret) {
                Some(report) => {
                    let report = String::from_utf8_lossy(report);
                    let parts = report.split_once(' ').unwrap_or_default();
                    Event::Report(parts.0.to_owned(), parts.1.to_owned())
                }
                None if part.is_empty() => continue,
                None => Event::Printed(part.to_owned()),
            };
            if events.send(event).is_err() {
                return;
            }
        }
        // The beginning of a report is kept until its end arrives.
        let begin = rest.len().min(secret.len());
        if rest[..begin] != secret[..begin]
            && events.send(Event::Printed(rest.split_off(0))).is_err()
        {
            return;
        }
    }
    let _ = events.send(Event::Printed(rest));
}

/// Kills all processes in the group of `child`.
#[cfg(unix)]
fn end_group(child: &Child) {
    use nix::sys::signal::{self, Signal};
    use nix::unistd::Pid;

    let group = Pid::from_raw(child.id().try_into().expect("an id"));
    // This fails if the group is empty.
    let _ = signal::killpg(group, Signal::SIGKILL);
}

#[cfg(not(unix))]
fn end_group(_child: &Child) {}

/// Describes the signal that ended a process.
#[cfg(unix)]
fn signal(status: ExitStatus) -> String {
    use std::os::unix::process::ExitStatusExt;

    use nix::sys::signal::Signal;

    let number = status.signal().unwrap_or_default();
    let signal = Signal::try_from(number);
    let name = signal.map_or("a signal", Signal::as_str);
    let why = match signal {
        Ok(Signal::SIGABRT) => {
            "It was aborted, for example by a stack overflow, by a panic \
             during a panic, because memory ran out, or by \
             `std::process::abort`"
        }
        Ok(Signal::SIGKILL) => {
            "It was killed by your code, or by the OS because memory ran out"
        }
        Ok(Signal::SIGSEGV | Signal::SIGBUS) => {
            "It accessed memory that it doesn't own, as `unsafe` code can"
        }
        Ok(Signal::SIGILL | Signal::SIGTRAP) => {
            "It reached an instruction that ends a program"
        }
        _ => "Something sent it that signal, and it had no handler",
    };
    format!("signal {number}, {name}. {why}")
}

#[cfg(not(unix))]
fn signal(status: ExitStatus) -> String {
    status.to_string()
}
