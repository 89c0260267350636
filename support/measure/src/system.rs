//! What each system tells and does in a way of its own.

use std::time::Duration;

use crate::figures::Figures;

/// What the system knows of a process that runs.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Status {
    pub(crate) peak_memory: Option<u64>,
    pub(crate) page_tables: Option<u64>,
    pub(crate) threads: Option<u64>,
}

impl Status {
    pub(crate) fn plus(&self, other: &Status) -> Status {
        let sum = |one: Option<u64>, other: Option<u64>| match (one, other) {
            (Some(one), Some(other)) => Some(one + other),
            (one, other) => one.or(other),
        };
        Status {
            peak_memory: sum(self.peak_memory, other.peak_memory),
            page_tables: sum(self.page_tables, other.page_tables),
            threads: sum(self.threads, other.threads),
        }
    }

    pub(crate) fn or_higher(&self, other: &Status) -> Status {
        Status {
            peak_memory: self.peak_memory.max(other.peak_memory),
            page_tables: self.page_tables.max(other.page_tables),
            threads: self.threads.max(other.threads),
        }
    }
}

/// What processes have used so far.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Usage {
    user: Duration,
    system: Duration,
    page_faults: u64,
    voluntary_switches: u64,
    involuntary_switches: u64,
}

impl Usage {
    /// What was used since `before`, as figures without a wall time.
    pub(crate) fn since(before: Option<Usage>) -> Figures {
        let Some((now, before)) = Usage::now().zip(before) else {
            return Figures::default();
        };
        let voluntary = now.voluntary_switches - before.voluntary_switches;
        let involuntary =
            now.involuntary_switches - before.involuntary_switches;
        Figures {
            user: Some(now.user.saturating_sub(before.user)),
            system: Some(now.system.saturating_sub(before.system)),
            page_faults: Some(now.page_faults - before.page_faults),
            voluntary_switches: Some(voluntary),
            involuntary_switches: Some(involuntary),
            ..Figures::default()
        }
    }
}

#[cfg(unix)]
pub use self::unix::raise_open_files;
#[cfg(unix)]
pub(crate) use self::unix::{describe, end_group, in_a_group_of_its_own};

#[cfg(unix)]
mod unix {
    use std::ffi::c_long;
    use std::os::unix::process::{CommandExt, ExitStatusExt};
    use std::process::{Command, ExitStatus};
    use std::time::Duration;

    use nix::sys::resource::{self, UsageWho};
    use nix::sys::signal::{self, Signal};
    use nix::sys::time::TimeVal;
    use nix::unistd::Pid;

    use super::Usage;

    impl Usage {
        /// What this process, and the workers that it has waited for, have
        /// used.
        pub(crate) fn now() -> Option<Usage> {
            let own = used_by(UsageWho::RUSAGE_SELF)?;
            let workers = used_by(UsageWho::RUSAGE_CHILDREN)?;
            Some(Usage {
                user: own.user + workers.user,
                system: own.system + workers.system,
                page_faults: own.page_faults + workers.page_faults,
                voluntary_switches: own.voluntary_switches
                    + workers.voluntary_switches,
                involuntary_switches: own.involuntary_switches
                    + workers.involuntary_switches,
            })
        }
    }

    fn used_by(who: UsageWho) -> Option<Usage> {
        let usage = resource::getrusage(who).ok()?;
        let count = |count: c_long| u64::try_from(count).unwrap_or_default();
        Some(Usage {
            user: duration(usage.user_time()),
            system: duration(usage.system_time()),
            page_faults: count(usage.minor_page_faults()),
            voluntary_switches: count(usage.voluntary_context_switches()),
            involuntary_switches: count(usage.involuntary_context_switches()),
        })
    }

    fn duration(time: TimeVal) -> Duration {
        let seconds = u64::try_from(time.tv_sec()).unwrap_or_default();
        let micros = u64::try_from(time.tv_usec()).unwrap_or_default();
        Duration::from_secs(seconds) + Duration::from_micros(micros)
    }

    /// Lets the process be ended with all that it starts, by [`end_group`].
    pub(crate) fn in_a_group_of_its_own(command: &mut Command) {
        command.process_group(0);
    }

    /// Ends all processes of the group that this one leads.
    pub(crate) fn end_group(leader: u32) {
        if let Ok(leader) = i32::try_from(leader) {
            // Fails where none of them is left.
            let _ = signal::killpg(Pid::from_raw(leader), Signal::SIGKILL);
        }
    }

    /// Raises the limit on open files as far as it goes, for this process and
    /// those that it starts. Returns it.
    pub fn raise_open_files() -> Option<u64> {
        rlimit::increase_nofile_limit(u64::MAX).ok()
    }

