//! Looks at all processes that a command has started, while they run.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::io;
use std::mem;
use std::process::{Child, ExitStatus};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use nix::errno::Errno;
use nix::sys::prctl;
use nix::sys::wait::{self, Id, WaitPidFlag};
use nix::unistd::{self, Pid};
use procfs::process::{Process, Task};
use procfs::{CurrentSI, KernelStats};

use crate::figures::{Figures, Io, Parts, Peaks, ratio};
use crate::window::{self, Busy};

/// How long nobody looks, at the least and at the most.
const SHORTEST_PAUSE: Duration = Duration::from_millis(5);
const LONGEST_PAUSE: Duration = Duration::from_millis(250);

/// How many times as long as a look has taken nobody looks after it, so that
/// looking takes about a fiftieth of one core.
const REST: u32 = 50;

/// How long a stretch of time is that is divided at once. The kernel brings
/// the time of a thread that runs up to date every few milliseconds.
const WINDOW: Duration = Duration::from_millis(50);

/// All descendants of this process, as seen so far.
#[derive(Debug)]
pub(crate) struct Tree {
    root: i32,
    cores: usize,
    /// Whether a process is one of them, of all that there are: a machine may
    /// have thousands, and each is asked once.
    members: HashMap<i32, bool>,
    /// The threads, as they were when they were last seen.
    threads: HashMap<i32, Thread>,
    looked: Instant,
    window: Window,
    parts: Parts,
    seen: Duration,
    machine: Option<Machine>,
    peaks: Peaks,
    io: Io,
}

/// A thread at one look.
#[derive(Clone, Copy, Debug, Default)]
struct Thread {
    busy: Busy,
    /// Whether it was on a core, or in line for one.
    wanted_a_core: bool,
    /// Time in line, perhaps, since it was last on a core: the kernel reports
    /// it only when the thread gets a core again, which on a busy machine is
    /// many looks later.
    unreported: Duration,
}

/// A stretch of time that is not over.
#[derive(Debug)]
struct Window {
    started: Instant,
    busy: Busy,
    /// Part of the time in line, counted before the kernel reported it.
    counted_too_early: Duration,
    looks: u32,
    looks_at_a_disk: u32,
}

impl Window {
    fn new(started: Instant) -> Window {
        Window {
            started,
            busy: Busy::default(),
            counted_too_early: Duration::ZERO,
            looks: 0,
            looks_at_a_disk: 0,
        }
    }
}

/// What was seen of one or more processes in one look.
#[derive(Debug, Default)]
struct Seen {
    threads: HashMap<i32, Thread>,
    peaks: Peaks,
    is_at_a_disk: bool,
}

/// Lets this process inherit what the command leaves behind when its parent
/// ends, so that it can be followed and waited for.
pub(crate) fn adopt_orphans() {
    // A kernel without it is older than those that run Rust's programs.
    let _ = prctl::set_child_subreaper(true);
}

impl Tree {
    pub(crate) fn new(cores: usize) -> Tree {
        Tree {
            root: unistd::getpid().as_raw(),
            cores,
            // Whoever runs before the command is started is none of its own.
            members: processes().into_iter().map(|id| (id, false)).collect(),
            threads: HashMap::new(),
            looked: Instant::now(),
            window: Window::new(Instant::now()),
            parts: Parts::default(),
            seen: Duration::ZERO,
            machine: Machine::now(),
            peaks: Peaks::default(),
            io: Io::default(),
        }
    }

    /// Begins again now: a command is started.
    pub(crate) fn restart(&mut self, now: Instant) {
        self.looked = now;
        self.window = Window::new(now);
    }

    /// Looks once. Returns how long to wait before the next time.
    pub(crate) fn look(&mut self) -> Duration {
        let started = Instant::now();
        let all = processes();
        self.members.retain(|id, _| all.contains(id));
        let mut seen = Seen::default();
        for id in all {
            if id != self.root
                && self.is_member(id) == Some(true)
                && let Ok(process) = Process::new(id)
            {
                self.look_at(&process, &mut seen);
            }
        }
        // Those that are missing have ended.
        self.threads = seen.threads;
        self.looked = started;
        self.peaks = self.peaks.max(seen.peaks);
        self.window.looks += 1;
        self.window.looks_at_a_disk += u32::from(seen.is_at_a_disk);
        if started.duration_since(self.window.started) >= WINDOW {
            self.close_window(started);
        }
        (started.elapsed() * REST).clamp(SHORTEST_PAUSE, LONGEST_PAUSE)
    }

