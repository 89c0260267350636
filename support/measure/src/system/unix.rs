//! Usage, process groups and limits on Unix.

use std::ffi::c_long;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{Child, Command, ExitStatus};
use std::time::Duration;

use nix::sys::resource::{self, UsageWho};
use nix::sys::signal::{self, Signal};
use nix::sys::time::{TimeVal, TimeValLike};
use nix::unistd::Pid;

use super::usage::Usage;

/// Returns the usage of this process and of the workers that it has waited for.
pub(crate) fn usage() -> Option<Usage> {
    let own = used_by(UsageWho::RUSAGE_SELF)?;
    Some(own.plus(used_by(UsageWho::RUSAGE_CHILDREN)?))
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
    Duration::from_micros(time.num_microseconds().cast_unsigned())
}

/// A process and all processes that it has started.
#[derive(Debug)]
pub(crate) struct Group {
    leader: u32,
}

impl Group {
    /// Makes the process the first of a group.
    pub(crate) fn prepare(command: &mut Command) {
        command.process_group(0);
    }

    /// Returns the group of a process that was prepared.
    pub(crate) fn of(leader: &Child) -> Group {
        Group {
            leader: leader.id(),
        }
    }

    /// Ends all processes of the group.
    pub(crate) fn end(&mut self) {
        if let Ok(leader) = i32::try_from(self.leader) {
            // This fails if none of them is left.
            let _ = signal::killpg(Pid::from_raw(leader), Signal::SIGKILL);
        }
    }
}

/// Raises the limit on open files as far as possible, for this process and
/// those that it starts. Returns the limit.
pub fn raise_open_files() -> Option<u64> {
    rlimit::increase_nofile_limit(u64::MAX).ok()
}

/// Returns the end of a process in words.
pub(crate) fn describe(status: ExitStatus) -> String {
    let signal = status
        .signal()
        .map(|signal| match Signal::try_from(signal) {
            Ok(signal) => format!("killed by {signal}"),
            Err(_) => format!("killed by signal {signal}"),
        });
    signal.unwrap_or_else(|| status.to_string())
}