    /// Says how a process has ended.
    pub(crate) fn describe(status: ExitStatus) -> String {
        let signal =
            status
                .signal()
                .map(|signal| match Signal::try_from(signal) {
                    Ok(signal) => format!("killed by {signal}"),
                    Err(_) => format!("killed by signal {signal}"),
                });
        signal.unwrap_or_else(|| status.to_string())
    }
}

#[cfg(not(unix))]
pub use self::elsewhere::raise_open_files;
#[cfg(not(unix))]
pub(crate) use self::elsewhere::{describe, end_group, in_a_group_of_its_own};

#[cfg(not(unix))]
mod elsewhere {
    use std::process::{Command, ExitStatus};

    use super::Usage;

    impl Usage {
        pub(crate) fn now() -> Option<Usage> {
            None
        }
    }

    pub(crate) fn in_a_group_of_its_own(_command: &mut Command) {}

    pub(crate) fn end_group(_leader: u32) {}

    pub fn raise_open_files() -> Option<u64> {
        None
    }

    pub(crate) fn describe(status: ExitStatus) -> String {
        status.to_string()
    }
}

#[cfg(target_os = "linux")]
pub(crate) use self::linux::{
    end_with_parent, group_of, peak_memory, processes, status,
};

#[cfg(target_os = "linux")]
mod linux {
    use std::fs;

    use nix::sys::prctl;
    use nix::sys::signal::Signal;

    use super::Status;

    /// From now on, this process is killed when the one that has started it
    /// ends, however that comes.
    pub(crate) fn end_with_parent() {
        // Fails for signals that do not exist.
        let _ = prctl::set_pdeathsig(Signal::SIGKILL);
    }

    /// The most bytes that were ever resident in this process. (`ru_maxrss`
    /// would begin with the peak of the process that has started it.)
    pub(crate) fn peak_memory() -> Option<u64> {
        status_in("/proc/self/status")?.peak_memory
    }

    /// What the kernel tells of a process; None where it has ended.
    pub(crate) fn status(id: u32) -> Option<Status> {
        status_in(&format!("/proc/{id}/status"))
    }

    fn status_in(file: &str) -> Option<Status> {
        let text = fs::read_to_string(file).ok()?;
        // A process that has ended, and is not waited for, has no memory.
        let kibibytes = |name| field(&text, name).map(|number| number * 1024);
        Some(Status {
            peak_memory: Some(kibibytes("VmHWM:")?),
            page_tables: kibibytes("VmPTE:"),
            threads: field(&text, "Threads:"),
        })
    }

    /// The first number behind `name`, in a file that has a line for it.
    fn field(text: &str, name: &str) -> Option<u64> {
        let line = text.lines().find_map(|line| line.strip_prefix(name))?;
        line.split_whitespace().next()?.parse().ok()
    }

    /// All processes.
    pub(crate) fn processes() -> Vec<u32> {
        let Ok(entries) = fs::read_dir("/proc") else {
            return Vec::new();
        };
        let ids = entries
            .flatten()
            .filter_map(|entry| entry.file_name().to_str()?.parse().ok());
        ids.collect()
    }

    /// The group that a process belongs to; None where it has ended.
    pub(crate) fn group_of(id: u32) -> Option<u32> {
        let text = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
        // Behind the name, which may hold anything, come the state, the
        // parent, and the group.
        let (_, rest) = text.rsplit_once(')')?;
        rest.split_whitespace().nth(2)?.parse().ok()
    }
}

#[cfg(not(target_os = "linux"))]
pub(crate) use self::without_proc::{
    end_with_parent, group_of, peak_memory, processes, status,
};

#[cfg(not(target_os = "linux"))]
mod without_proc {
    use super::Status;

    pub(crate) fn end_with_parent() {}

    /// The most bytes that were ever resident in this process.
    #[cfg(target_os = "macos")]
    pub(crate) fn peak_memory() -> Option<u64> {
        use nix::sys::resource::{self, UsageWho};
        let usage = resource::getrusage(UsageWho::RUSAGE_SELF).ok()?;
        // Bytes here; other systems count in KiB.
        u64::try_from(usage.max_rss()).ok()
    }

    #[cfg(not(target_os = "macos"))]
    pub(crate) fn peak_memory() -> Option<u64> {
        None
    }

    pub(crate) fn status(_id: u32) -> Option<Status> {
        None
    }

    pub(crate) fn processes() -> Vec<u32> {
        Vec::new()
    }

    pub(crate) fn group_of(_id: u32) -> Option<u32> {
        None
    }
}
