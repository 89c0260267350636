//! Looks at all processes that a command has started, while they run.

use std::collections::{BTreeSet, HashMap, VecDeque};
use std::fs;
use std::io;
use std::mem;
use std::process::{Child, ExitStatus};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use nix::errno::Errno;
use nix::sys::prctl;
use nix::sys::resource::{self, UsageWho};
use nix::sys::time::TimeValLike;
use nix::sys::wait::{self, Id, WaitPidFlag};
use nix::unistd::{self, Pid};
use procfs::process::{Process, Stat, Task};
use procfs::{CpuTime, CurrentSI, KernelStats};

use crate::figures::{Figures, Io, LeftBehind, Parts, Peaks, ratio};
use crate::window::{self, Busy, Room};

/// How long nobody looks, at the least and at the most.
const SHORTEST_PAUSE: Duration = Duration::from_millis(5);
const LONGEST_PAUSE: Duration = Duration::from_millis(250);

/// How many times as long as a look has taken nobody looks after it, so that
/// looking takes about a fiftieth of one core.
const REST: u32 = 50;

/// How long a stretch of time is that is divided at once. The kernel brings
/// the time of a thread that runs up to date every few milliseconds.
const WINDOW: Duration = Duration::from_millis(50);

/// How many looks tell how many threads want a core at a time.
const LOOKS_THAT_TELL: usize = 25;

/// How many times as long as on a core threads that nobody has seen may have
/// stood in line, at the most: a look or two at a short program tell little.
const MOST_IN_LINE: u32 = 32;

/// From so much CPU time on that nobody saw, its line is estimated.
const WORTH_A_LINE: Duration = Duration::from_millis(20);

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
    /// How many threads wanted a core, at the last looks that saw one.
    wanted: VecDeque<usize>,
    /// The share of the last looks that saw a thread at work.
    at_work: f64,
    /// CPU time of threads, as far as they were seen.
    seen: Duration,
    /// Their time in line, as far as the kernel has reported it.
    seen_in_line: Duration,
    /// CPU time of threads that ended unseen, as far as it is in a stretch.
    unseen: Duration,
    /// CPU time of all processes, those that have ended among them, at the last
    /// look.
    used: Duration,
    /// What the ones that were waited for before had used.
    used_before: Duration,
    machine: Option<Machine>,
    others: Others,
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
    /// Looks that saw a thread on a core or in line for one.
    looks_at_work: u32,
}

impl Window {
    fn new(started: Instant) -> Window {
        Window {
            started,
            busy: Busy::default(),
            counted_too_early: Duration::ZERO,
            looks: 0,
            looks_at_a_disk: 0,
            looks_at_work: 0,
        }
    }

    /// The share of its looks of which something is true.
    fn share(&self, looks: u32) -> Option<f64> {
        (self.looks > 0).then(|| f64::from(looks) / f64::from(self.looks))
    }
}

