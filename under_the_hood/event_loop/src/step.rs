//! The steps of a loop, as it reports them.

use std::time::{Duration, Instant};

/// Something that a task can wait for. In the derived order, timers come before
/// sockets, and a timer that is due earlier before a later one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// A moment. The number distinguishes timers of the same moment.
    Timer(Instant, usize),
    /// The socket of this number has bytes to read, or was closed.
    Readable(usize),
    /// The socket of this number accepts bytes, or could not connect.
    Writable(usize),
}

/// A step of the loop, reported just before the loop takes it. Tasks are
/// numbered from 0, in the order in which they were spawned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// It waits for events, for this time at most. None: until a socket is ready,
    /// or another thread wakes a task.
    Sleep(Option<Duration>),
    /// It wakes a task, because its source is ready.
    Wake(usize, Source),
    /// It begins a round, in which these tasks run.
    Ready(Vec<usize>),
    /// It polls a task.
    Run(usize),
    /// It notes a source for which the running task waits.
    Wait(usize, Source),
    /// It keeps a task's result, or its panic.
    End(usize),
}
