//! Where a verdict leads: the next branch of the decision tree, and what to
//! read and to run there.

use crate::figures::Figures;
use crate::kind::{self, IN_THE_KERNEL, Kind};
use crate::verdict::Verdict;

/// A page of the book and a program that shows what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NextStep {
    /// What to do.
    pub advice: &'static str,
    /// The page, in `book/src`.
    pub page: &'static str,
    /// What to run.
    pub run: &'static str,
}

/// Above this, more than one core was busy.
const ONE_CORE: f64 = 1.1;

/// From this share of the cores on, all of them are busy.
const ALL_CORES: f64 = 0.8;

/// What to do next; None where nothing is known.
pub fn after(verdict: &Verdict, figures: &Figures) -> Option<NextStep> {
    match verdict.kind {
        Kind::TooShort => None,
        Kind::CpuBound => Some(for_computing(figures)),
        Kind::MemoryBound => Some(NextStep {
            advice: "touch less memory, or each piece once: more cores share \
                     one memory",
            page: "two_kinds_of_work.md",
            run: "cargo run --release -p cpu_bound -- pi",
        }),
        Kind::NewMemory => Some(NextStep {
            advice: "use the same memory again: each new page costs a page \
                     fault",
            page: "cpu_bound.md",
            run: "cargo run --release -p cpu_bound -- squares",
        }),
        Kind::IoBound => Some(NextStep {
            advice: "wait for many things at once: threads for a few, tasks for \
                     many",
            page: "io_bound.md",
            run: "cargo run --release -p io_bound",
        }),
        Kind::Mixed => Some(NextStep {
            advice: "wait for many things at once, and compute on a thread for \
                     each core",
            page: "mixed_workload.md",
            run: "cargo run --release -p mixed_workload",
        }),
    }
}

fn for_the_kernel(figures: &Figures) -> NextStep {
    if kind::reads_and_writes(figures) {
        return NextStep {
            advice: "larger reads and writes, and fewer of them: they are what \
                     takes the time, not a disk",
            page: "profile_task.md",
            run: "cargo run -p profile_task -- dd if=/dev/zero of=/dev/null \
                  bs=1M count=20000",
        };
    }
    NextStep {
        advice: "fewer processes, and fewer calls of the kernel: it is what \
                 works",
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
            advice: "a better algorithm, or --release: no core is left to use",
            page: "cpu_bound.md",
            run: "cargo run --release -p cpu_bound",
        };
    }
    if busy < ONE_CORE {
        return NextStep {
            advice: "pieces, and a thread for each core (in Python, a process): \
                     one core is busy",
            page: "two_cores.md",
            run: "cargo run -p ex_3_5",
        };
    }
    NextStep {
        advice: "look for what one thread does alone: several cores are \
                     busy, and not all of them",
        page: "cpu_bound.md",
        run: "cargo run --release -p cpu_bound",
    }
}
