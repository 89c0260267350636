//! Runs the checks of one exercise in a process of their own, and says how they
//! went. What counts is what each check reports with the secret of this run,
//! and not how the process ends: the learner's code runs in there.

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

/// How long a check may take. All of them are done in a small part of it, on a
/// machine with nothing else to do.
const DEADLINE: Duration = Duration::from_secs(20);

/// How long one look at the process takes. No more than two of them count: the
/// time in which this process was stopped is nobody's.
const LOOK: Duration = Duration::from_millis(50);

/// How long what has done its work may take to end by itself.
const GRACE: Duration = Duration::from_secs(2);

/// Number of reports and prints that wait to be read: their writer then waits.
const WAITING: usize = 64;

/// Number of commands that are named if they were left running.
const LISTED: usize = 5;

/// What a variable of the environment begins or ends with, in capitals, that
/// would change a verdict: proxies, certificates, numbers of threads, sizes of
/// stacks, backtraces, and what is loaded before a program.
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

/// Held while a process is started, and for good when no other one may be.
static STARTING: Mutex<()> = Mutex::new(());

/// Judges the checks in this program, and prints what is said of them. Returns
/// whether all of them hold.
///
/// # Errors
/// There is no verdict: the program could not be run, or has no checks.
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

/// Ends this process, with all that it has started, when stdin ends: then
/// whoever has started it is gone.
fn end_with_stdin() {
    let _ = io::copy(&mut io::stdin(), &mut io::sink());
    let _for_good = STARTING.lock().unwrap_or_else(PoisonError::into_inner);
    processes::end_descendants();
    process::exit(1);
}

/// What comes out of the process.
enum Event {
    /// A report: a word, and a text.
    Report(String, String),
    Printed(Vec<u8>),
}

/// What is known of the checks.
#[derive(Default)]
struct Judge {
    page: String,
    sentences: Vec<String>,
    /// Whether each check has a process of its own.
    is_alone: bool,
    /// Number of checks that have said that they hold.
    ok: usize,
    /// What was seen since the last of them.
    seen: Seen,
    /// A report of which the rest is still to come.
    part: String,
    /// Why the check that runs now has failed.
    failure: Option<String>,
    /// What was left running.
    left: Vec<String>,
    /// What is said in the end.
    said: String,
}

impl Judge {
    /// Runs all checks, or the next one, in a process. Returns why one failed.
    fn process(&mut self, program: &Path) -> io::Result<Option<String>> {
        let (mut child, events) = start(program, self.ok)?;
        let first = self.ok;
        let mut left = DEADLINE;
        while self.failure.is_none() && !self.is_done(first) {
            let (before, ok) = (Instant::now(), self.ok);
            match events.recv_timeout(LOOK) {
                Ok(event) => self.take(event, first),
                Err(reason) => {
                    if let Some(status) = child.try_wait()? {
                        // What it has still said comes first.
                        self.end(&mut child, &events, first);
                        if !self.is_done(first) && self.failure.is_none() {
                            self.failure = Some(self.ended(status)?);
                        }
                        return Ok(self.failure.take());
                    }
                    if reason == RecvTimeoutError::Disconnected {
                        thread::sleep(LOOK);
                    }
                }
            }
            left = left.saturating_sub(before.elapsed().min(2 * LOOK));
            if self.ok > ok {
                left = DEADLINE;
            }
            if left.is_zero() {
                self.failure = Some(late());
                self.end(&mut child, &events, first);
                return Ok(self.failure.take());
            }
        }
        // The verdict is known. What is about to end may do so.
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

    /// Whether the checks of a process that began with this one are done.
    fn is_done(&self, first: usize) -> bool {
        let number = self.sentences.len();
        let last = if self.is_alone { first + 1 } else { number };
        number > 0 && self.ok == last.min(number)
    }

    /// Notes a report, unless all is said, or a print.
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
            self.said += &self.seen.told();
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

    /// Ends a process with all that it has started, and reads what there is.
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
        // It was started, and is killed.
        let _ = child.wait();
        let end = Instant::now() + GRACE;
        while Instant::now() < end {
            match events.recv_timeout(LOOK) {
                Ok(event) => self.take(event, first),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
        }
    }

    /// Returns what is said of a process that has ended in a check.
    fn ended(&self, status: ExitStatus) -> io::Result<String> {
        if self.sentences.is_empty() {
            let words = format!("the checks did not begin: {status}");
            return Err(io::Error::other(words));
        }
        Ok(match status.code() {
            Some(code) => format!(
                "The program ended with status {code} in the middle of this \
                 check. Something called `std::process::exit`: your code must \
                 return instead, because the check goes on after it"
            ),
            None => format!(
                "The program ended in the middle of this check: {}",
                signal(status)
            ),
        })
    }

    /// Says how it ended.
    fn conclude(&mut self, failure: Option<String>) {
        self.said += &self.seen.told();
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
            let words = "Your code left this running, and it was ended:";
            lines.push(format!("\n  {words}"));
            lines.extend(listed(&self.left));
        }
        if failure.is_some() {
            lines.push(format!("\n  To read: book/src/{}.md", self.page));
        }
        for line in lines {
            self.said += &line;
            self.said.push('\n');
        }
    }
}

