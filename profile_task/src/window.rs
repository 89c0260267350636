//! What a stretch of time was spent on, from what threads did in it.

use std::time::Duration;

use crate::figures::Parts;

/// What threads have done, all together.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Busy {
    /// Time on a core.
    pub on_a_core: Duration,
    /// Time in line for one, with something to do.
    pub in_line: Duration,
}

/// Divides a stretch of time, in which the threads were busy so long, on a
/// machine with so many cores.
///
/// The stretch is used as far as there was something to do: all of it, if
/// threads were busy for longer than it lasted. Of what is used, the part that
/// other programs took is not the threads' own. They took what the cores could
/// have done for these threads and did not: eight threads on two cores always
/// have a line, but as long as both cores serve them, nothing is taken.
pub fn divide(span: Duration, busy: Busy, cores: usize) -> Parts {
    let wanted = busy.on_a_core + busy.in_line;
    if wanted.is_zero() {
        return Parts {
            waiting: span,
            ..Parts::default()
        };
    }
    let used = wanted.min(span);
    let all_cores = span * u32::try_from(cores).unwrap_or(u32::MAX);
    let could_have = wanted.min(all_cores).max(busy.on_a_core);
    let computing = used.mul_f64(busy.on_a_core.div_duration_f64(could_have));
    Parts {
        computing,
        in_line: used.saturating_sub(computing),
        waiting: span - used,
        ..Parts::default()
    }
}

impl Parts {
    /// These parts and more of them.
    pub fn plus(self, more: Parts) -> Parts {
        Parts {
            computing: self.computing + more.computing,
            in_line: self.in_line + more.in_line,
            waiting: self.waiting + more.waiting,
            for_a_disk: self.for_a_disk + more.for_a_disk,
        }
    }

    /// The parts, if they were seen for a part of the CPU time alone: threads
    /// and processes that end between two looks take their last figures with
    /// them. What was missed is taken to be like what was seen.
    pub fn completed(self, seen: Duration, all: Duration) -> Parts {
        let wall = self.computing + self.in_line + self.waiting;
        if seen >= all {
            return self;
        }
        if seen.is_zero() {
            let computing = all.min(wall);
            return Parts {
                computing,
                in_line: Duration::ZERO,
                waiting: wall - computing,
                for_a_disk: self.for_a_disk.min(wall - computing),
            };
        }
        let used = self.computing + self.in_line;
        let missed = used.mul_f64(all.div_duration_f64(seen)).min(wall);
        let grown = missed.div_duration_f64(used);
        let computing = self.computing.mul_f64(grown).min(missed);
        let waiting = wall - missed;
        Parts {
            computing,
            in_line: missed - computing,
            waiting,
            for_a_disk: self.for_a_disk.min(waiting),
        }
    }

    /// The parts, if so much of the waiting was time in which the computer
    /// that runs this virtual machine had given its cores to others.
    pub fn without_stolen(self, stolen: Duration) -> Parts {
        let stolen = stolen.min(self.waiting);
        let waiting = self.waiting - stolen;
        Parts {
            in_line: self.in_line + stolen,
            waiting,
            for_a_disk: self.for_a_disk.min(waiting),
            ..self
        }
    }
}
