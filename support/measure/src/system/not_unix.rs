//! Process groups on Windows, which does not report their resource usage.

use std::os::windows::io::AsRawHandle;
use std::process::{Child, Command, ExitStatus};

use win32job::{ExtendedLimitInfo, Job};

use super::usage::Usage;

pub(crate) fn usage() -> Option<Usage> {
    None
}

/// A process and all processes that it has started, in a job if Windows grants
/// one.
#[derive(Debug)]
pub(crate) struct Group {
    job: Option<Job>,
}

impl Group {
    pub(crate) fn prepare(_command: &mut Command) {}

    /// Returns the group of a process that has started no other yet. Its
    /// processes end with it, and so with this one.
    pub(crate) fn of(leader: &Child) -> Group {
        let mut limits = ExtendedLimitInfo::new();
        limits.limit_kill_on_job_close();
        let job = Job::create_with_limit_info(&limits).ok();
        let handle = leader.as_raw_handle() as isize;
        let has_it = |job: &Job| job.assign_process(handle).is_ok();
        Group {
            job: job.filter(has_it),
        }
    }

    /// Ends all processes of the group.
    pub(crate) fn end(&mut self) {
        self.job = None;
    }
}

/// Returns None: no limit is known.
pub fn raise_open_files() -> Option<u64> {
    None
}

pub(crate) fn describe(status: ExitStatus) -> String {
    status.to_string()
}
