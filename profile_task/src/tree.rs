//! Samples all processes that a command has started, while they run.

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

/// Shortest and longest pause between two samples.
const SHORTEST_PAUSE: Duration = Duration::from_millis(5);
const LONGEST_PAUSE: Duration = Duration::from_millis(250);

/// Pause after a sample, as a multiple of the time that it took. So sampling
/// takes about a fiftieth of one core.
const REST: u32 = 50;

/// Length of the intervals that are divided. The kernel updates the times of a
/// running thread every few milliseconds.
const WINDOW: Duration = Duration::from_millis(50);

/// Number of recent samples from which the number of threads that want a core is
/// taken.
const RECENT_SAMPLES: usize = 25;

/// Maximum estimate of the queued time of unseen threads, as a multiple of their
/// CPU time. One or two samples of a short program say little.
const MOST_QUEUED: u32 = 32;

/// Unseen CPU time from which its queued time is estimated.
const WORTH_AN_ESTIMATE: Duration = Duration::from_millis(20);

/// All descendants of this process, as seen so far.
#[derive(Debug)]
pub(crate) struct Tree {
    root: i32,
    cores: usize,
    /// For every process of the machine: is it a descendant? There may be
    /// thousands, so each is looked up once.
    members: HashMap<i32, bool>,
    /// Threads at the last sample.
    threads: HashMap<i32, Thread>,
    sampled: Instant,
    window: Window,
    parts: Parts,
    /// Number of threads that wanted a core, in recent samples that saw one.
    wanted: VecDeque<usize>,
    /// Share of recent samples that saw a thread on a core or waiting for one.
    at_work: f64,
    /// CPU time of threads in samples.
    seen: Duration,
    /// Queued time of threads in samples, as reported by the kernel.
    seen_queued: Duration,
    /// CPU time of threads that ended unseen, in intervals so far.
    unseen: Duration,
    /// CPU time of all processes at the last sample, including ended ones.
    used: Duration,
    /// CPU time of children that were waited for before the command.
    used_before: Duration,
    machine: Option<Machine>,
    others: Others,
    peaks: Peaks,
    io: Io,
}

/// A thread in one sample.
#[derive(Clone, Copy, Debug, Default)]
struct Thread {
    busy: Busy,
    /// True if it was on a core, or waiting for one.
    wanted_a_core: bool,
    /// Possible queued time since it was last on a core. The kernel reports it
    /// only when the thread gets a core again, which on a busy machine is many
    /// samples later.
    unreported: Duration,
}

/// An interval that is not over.
#[derive(Debug)]
struct Window {
    started: Instant,
    busy: Busy,
    /// Queued time that was counted before the kernel reported it.
    counted_too_early: Duration,
    samples: u32,
    samples_on_disk: u32,
    /// Number of samples that saw a thread on a core or waiting for one.
    samples_at_work: u32,
}

impl Window {
    fn new(started: Instant) -> Window {
        Window {
            started,
            busy: Busy::default(),
            counted_too_early: Duration::ZERO,
            samples: 0,
            samples_on_disk: 0,
            samples_at_work: 0,
        }
    }

    /// Returns the share that `samples` are of all its samples.
    fn share(&self, samples: u32) -> Option<f64> {
        (self.samples > 0).then(|| f64::from(samples) / f64::from(self.samples))
    }
}

/// Sums over processes in one sample.
#[derive(Debug, Default)]
struct Seen {
    threads: HashMap<i32, Thread>,
    peaks: Peaks,
    is_on_disk: bool,
    /// Number of threads that wanted a core.
    wanted: usize,
    /// CPU time of these processes and of the ones that they have waited for.
    used: Duration,
}

/// Makes this process the parent of orphans of the command, so that it can sample
/// them and wait for them.
pub(crate) fn adopt_orphans() {
    // Every kernel that Rust programs run on has this.
    let _ = prctl::set_child_subreaper(true);
}

impl Tree {
    pub(crate) fn new(cores: usize) -> Tree {
        Tree {
            root: unistd::getpid().as_raw(),
            cores,
            // A process that runs before the command is none of its descendants.
            members: processes().into_iter().map(|id| (id, false)).collect(),
            threads: HashMap::new(),
            sampled: Instant::now(),
            window: Window::new(Instant::now()),
            parts: Parts::default(),
            wanted: VecDeque::new(),
            at_work: 0.0,
            seen: Duration::ZERO,
            seen_queued: Duration::ZERO,
            unseen: Duration::ZERO,
            used: Duration::ZERO,
            used_before: Duration::ZERO,
            machine: Machine::now(),
            others: Others::default(),
            peaks: Peaks::default(),
            io: Io::default(),
        }
    }

