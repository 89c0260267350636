//! What this machine allows, for those who look before they start.

use std::fmt;

use crate::comparison::Refusal;
use crate::system;
use crate::words::{counted, grouped};

/// What a size of work takes at one time, as a rough upper bound.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Needs {
    /// Open files and connections of the process that has most of them.
    pub open_files: u64,
    /// Threads, of all processes.
    pub threads: u64,
    /// Bytes of memory, of all processes.
    pub memory: u64,
}

impl Needs {
    /// The higher ones of both: of ways that run one after another.
    pub fn or_higher(self, other: Needs) -> Needs {
        Needs {
            open_files: self.open_files.max(other.open_files),
            threads: self.threads.max(other.threads),
            memory: self.memory.max(other.memory),
        }
    }
}

/// How much there is left of something, and what limits it.
#[derive(Debug, Clone, PartialEq)]
pub struct Limit {
    /// How much.
    pub left: u64,
    /// What says so, such as `ulimit -n`.
    pub set_by: String,
}

impl fmt::Display for Limit {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} ({})", grouped(self.left as usize), self.set_by)
    }
}

/// What this process may have. None: the system does not tell.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Limits {
    /// Open files of one process.
    pub open_files: Option<Limit>,
    /// Threads.
    pub threads: Option<Limit>,
    /// Bytes of memory.
    pub memory: Option<Limit>,
}

impl Limits {
    /// The limits here and now.
    pub fn here() -> Limits {
        Limits {
            open_files: system::open_files_left(),
            threads: system::threads_left(),
            memory: system::memory_left(),
        }
    }

    /// Refuses a size that takes more than there is. `what` is what is counted,
    /// in the singular; `needs` tells what a size takes, and a larger one never
    /// less.
    ///
    /// # Errors
    ///
    /// One sentence with the limit, and with the size that would fit.
    pub fn check(
        &self,
        asked: usize,
        what: &str,
        needs: impl Fn(usize) -> Needs,
    ) -> Result<(), Refusal> {
        let Some(lacking) = self.lacking(needs(asked)) else {
            return Ok(());
        };
        let fits = |size| self.lacking(needs(size)).is_none();
        let advice = match largest(asked, fits) {
            0 => format!("no {what} at all would fit"),
            size => format!("{} would fit", counted(size, what)),
        };
        let take = if asked == 1 { "takes" } else { "take" };
        let asked = counted(asked, what);
        let sentence = format!("{asked} {take} {lacking}; {advice}");
        Err(Refusal::Limit(sentence))
    }

    /// Says what there is too little of.
    fn lacking(&self, needs: Needs) -> Option<String> {
        let over = |limit: &Option<Limit>, needed: u64| {
            limit.clone().filter(|limit| limit.left < needed)
        };
        let mebibytes = |bytes: u64| grouped((bytes >> 20) as usize);
        if let Some(limit) = over(&self.open_files, needs.open_files) {
            let needed = grouped(needs.open_files as usize);
            return Some(format!(
                "{needed} open files at once, of which a process has {limit}"
            ));
        }
        if let Some(limit) = over(&self.threads, needs.threads) {
            let needed = counted(needs.threads as usize, "thread at once");
            return Some(format!("{needed}, of which there are {limit}"));
        }
        let Limit { left, set_by } = over(&self.memory, needs.memory)?;
        Some(format!(
            "{} MiB of memory, of which there are {} MiB ({set_by})",
            mebibytes(needs.memory),
            mebibytes(left)
        ))
    }
}

/// The largest size below `asked` that fits; 0 where none does.
fn largest(asked: usize, fits: impl Fn(usize) -> bool) -> usize {
    let (mut fitting, mut too_large) = (0, asked);
    while too_large - fitting > 1 {
        let middle = fitting + (too_large - fitting) / 2;
        if fits(middle) {
            fitting = middle;
        } else {
            too_large = middle;
        }
    }
    fitting
}
