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

/// What there was for the threads, in a stretch of time.
#[derive(Clone, Copy, Debug)]
pub struct Room {
    /// The cores that they may use.
    pub cores: usize,
    /// How many of them wanted a core at a time, mostly.
    pub at_once: usize,
    /// Core time that other programs had. It is what can have been taken from
    /// these threads, and no more: if the cores were idle, threads in line
    /// stood behind one another.
    pub others: Duration,
}

/// Divides a stretch of time, in which the threads were busy so long.
///
/// The stretch is used as far as there was something to do: all of it, if
/// threads were busy for longer than it lasted. Of what is used, the part that
/// other programs took is not the threads' own. They took what the cores could
/// have done for these threads and did not: eight threads on two cores always
/// have a line, but as long as both cores serve them, nothing is taken. And
/// threads that want a core one after another compute for as long as they are
/// on one.
pub fn divide(span: Duration, busy: Busy, room: Room) -> Parts {
    let wanted = busy.on_a_core + busy.in_line.min(room.others);
    if wanted.is_zero() {
        return Parts {
            waiting: span,
            ..Parts::default()
        };
    }
    let used = wanted.min(span);
    let count = |cores: usize| u32::try_from(cores.max(1)).unwrap_or(u32::MAX);
    let all_cores = span.saturating_mul(count(room.cores));
    let could_have = wanted.min(all_cores).max(busy.on_a_core);
    let computing = used.mul_f64(busy.on_a_core.div_duration_f64(could_have));
    let least = busy.on_a_core / count(room.at_once.min(room.cores));
    let computing = computing.max(least).min(used);
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

    /// The parts, if that much CPU time was used on so many cores: it took no
    /// longer than one core would have, and no less than all of them.
    pub fn within(self, cpu: Duration, cores: usize) -> Parts {
        let wall = self.computing + self.in_line + self.waiting;
        let cores = u32::try_from(cores.max(1)).unwrap_or(u32::MAX);
        let most = cpu.min(wall);
        let computing = self.computing.clamp((cpu / cores).min(most), most);
        let in_line = self.in_line.min(wall - computing);
        let waiting = wall - computing - in_line;
        Parts {
            computing,
            in_line,
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