    /// Begins again at `now`, because a command is started.
    pub(crate) fn restart(&mut self, now: Instant) {
        self.sampled = now;
        self.window = Window::new(now);
        self.used_before = used_by_waited_for();
        self.machine = Machine::now();
        self.others = Others::of(self.machine);
    }

    /// Takes a sample. Returns the pause until the next one.
    pub(crate) fn sample(&mut self) -> Duration {
        let started = Instant::now();
        let all = processes();
        self.members.retain(|id, _| all.contains(id));
        let mut seen = Seen::default();
        // Children mostly come before their parents. If the child has just ended,
        // its parent is at work instead.
        for id in all.into_iter().rev() {
            if id == self.root || self.is_member(id) != Some(true) {
                continue;
            }
            match Process::new(id) {
                Ok(process) => self.sample_process(&process, &mut seen),
                // It ended a moment ago.
                Err(_) => seen.wanted += 1,
            }
        }
        let ended = used_by_waited_for().saturating_sub(self.used_before);
        self.used = seen.used + ended;
        // Threads that are missing have ended.
        self.threads = seen.threads;
        self.sampled = started;
        self.peaks = self.peaks.max(seen.peaks);
        self.window.samples += 1;
        self.window.samples_on_disk += u32::from(seen.is_on_disk);
        if seen.wanted > 0 {
            self.window.samples_at_work += 1;
            self.wanted.truncate(RECENT_SAMPLES - 1);
            self.wanted.push_front(seen.wanted);
        }
        if started.duration_since(self.window.started) >= WINDOW {
            self.close_window(started);
        }
        (started.elapsed() * REST).clamp(SHORTEST_PAUSE, LONGEST_PAUSE)
    }

    /// Returns whether a process descends from this one. None means that its
    /// parent ended meanwhile, and that the next sample will know.
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