/// What was seen of one or more processes in one look.
#[derive(Debug, Default)]
struct Seen {
    threads: HashMap<i32, Thread>,
    peaks: Peaks,
    is_at_a_disk: bool,
    /// How many threads wanted a core.
    wanted: usize,
    /// CPU time of these processes and of those that they have waited for.
    used: Duration,
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
            wanted: VecDeque::new(),
            at_work: 0.0,
            seen: Duration::ZERO,
            seen_in_line: Duration::ZERO,
            unseen: Duration::ZERO,
            used: Duration::ZERO,
            used_before: Duration::ZERO,
            machine: Machine::now(),
            others: Others::default(),
            peaks: Peaks::default(),
            io: Io::default(),
        }
    }

    /// Begins again now: a command is started.
    pub(crate) fn restart(&mut self, now: Instant) {
        self.looked = now;
        self.window = Window::new(now);
        self.used_before = used_by_waited_for();
        self.machine = Machine::now();
        self.others = Others::of(self.machine);
    }

    /// Looks once. Returns how long to wait before the next time.
    pub(crate) fn look(&mut self) -> Duration {
        let started = Instant::now();
        let all = processes();
        self.members.retain(|id, _| all.contains(id));
        let mut seen = Seen::default();
        // Children mostly come before their parents: of the two, the child is at
        // work, or the parent that has waited for it.
        for id in all.into_iter().rev() {
            if id == self.root || self.is_member(id) != Some(true) {
                continue;
            }
            match Process::new(id) {
                Ok(process) => self.look_at(&process, &mut seen),
                // It ended just now.
                Err(_) => seen.wanted += 1,
            }
        }
        let ended = used_by_waited_for().saturating_sub(self.used_before);
        self.used = seen.used + ended;
        // Those that are missing have ended.
        self.threads = seen.threads;
        self.looked = started;
        self.peaks = self.peaks.max(seen.peaks);
        self.window.looks += 1;
        self.window.looks_at_a_disk += u32::from(seen.is_at_a_disk);
        if seen.wanted > 0 {
            self.window.looks_at_work += 1;
            self.wanted.truncate(LOOKS_THAT_TELL - 1);
            self.wanted.push_front(seen.wanted);
        }
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
        let mut by_threads = Duration::ZERO;
        for task in process.tasks().into_iter().flatten().flatten() {
            let (Some(busy), Ok(stat)) = (busy(&task), task.stat()) else {
                continue;
            };
            let wants_a_core = stat.state == 'R';
            let thread = self.add(task.tid, busy, wants_a_core);
            seen.threads.insert(task.tid, thread);
            seen.is_at_a_disk |= stat.state == 'D';
            seen.wanted += usize::from(wants_a_core);
            by_threads += busy.on_a_core;
        }
        let (user, system) = used_by(&stat, by_threads);
        seen.used += user + system;
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
        self.seen_in_line += reported.in_line;
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
        self.add_unseen(&window, span, &mut busy);
        let room = Room {
            cores: self.cores,
            at_once: self.at_once(),
            others: self.others.had(Machine::now(), busy.on_a_core),
        };
        let mut parts = window::divide(span, busy, room);
        let at_a_disk = window.share(window.looks_at_a_disk);
        parts.for_a_disk = parts.waiting.mul_f64(at_a_disk.unwrap_or_default());
        self.parts = self.parts.plus(parts);
    }

    /// How many threads wanted a core at a time, mostly: for a moment, one that
    /// ends and the one that waits for it both do.
    fn at_once(&self) -> usize {
        let mut sorted: Vec<usize> = self.wanted.iter().copied().collect();
        sorted.sort_unstable();
        let middle = sorted.get(sorted.len().saturating_sub(1) / 2);
        middle.copied().unwrap_or(1)
    }

    /// Adds what threads did that ended between two looks. The kernel adds up
    /// what they used, but not how long they stood in line: as many looks as
    /// saw a thread at work, so much of the time there was one. And they stood
    /// there no less than those that were seen.
    fn add_unseen(&mut self, window: &Window, span: Duration, busy: &mut Busy) {
        let all = self.used.saturating_sub(self.seen);
        let cores = u32::try_from(self.cores).unwrap_or(u32::MAX);
        let most = span.saturating_mul(cores).saturating_sub(busy.on_a_core);
        let unseen = all.saturating_sub(self.unseen).min(most);
        self.unseen += unseen;
        busy.on_a_core += unseen;
        if let Some(share) = window.share(window.looks_at_work) {
            self.at_work = share;
        }
        // More than what clocks differ by.
        if unseen > busy.on_a_core / 20 && self.unseen >= WORTH_A_LINE {
            let wanted = busy.on_a_core + busy.in_line;
            let by_looks = span.mul_f64(self.at_work).saturating_sub(wanted);
            let by_others = unseen.mul_f64(ratio(self.seen_in_line, self.seen));
            busy.in_line += by_looks.max(by_others).min(unseen * MOST_IN_LINE);
        }
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

    /// Puts what was seen into the figures, whose times are known. What the
    /// command has left behind, and what it has used until now, is in all of
    /// them.
    pub(crate) fn complete(&mut self, ended: Instant, figures: &mut Figures) {
        self.wait_for_the_dead();
        let left: Vec<i32> = processes()
            .into_iter()
            .filter(|id| *id != self.root && self.is_member(*id) == Some(true))
            .collect();
        for process in left.into_iter().flat_map(Process::new) {
            self.add_left_behind(&process, figures);
        }
        // Where a program ignores how its children end, nobody adds them up.
        let lost = self.seen.saturating_sub(figures.cpu());
        figures.user += lost;
        let cpu = figures.cpu();
        self.used = cpu;
        self.close_window(ended);
        let seen = self.seen + self.unseen;
        let mut parts = self.parts.completed(seen, cpu);
        parts = parts.within(cpu, self.cores);
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

    /// Adds what a process has used that nobody has waited for, with those that
    /// it has waited for.
    fn add_left_behind(&mut self, process: &Process, figures: &mut Figures) {
        let Ok(stat) = process.stat() else {
            return;
        };
        let mut seen = Seen::default();
        self.look_at(process, &mut seen);
        let by_threads = seen.threads.values().map(|it| it.busy.on_a_core);
        let (user, system) = used_by(&stat, by_threads.sum());
        figures.user += user;
        figures.system += system;
        let count = |count: i64| u64::try_from(count).unwrap_or_default();
        figures.minor_faults += stat.minflt + count(stat.cminflt as i64);
        figures.major_faults += stat.majflt + count(stat.cmajflt as i64);
        for task in process.tasks().into_iter().flatten().flatten() {
            if let Ok(status) = task.status() {
                let of = |count: Option<u64>| count.unwrap_or_default();
                figures.voluntary_switches +=
                    of(status.voluntary_ctxt_switches);
                figures.involuntary_switches +=
                    of(status.nonvoluntary_ctxt_switches);
            }
        }
        if let Ok(io) = process.io() {
            figures.blocks_read += io.read_bytes / 512;
            figures.blocks_written += io.write_bytes / 512;
        }
        self.add_io(process);
        if stat.state != 'Z' {
            figures.left_running.push(LeftBehind {
                id: stat.pid,
                name: stat.comm,
            });
        }
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

/// CPU time of a process and of those that it has waited for, in its own code
/// and in the kernel. What the kernel tells of it counts threads that have
/// ended, in ticks of a clock; its threads know theirs to the nanosecond.
fn used_by(stat: &Stat, by_threads: Duration) -> (Duration, Duration) {
    let ticks = |count: u64| {
        Duration::from_secs(count).div_f64(procfs::ticks_per_second() as f64)
    };
    let waited_for = |count: i64| ticks(u64::try_from(count).unwrap_or(0));
    let (user, system) = (ticks(stat.utime), ticks(stat.stime));
    let unreported = by_threads.saturating_sub(user + system);
    (
        user + unreported + waited_for(stat.cutime),
        system + waited_for(stat.cstime),
    )
}

/// CPU time of all processes that this one has waited for, and theirs.
fn used_by_waited_for() -> Duration {
    let usage = resource::getrusage(UsageWho::RUSAGE_CHILDREN);
    usage.map_or(Duration::ZERO, |usage| {
        let all = usage.user_time() + usage.system_time();
        Duration::from_micros(all.num_microseconds().cast_unsigned())
    })
}

/// All processes.
fn processes() -> BTreeSet<i32> {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    let ids =
        entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    ids.collect()
}

/// What the cores of the machine have done so far.
#[derive(Clone, Copy, Debug)]
struct Machine {
    at: Instant,
    /// Ticks of a clock.
    busy: u64,
    stolen: u64,
    /// Idle time of the cores that this process may use.
    idle: Duration,
    /// How many these are.
    cores: u32,
}

impl Machine {
    fn now() -> Option<Machine> {
        let told = KernelStats::current().ok()?;
        let status = Process::myself().and_then(|it| it.status()).ok()?;
        let allowed = status.cpus_allowed_list?;
        let all = &told.total;
        let is_allowed = |core: usize| {
            let core = u32::try_from(core).unwrap_or(u32::MAX);
            allowed
                .iter()
                .any(|(from, to)| (*from..=*to).contains(&core))
        };
        let idle = |it: &CpuTime| {
            it.idle_duration() + it.iowait_duration().unwrap_or_default()
        };
        let cores = told.cpu_time.iter().enumerate();
        let cores = cores.filter(|(core, _)| is_allowed(*core));
        Some(Machine {
            at: Instant::now(),
            busy: all.user + all.nice + all.system,
            stolen: all.steal.unwrap_or_default(),
            idle: cores.clone().map(|(_, it)| idle(it)).sum(),
            cores: u32::try_from(cores.count()).ok()?,
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

/// How much core time other programs have.
#[derive(Debug, Default)]
struct Others {
    then: Option<Machine>,
    /// Seconds by which too much was said, because idle time comes in ticks.
    too_much: f64,
}

impl Others {
    /// Seconds: idle time and waiting for a disk, a tick of each.
    const MOST: f64 = 0.02;

    fn of(machine: Option<Machine>) -> Others {
        // A quota stops threads while cores are idle.
        let is_whole =
            |it: &Machine| it.cores as usize == command_line::cores();
        Others {
            then: machine.filter(is_whole),
            too_much: 0.0,
        }
    }

    /// Returns what they have had since it was asked for last, beside the
    /// command, which has used `own`. Without an answer, it may be anything.
    fn had(&mut self, now: Option<Machine>, own: Duration) -> Duration {
        let Some((then, now)) = self.then.zip(now) else {
            return Duration::MAX;
        };
        self.then = Some(now);
        let all = (now.at.duration_since(then.at) * now.cores).as_secs_f64();
        let idle = now.idle.saturating_sub(then.idle).as_secs_f64();
        let had = all - idle - own.as_secs_f64() - self.too_much;
        self.too_much = (-had).clamp(0.0, Others::MOST);
        Duration::from_secs_f64(had.max(0.0))
    }
}
