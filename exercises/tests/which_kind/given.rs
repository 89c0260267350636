//! What is given: five functions, and what measures them. Nothing here is to be
//! edited.

use std::fmt;
use std::fs;
use std::hint;
use std::io::{self, Read, Write};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use cpu_time::ThreadTime;
use local_httpbin::Site;

use crate::support;

/// What a piece of work is bound by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// You have not said it yet.
    NotKnown,
    /// A faster processor would have it done sooner.
    CpuBound,
    /// Its time is somebody else's.
    IoBound,
    /// Getting new memory from the kernel takes longer than using it.
    MemoryBound,
}

/// What a piece of work took.
#[derive(Clone, Copy, Debug)]
pub struct Figures {
    /// The time on the wall.
    pub wall: Duration,
    /// How much of that it neither ran nor stood in the queue for a core.
    pub waited: Duration,
    /// The CPU time in all.
    pub cpu: Duration,
    /// How much of the CPU time the kernel took. None: nobody tells it here.
    pub kernel: Option<Duration>,
    /// How often it touched memory that it had to be given first.
    pub page_faults: u64,
}

impl Figures {
    /// How much of its time it waited: 0 never, 1 always.
    pub fn waiting(&self) -> f64 {
        let busy = self.cpu.as_secs_f64();
        let waited = self.waited.as_secs_f64();
        waited / (waited + busy)
    }

    /// How much of its CPU time the kernel took: 0 nothing, 1 all.
    pub fn in_kernel(&self) -> Option<f64> {
        Some(self.kernel?.as_secs_f64() / self.cpu.as_secs_f64())
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "wall {:.2} s, waited {:.2} s, CPU {:.2} s",
            self.wall.as_secs_f64(),
            self.waited.as_secs_f64(),
            self.cpu.as_secs_f64()
        )?;
        if let Some(kernel) = self.kernel {
            let kernel = kernel.as_secs_f64();
            write!(out, " (of it in the kernel {kernel:.2} s)")?;
        }
        write!(out, ", page faults {}", self.page_faults)
    }
}

/// How many times something was measured.
static MEASURED: AtomicUsize = AtomicUsize::new(0);

/// How many times something was measured so far.
pub fn measured() -> usize {
    MEASURED.load(Ordering::Relaxed)
}

/// Runs `work` on a thread of its own, and measures that thread.
pub fn measure(work: fn()) -> Figures {
    MEASURED.fetch_add(1, Ordering::Relaxed);
    let thread = thread::spawn(move || {
        let before = Counted::now();
        let (wall, cpu) = (Instant::now(), ThreadTime::now());
        work();
        let (wall, cpu) = (wall.elapsed(), cpu.elapsed());
        let after = Counted::now();
        let queued = after.queued.saturating_sub(before.queued);
        Figures {
            wall,
            waited: wall.saturating_sub(cpu).saturating_sub(queued),
            cpu,
            // It is counted in steps, and the whole is not.
            kernel: after
                .kernel
                .zip(before.kernel)
                .map(|(after, before)| (after - before).min(cpu)),
            page_faults: after.page_faults - before.page_faults,
        }
    });
    thread.join().expect("the work does not panic")
}

/// What the kernel has counted of this thread so far.
#[derive(Default)]
struct Counted {
    /// How long others had the core that it could have used.
    queued: Duration,
    kernel: Option<Duration>,
    page_faults: u64,
}

impl Counted {
    /// What Linux tells; others do not.
    fn now() -> Counted {
        let read = |name: &str| {
            fs::read_to_string(format!("/proc/thread-self/{name}")).ok()
        };
        let queued = read("schedstat").and_then(|text| number(&text, 1));
        // The second field is a name, in brackets, which may have spaces.
        let stat = read("stat").unwrap_or_default();
        let stat = stat.rsplit_once(')').map_or("", |(_, fields)| fields);
        // In hundredths of a second, which `proc_pid_stat(5)` calls ticks.
        let kernel = number(stat, 12);
        Counted {
            queued: Duration::from_nanos(queued.unwrap_or_default()),
            kernel: kernel.map(|ticks| Duration::from_millis(ticks * 10)),
            page_faults: number(stat, 7).unwrap_or_default(),
        }
    }
}

/// The number at this place of a line, counted from 0.
fn number(line: &str, place: usize) -> Option<u64> {
    line.split_whitespace().nth(place)?.parse().ok()
}

static SITE: LazyLock<Site> =
    LazyLock::new(|| Site::start().expect("a local site"));

/// Goes from number to number.
pub fn first() {
    (0..80).fold(0, |number, _| support::compute(number));
}

/// Asks a site.
pub fn second() {
    let agent = support::agent();
    for _ in 0..3 {
        let answer =
            agent.get(format!("{}/delay/0.05", SITE.base_url())).call();
        answer.expect("an answer");
    }
}

/// Writes a number here and there into long lists.
pub fn third() {
    for _ in 0..2 {
        let mut list = vec![0_u8; 64 << 20];
        let mut place = 0;
        while place < list.len() {
            list[place] = 1;
            place += 4 << 10;
        }
        hint::black_box(list);
    }
}

/// Writes 1 MiB for a reader.
pub fn fourth() {
    let (mut reader, mut writer) = io::pipe().expect("a pipe");
    let reader = thread::spawn(move || {
        let mut part = vec![0; 64 << 10];
        while reader.read_exact(&mut part).is_ok() {
            // What it does with each part takes a moment.
            thread::sleep(Duration::from_millis(5));
        }
    });
    for _ in 0..256 {
        writer.write_all(&[7; 4 << 10]).expect("somebody reads");
    }
    drop(writer);
    reader.join().expect("it does not panic");
}

/// Fetches a little, computes, and fetches again.
pub fn fifth() {
    (0..6).fold(0, |number, _| {
        // So long an answer takes from the next room.
        thread::sleep(Duration::from_millis(1));
        (0..12).fold(number, |number, _| support::compute(number))
    });
}