    fn sample_process(&mut self, process: &Process, seen: &mut Seen) {
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
            seen.is_on_disk |= stat.state == 'D';
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

    /// Adds the times of a thread since its last sample. If it wanted a core then,
    /// and wants one now, it may have been queued all that time, unreported. Such
    /// time counts at once, and is subtracted again at the next sample.
    ///
    /// For example, a thread is queued for 12 ms, and sampled every 5 ms:
    /// - at 5 ms, 0 ms are reported, 5 ms unreported: adds 5 ms;
    /// - at 10 ms, 0 ms are reported, 10 ms unreported: adds 10 ms, subtracts 5;
    /// - at 15 ms, 12 ms are reported, 0 ms unreported: adds 12 ms, subtracts 10.
    fn add(&mut self, id: i32, busy: Busy, wants_a_core: bool) -> Thread {
        let before = self.threads.get(&id).copied().unwrap_or_default();
        // A new thread may have the id of one that has ended.
        let since = |now: Duration, then| now.checked_sub(then).unwrap_or(now);
        let reported = Busy {
            on_a_core: since(busy.on_a_core, before.busy.on_a_core),
            queued: since(busy.queued, before.busy.queued),
        };
        let elapsed = self.sampled.elapsed();
        let unreported = if before.wanted_a_core && wants_a_core {
            let most = before.unreported + elapsed;
            match reported.on_a_core + reported.queued {
                Duration::ZERO => most,
                all => most.saturating_sub(all).min(elapsed),
            }
        } else {
            Duration::ZERO
        };
        self.seen += reported.on_a_core;
        self.seen_queued += reported.queued;
        self.window.busy.on_a_core += reported.on_a_core;
        self.window.busy.queued += reported.queued + unreported;
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
        // The rest is subtracted from the next interval.
        self.window.counted_too_early = too_early.saturating_sub(busy.queued);
        busy.queued = busy.queued.saturating_sub(too_early);
        self.add_unseen(&window, span, &mut busy);
        let room = Room {
            cores: self.cores,
            at_once: self.at_once(),
            others: self.others.had(Machine::now(), busy.on_a_core),
        };
        let mut parts = window::divide(span, busy, room);
        let on_disk = window.share(window.samples_on_disk);
        parts.on_disk = parts.blocked.mul_f64(on_disk.unwrap_or_default());
        self.parts = self.parts.plus(parts);
    }

    /// Returns the usual number of threads that wanted a core at a time, which is
    /// a median: for a moment, a thread that ends and the one that waits for it
    /// both want one.
    fn at_once(&self) -> usize {
        let mut sorted: Vec<usize> = self.wanted.iter().copied().collect();
        sorted.sort_unstable();
        let middle = sorted.get(sorted.len().saturating_sub(1) / 2);
        middle.copied().unwrap_or(1)
    }

    /// Adds the times of threads that ended between two samples. The kernel adds
    /// up their CPU time, but not their queued time. So that is estimated: from
    /// the share of samples that saw a thread at work, and from the queued time
    /// of the threads that were seen.
    fn add_unseen(&mut self, window: &Window, span: Duration, busy: &mut Busy) {
        let all = self.used.saturating_sub(self.seen);
        let cores = u32::try_from(self.cores).unwrap_or(u32::MAX);
        let most = span.saturating_mul(cores).saturating_sub(busy.on_a_core);
        let unseen = all.saturating_sub(self.unseen).min(most);
        self.unseen += unseen;
        busy.on_a_core += unseen;
        if let Some(share) = window.share(window.samples_at_work) {
            self.at_work = share;
        }
        // Less could be a difference between clocks.
        if unseen > busy.on_a_core / 20 && self.unseen >= WORTH_AN_ESTIMATE {
            let wanted = busy.on_a_core + busy.queued;
            let by_samples = span.mul_f64(self.at_work).saturating_sub(wanted);
            let by_others = unseen.mul_f64(ratio(self.seen_queued, self.seen));
            busy.queued += by_samples.max(by_others).min(unseen * MOST_QUEUED);
        }
    }

    /// Waits for the child, and for orphans that end before it. Returns the status
    /// of the child, and the time of its end.
    pub(crate) fn wait_for(
        child: &mut Child,
        tree: &Mutex<Tree>,
    ) -> io::Result<(ExitStatus, Instant)> {
        loop {
            let Some(id) = next_ended(WaitPidFlag::WEXITED)? else {
                continue;
            };
            let ended = Instant::now();
            let mut tree = tree.lock().expect("no sample panics");
            tree.sample_for_the_last_time(id);
            if id.as_raw() == child.id().cast_signed() {
                return Ok((child.wait()?, ended));
            }
            // It has ended, so this returns at once.
            let _ = wait::waitpid(id, None);
        }
    }

    /// Samples a process that has ended, before it is waited for.
    fn sample_for_the_last_time(&mut self, id: Pid) {
        let Ok(process) = Process::new(id.as_raw()) else {
            return;
        };
        let mut seen = Seen::default();
        self.sample_process(&process, &mut seen);
        self.threads.extend(seen.threads);
        self.add_io(&process);
    }

    /// Adds the reads and writes of a process, and of the ones that it has waited
    /// for.
    fn add_io(&mut self, process: &Process) {
        if let Ok(io) = process.io() {
            self.io.bytes_read += io.rchar;
            self.io.bytes_written += io.wchar;
            self.io.calls += io.syscr + io.syscw;
        }
    }

    /// Completes the figures, whose times are known, with the samples. They
    /// include the processes that the command has left behind, until now.
    pub(crate) fn complete(&mut self, ended: Instant, figures: &mut Figures) {
        self.wait_for_the_dead();
        let left: Vec<i32> = processes()
            .into_iter()
            .filter(|id| *id != self.root && self.is_member(*id) == Some(true))
            .collect();
        for process in left.into_iter().flat_map(Process::new) {
            self.add_left_behind(&process, figures);
        }
        // If a program ignores how its children end, the kernel does not add up
        // their times.
        let lost = self.seen.saturating_sub(figures.cpu());
        figures.user += lost;
        let cpu = figures.cpu();
        self.used = cpu;
        self.close_window(ended);
        let seen = self.seen + self.unseen;
        let mut parts = self.parts.completed(seen, cpu);
        parts = parts.within(cpu, self.cores);
        if let Some((then, now)) = self.machine.zip(Machine::now()) {
            // The time was stolen from several cores at once.
            let at_once = ratio(cpu, parts.computing).max(1.0);
            let stolen = now.stolen_since(then, cpu).div_f64(at_once);
            parts = parts.without_stolen(stolen);
        }
        figures.parts = Some(parts);
        figures.peaks = figures.peaks.max(self.peaks);
        figures.io = Some(self.io);
    }

    /// Adds the usage of a process that was left behind, and of the ones that it
    /// has waited for.
    fn add_left_behind(&mut self, process: &Process, figures: &mut Figures) {
        let Ok(stat) = process.stat() else {
            return;
        };
        let mut seen = Seen::default();
        self.sample_process(process, &mut seen);
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

    /// Waits for processes that were left behind and have ended by now.
    fn wait_for_the_dead(&mut self) {
        let at_once = WaitPidFlag::WEXITED | WaitPidFlag::WNOHANG;
        while let Ok(Some(id)) = next_ended(at_once) {
            self.sample_for_the_last_time(id);
            let _ = wait::waitpid(id, None);
        }
    }
}

/// Returns the id of a child that has ended but was not waited for. None means
/// that there is none, or that a signal came.
fn next_ended(flags: WaitPidFlag) -> io::Result<Option<Pid>> {
    match wait::waitid(Id::All, flags | WaitPidFlag::WNOWAIT) {
        Ok(status) => Ok(status.pid()),
        Err(Errno::EINTR) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Returns the times of a thread so far, or None if it has ended.
fn busy(task: &Task) -> Option<Busy> {
    let times = task.schedstat().ok()?;
    Some(Busy {
        on_a_core: Duration::from_nanos(times.sum_exec_runtime),
        queued: Duration::from_nanos(times.run_delay),
    })
}

/// Returns the CPU time of a process and of the ones that it has waited for, in
/// its own code and in the kernel. The figures of the process include ended
/// threads, but come in clock ticks. Those of its threads are in nanoseconds.
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

/// Returns the CPU time of all processes that this one has waited for, including
/// their own children.
fn used_by_waited_for() -> Duration {
    let usage = resource::getrusage(UsageWho::RUSAGE_CHILDREN);
    usage.map_or(Duration::ZERO, |usage| {
        let all = usage.user_time() + usage.system_time();
        Duration::from_micros(all.num_microseconds().cast_unsigned())
    })
}

/// Returns the ids of all processes.
fn processes() -> BTreeSet<i32> {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    let ids =
        entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    ids.collect()
}

/// Times of the machine's cores so far.
#[derive(Clone, Copy, Debug)]
struct Machine {
    at: Instant,
    /// Busy time, in clock ticks.
    busy: u64,
    /// Time stolen by the host of this virtual machine, in clock ticks.
    stolen: u64,
    /// Idle time of the cores that this process may use.
    idle: Duration,
    /// Number of these cores.
    cores: u32,
}

impl Machine {
    fn now() -> Option<Machine> {
        let stats = KernelStats::current().ok()?;
        let status = Process::myself().and_then(|it| it.status()).ok()?;
        let allowed = status.cpus_allowed_list?;
        let all = &stats.total;
        let is_allowed = |core: usize| {
            let core = u32::try_from(core).unwrap_or(u32::MAX);
            allowed
                .iter()
                .any(|(from, to)| (*from..=*to).contains(&core))
        };
        let idle = |it: &CpuTime| {
            it.idle_duration() + it.iowait_duration().unwrap_or_default()
        };
        let cores = stats.cpu_time.iter().enumerate();
        let cores = cores.filter(|(core, _)| is_allowed(*core));
        Some(Machine {
            at: Instant::now(),
            busy: all.user + all.nice + all.system,
            stolen: all.steal.unwrap_or_default(),
            idle: cores.clone().map(|(_, it)| idle(it)).sum(),
            cores: u32::try_from(cores.count()).ok()?,
        })
    }

    /// Returns the time stolen from a program that has used `cpu` since `then`,
    /// which is its share of all stolen time.
    fn stolen_since(self, then: Machine, cpu: Duration) -> Duration {
        let busy = self.busy.saturating_sub(then.busy);
        let stolen = self.stolen.saturating_sub(then.stolen);
        match busy {
            0 => Duration::ZERO,
            _ => cpu.mul_f64(stolen as f64 / busy as f64),
        }
    }
}

/// Core time of other programs.
#[derive(Debug, Default)]
struct Others {
    then: Option<Machine>,
    /// Seconds by which the last results were too large, because idle time comes
    /// in ticks.
    too_much: f64,
}

impl Others {
    /// Maximum of that: one tick of idle time, and one of waiting for a disk.
    const MOST: f64 = 0.02;

    fn of(machine: Option<Machine>) -> Others {
        // Under a quota, threads are stopped although cores are idle.
        let is_whole =
            |it: &Machine| it.cores as usize == command_line::cores();
        Others {
            then: machine.filter(is_whole),
            too_much: 0.0,
        }
    }

    /// Returns the core time of other programs since the last call, in which the
    /// command has used `own`. If it is unknown, it may be anything.
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
