//! The next step after a verdict: advice, a page to read, and a program to run.

use crate::figures::Figures;
use crate::kind::{self, IN_THE_KERNEL, Kind};
use crate::verdict::Verdict;

/// Advice, with a page of the book and a program that show how to follow it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NextStep {
    /// Advice in one line.
    pub advice: &'static str,
    /// File of the page, in `book/src`.
    pub page: &'static str,
    /// Command to run.
    pub run: &'static str,
}

/// Number of busy cores from which more than one counts.
const ONE_CORE: f64 = 1.1;

/// Share of busy cores from which all of them count as busy.
const ALL_CORES: f64 = 0.8;

/// Returns the next step after a verdict, if there is one.
pub fn after(verdict: &Verdict, figures: &Figures) -> Option<NextStep> {
    match verdict.kind {
        Kind::TooShort => None,
        Kind::CpuBound => Some(for_computing(figures)),
        Kind::MemoryBound => Some(NextStep {
            advice: "touch less memory, or each part only once; more cores \
                     would share the same memory",
            page: "two_kinds_of_work.md",
            run: "cargo run --release -p cpu_bound -- pi",
        }),
        Kind::NewMemory => Some(NextStep {
            advice: "reuse memory; each new page costs a page fault",
            page: "squares.md",
            run: "cargo run --release -p cpu_bound -- squares",
        }),
        Kind::IoBound => Some(NextStep {
            advice: "overlap the waits: threads for a few, tasks for many",
            page: "io_bound.md",
            run: "cargo run --release -p io_bound",
        }),
        Kind::Mixed => Some(NextStep {
            advice: "overlap the waits, and compute on one thread per core",
            page: "mixed_workload.md",
            run: "cargo run --release -p mixed_workload",
        }),
    }
}

fn for_the_kernel(figures: &Figures) -> NextStep {
    if kind::reads_and_writes(figures) {
        return NextStep {
            advice: "make fewer and larger reads and writes; they take the \
                     time, not a disk",
            page: "profile_task.md",
            run: "cargo run -p profile_task -- dd if=/dev/zero of=/dev/null \
                  bs=1M count=20000",
        };
    }
    NextStep {
        advice: "start fewer processes and make fewer system calls; the kernel \
                 does most of the work",
        page: "creation_cost.md",
        run: "cargo run -p fork_vs_spawn -- speed",
    }
}

fn for_computing(figures: &Figures) -> NextStep {
    if figures.in_the_kernel() >= IN_THE_KERNEL {
        return for_the_kernel(figures);
    }
    let busy = figures.cores_used();
    if busy >= ALL_CORES * figures.cores as f64 {
        return NextStep {
            advice: "improve the algorithm, or build with --release; no core is left",
            page: "cpu_bound.md",
            run: "cargo run --release -p cpu_bound",
        };
    }
    if busy < ONE_CORE {
        return NextStep {
            advice: "split the work into one chunk per core, on threads (in \
                     Python, processes); one core is busy",
            page: "two_cores.md",
            run: "cargo run -p ex_3_5",
        };
    }
    NextStep {
        advice: "find the part that one thread does alone; several cores are \
                 busy, but not all",
        page: "cpu_bound.md",
        run: "cargo run --release -p cpu_bound",
    }
}
