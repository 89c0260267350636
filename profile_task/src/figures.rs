//! Measurements of a command and of all processes that it starts.

use std::time::Duration;

/// Measurements of a command that has ended. Figures that the OS does not report
/// are None.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    /// Wall time, from its start to its end.
    pub wall: Duration,
    /// CPU time in its own code.
    pub user: Duration,
    /// CPU time in the kernel, on its behalf.
    pub system: Duration,
    /// Number of logical cores that it could use at a time.
    pub cores: usize,
    /// Number of whole cores whose CPU time it could use, if a CPU quota allows
    /// less than that of all of them.
    pub quota: Option<usize>,
    /// Parts of the wall time.
    pub parts: Option<Parts>,
    /// Peaks of memory, processes and threads.
    pub peaks: Peaks,
    /// Number of times that a thread gave up its core, because it had to wait.
    pub voluntary_switches: u64,
    /// Number of times that a thread lost its core to another one.
    pub involuntary_switches: u64,
    /// Number of pages that the kernel had to map, and had in memory.
    pub minor_faults: u64,
    /// Number of pages that the kernel had to fetch from a disk.
    pub major_faults: u64,
    /// Number of blocks of 512 bytes that came from a disk.
    pub blocks_read: u64,
    /// Number of blocks of 512 bytes that were written towards a disk.
    pub blocks_written: u64,
    /// Reads and writes.
    pub io: Option<Io>,
    /// Counters of the processor.
    pub counters: Option<Counters>,
    /// Processes that it has left behind, and that still run. The figures include
    /// their work until the command's end.
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

/// Parts of the wall time. The first three add up to it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Parts {
    /// At least one thread was on a core. (An approximation: threads that run side
    /// by side within one interval are added up.)
    pub computing: Duration,
    /// It was ready to run, but other programs had the cores.
    pub queued: Duration,
    /// No thread wanted a core.
    pub blocked: Duration,
    /// The part of `blocked` in which a thread waited for a disk.
    pub on_disk: Duration,
}

/// Peaks, of all processes together. Unknown ones are None.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Peaks {
    /// Resident memory in bytes.
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

    /// Returns the higher one of each peak.
    pub fn max(self, other: Peaks) -> Peaks {
        Peaks {
            memory: self.memory.max(other.memory),
            processes: self.processes.max(other.processes),
            threads: self.threads.max(other.threads),
        }
    }
}

/// Bytes that went through files and pipes, whether from a disk or not.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Io {
    /// Number of bytes read.
    pub bytes_read: u64,
    /// Number of bytes written.
    pub bytes_written: u64,
    /// Number of system calls that read or wrote them.
    pub calls: u64,
}

/// Counters of the processor, for the program's own code.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Counters {
    /// Number of completed instructions.
    pub instructions: u64,
    /// Number of cycles in which it was on a core.
    pub cycles: u64,
    /// Number of memory accesses that missed every cache.
    pub cache_misses: u64,
}

impl Figures {
    /// Returns the CPU time of all threads of all processes.
    pub fn cpu(&self) -> Duration {
        self.user + self.system
    }

    /// Returns the number of busy cores, on average: CPU time ÷ wall time.
    pub fn cores_busy(&self) -> f64 {
        ratio(self.cpu(), self.wall)
    }

    /// Returns the number of cores that would have been busy if no other program
    /// had taken them: CPU time ÷ own time.
    pub fn cores_used(&self) -> f64 {
        ratio(self.cpu(), self.own_time())
    }

    /// Returns the share of the CPU time that was spent in the kernel.
    pub fn in_the_kernel(&self) -> f64 {
        ratio(self.system, self.cpu())
    }

    /// Returns the number of page faults per second in the kernel.
    pub fn faults_per_second(&self) -> f64 {
        self.minor_faults as f64 / self.system.as_secs_f64().max(1e-6)
    }

    /// Returns the number of reads and writes per second in the kernel, or 0 if
    /// they are unknown.
    pub fn calls_per_second(&self) -> f64 {
        let calls = self.io.unwrap_or_default().calls;
        calls as f64 / self.system.as_secs_f64().max(1e-6)
    }

    /// Returns the share of its own time in which it computed. If the parts are
    /// unknown, that is CPU ÷ wall, but at most 1 for all cores together.
    pub fn computing_share(&self) -> f64 {
        match self.parts {
            Some(parts) => {
                ratio(parts.computing, parts.computing + parts.blocked)
            }
            None => self.cores_busy().min(1.0),
        }
    }

    /// Returns its own time: the wall time without the time in which it waited for
    /// a core.
    pub fn own_time(&self) -> Duration {
        let queued = self.parts.map(|parts| parts.queued);
        self.wall.saturating_sub(queued.unwrap_or_default())
    }
}

impl Counters {
    /// Returns the number of instructions per cycle.
    pub fn per_cycle(&self) -> f64 {
        self.instructions as f64 / self.cycles.max(1) as f64
    }

    /// Returns the number of cache misses per thousand instructions.
    pub fn misses_per_thousand(&self) -> f64 {
        1000.0 * self.cache_misses as f64 / self.instructions.max(1) as f64
    }
}

/// Returns one time divided by another, or 0 if the other is 0.
pub fn ratio(part: Duration, whole: Duration) -> f64 {
    if whole.is_zero() {
        return 0.0;
    }
    part.div_duration_f64(whole)
}

/// Returns a size in words.
pub fn mebibytes(bytes: u64) -> String {
    format!("{:.1} MiB", bytes as f64 / f64::from(1 << 20))
}
