//! Resource usage of processes, as the kernel reports it.

use std::time::Duration;

use crate::figures::Figures;

/// Resource usage so far.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Usage {
    pub(crate) user: Duration,
    pub(crate) system: Duration,
    pub(crate) page_faults: u64,
    pub(crate) voluntary_switches: u64,
    pub(crate) involuntary_switches: u64,
}

impl Usage {
    /// Returns the usage since `before`, as figures without a wall time.
    pub(crate) fn since(self, before: Usage) -> Figures {
        let voluntary = self.voluntary_switches - before.voluntary_switches;
        let involuntary =
            self.involuntary_switches - before.involuntary_switches;
        Figures {
            user: Some(self.user.saturating_sub(before.user)),
            system: Some(self.system.saturating_sub(before.system)),
            page_faults: Some(self.page_faults - before.page_faults),
            voluntary_switches: Some(voluntary),
            involuntary_switches: Some(involuntary),
            ..Figures::default()
        }
    }

    /// Returns the CPU time in the program and in the kernel.
    pub(crate) fn cpu(self) -> Duration {
        self.user + self.system
    }

    /// Returns the usage of both together.
    #[cfg(unix)]
    pub(crate) fn plus(self, other: Usage) -> Usage {
        Usage {
            user: self.user + other.user,
            system: self.system + other.system,
            page_faults: self.page_faults + other.page_faults,
            voluntary_switches: self.voluntary_switches
                + other.voluntary_switches,
            involuntary_switches: self.involuntary_switches
                + other.involuntary_switches,
        }
    }
}