    /// Whether a process descends from this one. None: its parent ended while
    /// it was asked for, and the next look will tell.
    fn is_member(&mut self, id: i32) -> Option<bool> {
        if id == self.root {
            return Some(true);
        }
        if let Some(known) = self.members.get(&id) {
            return Some(*known);
        }
        let is_member = match Process::new(id).ok()?.stat().ok()?.ppid {
            0 => false,
            parent => self.is_member(parent)?,
        };
        self.members.insert(id, is_member);
        Some(is_member)
    }

    fn look_at(&mut self, process: &Process, seen: &mut Seen) {
        let Ok(stat) = process.stat() else {
            return;
        };
        for task in process.tasks().into_iter().flatten().flatten() {
            let (Some(busy), Ok(stat)) = (busy(&task), task.stat()) else {
                continue;
            };
            let thread = self.add(task.tid, busy, stat.state == 'R');
            seen.threads.insert(task.tid, thread);
            seen.is_at_a_disk |= stat.state == 'D';
        }
        if stat.state != 'Z' {
            let threads = u64::try_from(stat.num_threads).unwrap_or(1);
            seen.peaks.add(stat.rss * procfs::page_size(), threads);
        }
    }

    /// Adds what a thread has done since it was last seen. If it wanted a core
    /// then, and wants one now, it may have stood in line all that time,
    /// unreported: that counts at once, and is taken back at the next look.
    ///
    /// For example, a thread stands in line for 12 ms, seen every 5 ms:
    /// - at 5 ms, 0 ms are reported, 5 ms unreported: adds 5 ms;
    /// - at 10 ms, 0 ms are reported, 10 ms unreported: adds 10 ms, takes 5;
    /// - at 15 ms, 12 ms are reported, 0 ms unreported: adds 12 ms, takes 10.
    fn add(&mut self, id: i32, busy: Busy, wants_a_core: bool) -> Thread {
        let before = self.threads.get(&id).copied().unwrap_or_default();
        // Another thread may have got the id of one that has ended.
        let since = |now: Duration, then| now.checked_sub(then).unwrap_or(now);
        let reported = Busy {
            on_a_core: since(busy.on_a_core, before.busy.on_a_core),
            in_line: since(busy.in_line, before.busy.in_line),
        };
        let elapsed = self.looked.elapsed();
        let unreported = if before.wanted_a_core && wants_a_core {
            let most = before.unreported + elapsed;
            match reported.on_a_core + reported.in_line {
                Duration::ZERO => most,
                all => most.saturating_sub(all).min(elapsed),
            }
        } else {
            Duration::ZERO
        };
        self.seen += reported.on_a_core;
        self.window.busy.on_a_core += reported.on_a_core;
        self.window.busy.in_line += reported.in_line + unreported;
        self.window.counted_too_early += before.unreported;
        Thread {
            busy,
            wanted_a_core: wants_a_core,
            unreported,
        }
    }

    fn close_window(&mut self, now: Instant) {
        let window = mem::replace(&mut self.window, Window::new(now));
        let span = now.duration_since(window.started);
        let too_early = window.counted_too_early;
        let mut busy = window.busy;
        // What cannot be taken away here is taken from the next stretch.
        self.window.counted_too_early = too_early.saturating_sub(busy.in_line);
        busy.in_line = busy.in_line.saturating_sub(too_early);
        let mut parts = window::divide(span, busy, self.cores);
        if window.looks > 0 {
            let share =
                f64::from(window.looks_at_a_disk) / f64::from(window.looks);
            parts.for_a_disk = parts.waiting.mul_f64(share);
        }
        self.parts = self.parts.plus(parts);
    }

