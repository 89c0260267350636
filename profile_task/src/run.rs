//! Runs a command to its end, and measures it.

use std::ffi::{OsString, c_long};
use std::io;
use std::process::{Command, ExitStatus};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::SeqCst};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use nix::sys::resource::{self, Usage, UsageWho};
use nix::sys::signal::{self, Signal};
use nix::sys::time::{TimeVal, TimeValLike};
use nix::unistd::Pid;
use signal_hook::consts;
use signal_hook::flag;

#[cfg(target_os = "linux")]
use crate::counters::Counting;
use crate::figures::Figures;
use crate::tree::{self, Tree};

/// Runs a command to its end. Its input and output are left alone. Returns its
/// exit status and its figures.
///
/// # Errors
///
/// Returns an error if the command cannot be started.
pub fn to_its_end(
    program: &OsString,
    arguments: &[OsString],
) -> io::Result<(ExitStatus, Figures)> {
    tree::adopt_orphans();
    let signals = Signals::listen()?;
    let tree = Mutex::new(Tree::new(command_line::cores_at_a_time()));
    let mut command = Command::new(program);
    command.args(arguments);
    // With our variables, a cargo that the command runs would rebuild crates.
    command_line::without_cargo(&mut command);

    thread::scope(|scope| {
        let (to_watcher, from_main) = mpsc::channel::<()>();
        let (watched, signals) = (&tree, &signals);
        // This thread starts before the counters, which would count its work. It
        // samples from now on, because a command may wait long for a disk before
        // it has begun.
        let watching = move || watch(watched, &from_main, signals);
        thread::Builder::new().spawn_scoped(scope, watching)?;
        let measurement = Measurement::begin(&tree)?;
        let mut child = command.spawn()?;
        signals.go_to.store(child.id(), SeqCst);
        let (status, ended) = Tree::wait_for(&mut child, &tree)?;
        drop(to_watcher);
        Ok((status, measurement.end(ended, &tree)))
    })
}

/// State at a command's start.
struct Measurement {
    #[cfg(target_os = "linux")]
    counting: Option<Counting>,
    /// Usage of earlier children: `cargo run` becomes this program, and leaves it
    /// the figures of the compilers that it has waited for.
    before: Usage,
    started: Instant,
}

impl Measurement {
    fn begin(tree: &Mutex<Tree>) -> io::Result<Measurement> {
        // The clock starts last.
        let measurement = Measurement {
            #[cfg(target_os = "linux")]
            counting: Counting::start(),
            before: resource::getrusage(UsageWho::RUSAGE_CHILDREN)?,
            started: Instant::now(),
        };
        tree.lock()
            .expect("no sample panics")
            .restart(measurement.started);
        Ok(measurement)
    }

    /// Returns the figures of a command that ended at `ended`.
    fn end(self, ended: Instant, tree: &Mutex<Tree>) -> Figures {
        let mut figures = Figures {
            wall: ended.duration_since(self.started),
            cores: command_line::cores_at_a_time(),
            quota: Some(command_line::cores())
                .filter(|whole| *whole < command_line::cores_at_a_time()),
            #[cfg(target_os = "linux")]
            counters: self.counting.and_then(Counting::read),
            ..Figures::default()
        };
        add_usage(&mut figures, &self.before);
        tree.lock()
            .expect("no sample panics")
            .complete(ended, &mut figures);
        figures
    }
}

/// Samples the tree again and again, and forwards signals, until the sender is
/// gone.
fn watch(tree: &Mutex<Tree>, main: &Receiver<()>, signals: &Signals) {
    loop {
        let pause = tree.lock().expect("no sample panics").sample();
        signals.forward();
        match main.recv_timeout(pause) {
            Err(RecvTimeoutError::Timeout) => (),
            Ok(()) | Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

/// Signals that must not end this program before the report. A terminal sends
/// Ctrl-C and Ctrl-\ to the command as well, which decides how to react. Signals
/// that `kill` sends to this program are forwarded. Ignored signals, as under
/// `nohup`, stay ignored, and the command inherits that.
struct Signals {
    to_forward: [(Signal, Arc<AtomicBool>); 2],
    /// Process id of the command, or 0 before its start.
    go_to: AtomicU32,
}

impl Signals {
    fn listen() -> io::Result<Signals> {
        for from_terminal in [consts::SIGINT, consts::SIGQUIT] {
            if !command_line::is_ignored(from_terminal) {
                flag::register(from_terminal, Arc::default())?;
            }
        }
        // A file beyond its limit (`ulimit -f`) becomes an error instead of
        // ending us before the report. The command does not inherit that.
        if !command_line::is_ignored(consts::SIGXFSZ) {
            flag::register(consts::SIGXFSZ, Arc::default())?;
        }
        let to_forward = [Signal::SIGTERM, Signal::SIGHUP]
            .map(|signal| (signal, Arc::new(AtomicBool::new(false))));
        for (signal, came) in &to_forward {
            if !command_line::is_ignored(*signal as i32) {
                flag::register(*signal as i32, Arc::clone(came))?;
            }
        }
        Ok(Signals {
            to_forward,
            go_to: AtomicU32::new(0),
        })
    }

    fn forward(&self) {
        let child = self.go_to.load(SeqCst).cast_signed();
        if child == 0 {
            return;
        }
        for (signal, came) in &self.to_forward {
            if came.swap(false, SeqCst) {
                // This fails if the command has ended.
                let _ = signal::kill(Pid::from_raw(child), *signal);
            }
        }
    }
}

/// Adds the usage of all processes that were waited for, by us or by one another,
/// without the usage before the command.
fn add_usage(figures: &mut Figures, before: &Usage) {
    let Ok(usage) = resource::getrusage(UsageWho::RUSAGE_CHILDREN) else {
        return;
    };
    let time = |time: fn(&Usage) -> TimeVal| {
        duration(time(&usage)).saturating_sub(duration(time(before)))
    };
    let count = |count: fn(&Usage) -> c_long| {
        u64::try_from(count(&usage) - count(before)).unwrap_or_default()
    };
    figures.user = time(Usage::user_time);
    figures.system = time(Usage::system_time);
    figures.voluntary_switches = count(Usage::voluntary_context_switches);
    figures.involuntary_switches = count(Usage::involuntary_context_switches);
    figures.minor_faults = count(Usage::minor_page_faults);
    figures.major_faults = count(Usage::major_page_faults);
    figures.blocks_read = count(Usage::block_reads);
    figures.blocks_written = count(Usage::block_writes);
    // Bytes on macOS, KiB elsewhere.
    let unit = if cfg!(target_os = "macos") { 1 } else { 1024 };
    // On Linux, a process begins with the peak of the one that has started it,
    // which is ours.
    let ours = resource::getrusage(UsageWho::RUSAGE_SELF);
    let other = ours.map_or(0, |ours| ours.max_rss()).max(before.max_rss());
    if !cfg!(target_os = "linux") || usage.max_rss() > other {
        let peak = u64::try_from(usage.max_rss()).unwrap_or_default();
        figures.peaks.memory = Some(peak * unit);
    }
}

fn duration(time: TimeVal) -> Duration {
    Duration::from_micros(time.num_microseconds().cast_unsigned())
}
