//! A running process, sampled from outside.

/// A running process, as the kernel reports it.
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