    /// Waits until the child has ended, and for all that it leaves behind and
    /// that ends before it. Returns how the child ended, and when.
    pub(crate) fn wait_for(
        child: &mut Child,
        tree: &Mutex<Tree>,
    ) -> io::Result<(ExitStatus, Instant)> {
        loop {
            let Some(id) = next_ended(WaitPidFlag::WEXITED)? else {
                continue;
            };
            let ended = Instant::now();
            let mut tree = tree.lock().expect("no look panics");
            tree.look_for_the_last_time(id);
            if id.as_raw() == child.id().cast_signed() {
                return Ok((child.wait()?, ended));
            }
            // It has ended: nothing is waited for.
            let _ = wait::waitpid(id, None);
        }
    }

    /// Looks at a process that has ended, before it is waited for.
    fn look_for_the_last_time(&mut self, id: Pid) {
        let Ok(process) = Process::new(id.as_raw()) else {
            return;
        };
        let mut seen = Seen::default();
        self.look_at(&process, &mut seen);
        self.threads.extend(seen.threads);
        self.add_io(&process);
    }

    /// Adds what a process, and those that it has waited for, have read and
    /// written.
    fn add_io(&mut self, process: &Process) {
        if let Ok(io) = process.io() {
            self.io.bytes_read += io.rchar;
            self.io.bytes_written += io.wchar;
            self.io.calls += io.syscr + io.syscw;
        }
    }

    /// Puts what was seen into the figures, whose times are known.
    pub(crate) fn complete(&mut self, ended: Instant, figures: &mut Figures) {
        self.close_window(ended);
        self.wait_for_the_dead();
        let left: Vec<i32> = processes()
            .into_iter()
            .filter(|id| *id != self.root && self.is_member(*id) == Some(true))
            .collect();
        figures.left_running = left.len() as u64;
        for process in left.into_iter().flat_map(Process::new) {
            self.add_io(&process);
        }
        let cpu = figures.cpu();
        let mut parts = self.parts.completed(self.seen, cpu);
        if let Some((then, now)) = self.machine.zip(Machine::now()) {
            // It was stolen from several cores at a time.
            let at_once = ratio(cpu, parts.computing).max(1.0);
            let stolen = now.stolen_since(then, cpu).div_f64(at_once);
            parts = parts.without_stolen(stolen);
        }
        figures.parts = Some(parts);
        figures.peaks = figures.peaks.max(self.peaks);
        figures.io = Some(self.io);
    }

    /// Waits for those that were left behind and have ended by now.
    fn wait_for_the_dead(&mut self) {
        let at_once = WaitPidFlag::WEXITED | WaitPidFlag::WNOHANG;
        while let Ok(Some(id)) = next_ended(at_once) {
            self.look_for_the_last_time(id);
            let _ = wait::waitpid(id, None);
        }
    }
}

/// Returns the id of a child that has ended and can still be looked at, or None
/// if there is none, or a signal came.
fn next_ended(flags: WaitPidFlag) -> io::Result<Option<Pid>> {
    match wait::waitid(Id::All, flags | WaitPidFlag::WNOWAIT) {
        Ok(status) => Ok(status.pid()),
        Err(Errno::EINTR) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// What a thread has done so far; None where it has ended.
fn busy(task: &Task) -> Option<Busy> {
    let told = task.schedstat().ok()?;
    Some(Busy {
        on_a_core: Duration::from_nanos(told.sum_exec_runtime),
        in_line: Duration::from_nanos(told.run_delay),
    })
}

/// All processes.
fn processes() -> HashSet<i32> {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    let ids =
        entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    ids.collect()
}

/// What all cores of the machine have done so far, in ticks of a clock.
#[derive(Clone, Copy, Debug)]
struct Machine {
    busy: u64,
    stolen: u64,
}

impl Machine {
    fn now() -> Option<Machine> {
        let all = KernelStats::current().ok()?.total;
        Some(Machine {
            busy: all.user + all.nice + all.system,
            stolen: all.steal.unwrap_or_default(),
        })
    }

    /// What was stolen from a program that has used so much CPU time since
    /// then: its share of what was stolen from all.
    fn stolen_since(self, then: Machine, cpu: Duration) -> Duration {
        let busy = self.busy.saturating_sub(then.busy);
        let stolen = self.stolen.saturating_sub(then.stolen);
        match busy {
            0 => Duration::ZERO,
            _ => cpu.mul_f64(stolen as f64 / busy as f64),
        }
    }
}