/// What is said of a check that does not end.
fn late() -> String {
    format!(
        "This check did not finish within {} s: the code waits for something \
         that never happens, loops forever, or is far too slow",
        DEADLINE.as_secs()
    )
}

/// Lines with commands, and how many there are of each, as far as a learner
/// reads on.
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

/// Starts the process of checks, the first of which has this number.
fn start(program: &Path, first: usize) -> io::Result<(Child, Receiver<Event>)> {
    let random = || RandomState::new().hash_one(0);
    let secret = format!("{:016x}{:016x}", random(), random());
    let (reader, writer) = io::pipe()?;
    let mut command = Command::new(program);
    command.arg(JUDGED).stdin(process::Stdio::piped());
    command.stdout(writer.try_clone()?).stderr(writer);
    clean(&mut command);
    // Signals that the learner's code sends to its group reach nobody else.
    children::own_group(&mut command);
    let starting = STARTING.lock().unwrap_or_else(PoisonError::into_inner);
    let mut child = command.spawn()?;
    drop(starting);
    // The ends that it holds are now the child's alone.
    drop(command);
    if let Some(mut stdin) = child.stdin.take() {
        // Fails where it has ended already, which is seen.
        let _ = writeln!(stdin, "{secret} {first}");
    }
    let (sender, events) = mpsc::sync_channel(WAITING);
    thread::spawn(move || read(reader, secret.as_bytes(), &sender));
    Ok((child, events))
}

/// Takes out of the environment what would change a verdict.
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

/// Reads what the process prints, and the reports in it.
fn read(mut pipe: PipeReader, secret: &[u8], events: &SyncSender<Event>) {
    let mut buffer = vec![0; 64 * 1024];
    let mut rest: Vec<u8> = Vec::new();
    while let Ok(length @ 1..) = pipe.read(&mut buffer) {
        rest.extend(&buffer[..length]);
        while let Some(end) = rest.iter().position(|byte| *byte == MARK) {
            let piece: Vec<u8> = rest.drain(..=end).collect();
            let piece = &piece[..end];
            let event = match piece.strip_prefix(secret) {
                Some(report) => {
                    let report = String::from_utf8_lossy(report);
                    let parts = report.split_once(' ').unwrap_or_default();
                    Event::Report(parts.0.to_owned(), parts.1.to_owned())
                }
                None if piece.is_empty() => continue,
                None => Event::Printed(piece.to_owned()),
            };
            if events.send(event).is_err() {
                return;
            }
        }
        // The beginning of a report waits for its end.
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
    // Fails where it is empty.
    let _ = signal::killpg(group, Signal::SIGKILL);
}

#[cfg(not(unix))]
fn end_group(_child: &Child) {}

/// Which signal has ended a process, in words.
#[cfg(unix)]
fn signal(status: ExitStatus) -> String {
    use std::os::unix::process::ExitStatusExt;

    use nix::sys::signal::Signal;

    let number = status.signal().unwrap_or_default();
    let signal = Signal::try_from(number);
    let name = signal.map_or("a signal", Signal::as_str);
    let why = match signal {
        Ok(Signal::SIGABRT) => {
            "It was aborted, as by a stack overflow, by a panic during a panic, \
             by want of memory, or by `std::process::abort`"
        }
        Ok(Signal::SIGKILL) => {
            "It was killed: by your code, or by the system, which had no more \
             memory"
        }
        Ok(Signal::SIGSEGV | Signal::SIGBUS) => {
            "It used memory that it does not have, as `unsafe` code may"
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
