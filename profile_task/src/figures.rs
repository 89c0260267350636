//! What is measured of a command and of all that it starts.

use std::time::Duration;

/// What the system tells of a command that has ended. Where it does not tell,
/// a figure is None.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    /// From its start to its end, on the clock on the wall.
    pub wall: Duration,
    /// CPU time in its own code.
    pub user: Duration,
    /// CPU time in the kernel, on its behalf.
    pub system: Duration,
    /// The logical cores that it could use at a time.
    pub cores: usize,
    /// How many whole cores' time it could use, if a CPU quota allows for less
    /// than that of all of them.
    pub quota: Option<usize>,
    /// What the wall time was spent on.
    pub parts: Option<Parts>,
    /// The most that it had at a time.
    pub peaks: Peaks,
    /// How often a thread gave up its core, because it had to wait.
    pub voluntary_switches: u64,
    /// How often a thread lost its core to another one.
    pub involuntary_switches: u64,
    /// Pages that the kernel had to find, and had in memory.
    pub minor_faults: u64,
    /// Pages that the kernel had to fetch from a disk.
    pub major_faults: u64,
    /// Blocks of 512 bytes that came from a disk.
    pub blocks_read: u64,
    /// Blocks of 512 bytes that were to go to a disk.
    pub blocks_written: u64,
    /// What it read and wrote.
    pub io: Option<Io>,
    /// What the processor has counted.
    pub counters: Option<Counters>,
    /// Processes that it has started and left behind, and that still run. What
    /// they have done until the command's end is in all figures.
    pub left_running: Vec<LeftBehind>,
}

/// A process that still runs after the command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftBehind {
    /// Its id.
    pub id: i32,
    /// The name of its program.
    pub name: String,
}

/// The wall time, taken apart. The three add up to it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Parts {
    /// At least one thread was on a core, nearly: what ran side by side within
    /// one look at it is added up.
    pub computing: Duration,
    /// It could have computed, and other programs had the cores.
    pub in_line: Duration,
    /// No thread wanted a core.
    pub waiting: Duration,
    /// The part of the waiting in which a thread waited for a disk.
    pub for_a_disk: Duration,
}

/// The most at a time, of all processes together. What is not known is None.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Peaks {
    /// Bytes that were resident.
    pub memory: Option<u64>,
    /// Number of processes.
    pub processes: Option<u64>,
    /// Number of threads.
    pub threads: Option<u64>,
}

impl Peaks {
    /// Adds a process.
    pub fn add(&mut self, memory: u64, threads: u64) {
        let plus = |sum: Option<u64>, more| sum.unwrap_or_default() + more;
        self.memory = Some(plus(self.memory, memory));
        self.processes = Some(plus(self.processes, 1));
        self.threads = Some(plus(self.threads, threads));
    }

    /// Returns the higher one of each.
    pub fn max(self, other: Peaks) -> Peaks {
        Peaks {
            memory: self.memory.max(other.memory),
            processes: self.processes.max(other.processes),
            threads: self.threads.max(other.threads),
        }
    }
}

/// What went through files and pipes, wherever these had it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Io {
    /// Bytes that were read.
    pub bytes_read: u64,
    /// Bytes that were written.
    pub bytes_written: u64,
    /// Number of calls of the kernel that read or wrote them.
    pub calls: u64,
}

/// What the processor has counted, in the program's own code.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Counters {
    /// Instructions that were completed.
    pub instructions: u64,
    /// Cycles in which it was on a core.
    pub cycles: u64,
    /// Accesses that no cache could answer.
    pub cache_misses: u64,
}

impl Figures {
    /// CPU time, of all threads of all processes.
    pub fn cpu(&self) -> Duration {
        self.user + self.system
    }

    /// How many cores were busy, on average: CPU time ÷ wall time.
    pub fn cores_busy(&self) -> f64 {
        ratio(self.cpu(), self.wall)
    }

    /// How many cores would have been busy if no others had taken them: CPU
    /// time ÷ its own time.
    pub fn cores_used(&self) -> f64 {
        ratio(self.cpu(), self.own_time())
    }

    /// The share of the CPU time that was spent in the kernel.
    pub fn in_the_kernel(&self) -> f64 {
        ratio(self.system, self.cpu())
    }

    /// Page faults for each second in the kernel.
    pub fn faults_per_second(&self) -> f64 {
        self.minor_faults as f64 / self.system.as_secs_f64().max(1e-6)
    }

    /// Reads and writes for each second in the kernel; 0 where they are not
    /// known.
    pub fn calls_per_second(&self) -> f64 {
        let calls = self.io.unwrap_or_default().calls;
        calls as f64 / self.system.as_secs_f64().max(1e-6)
    }

    /// The share of its own time in which it computed; time in line, which
    /// other programs took from it, is left out. Where the system does not
    /// tell of the parts, it is CPU ÷ wall, of which all cores together make
    /// no more than 1.
    pub fn computing_share(&self) -> f64 {
        match self.parts {
            Some(parts) => {
                ratio(parts.computing, parts.computing + parts.waiting)
            }
            None => self.cores_busy().min(1.0),
        }
    }

    /// Its own time: the wall time without the time in line.
    pub fn own_time(&self) -> Duration {
        let in_line = self.parts.map(|parts| parts.in_line);
        self.wall.saturating_sub(in_line.unwrap_or_default())
    }
}

impl Counters {
    /// Instructions for each cycle.
    pub fn per_cycle(&self) -> f64 {
        self.instructions as f64 / self.cycles.max(1) as f64
    }

    /// Accesses that went to memory, for each thousand instructions.
    pub fn misses_per_thousand(&self) -> f64 {
        1000.0 * self.cache_misses as f64 / self.instructions.max(1) as f64
    }
}

/// One time divided by another; 0 where there is nothing to divide by.
pub fn ratio(part: Duration, whole: Duration) -> f64 {
    if whole.is_zero() {
        return 0.0;
    }
    part.div_duration_f64(whole)
}

/// A size as it is shown.
pub fn mebibytes(bytes: u64) -> String {
    format!("{:.1} MiB", bytes as f64 / f64::from(1 << 20))
}
