//! What the loop tells of itself.

use std::time::{Duration, Instant};

/// What a task can wait for. In this order, timers come before sockets, and
/// the one that is due first before the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// A moment. The number tells timers of the same moment apart.
    Timer(Instant, usize),
    /// The socket of this number has bytes to be read, or has ended.
    Readable(usize),
    /// The socket of this number takes bytes, or could not connect.
    Writable(usize),
}

/// A step of the loop, told just before it is taken. Tasks have the numbers in
/// which they were spawned, from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// It asks for sockets, and sleeps for so long at the most. None: until a
    /// socket is ready, or another thread wakes a task.
    Sleep(Option<Duration>),
    /// It wakes a task, because what that waited for has happened.
    Wake(usize, Source),
    /// It begins a round, in which these tasks run.
    Ready(Vec<usize>),
    /// It polls a task.
    Run(usize),
    /// It notes what the task that runs waits for.
    Wait(usize, Source),
    /// It keeps what the task has returned, or its panic.
    End(usize),
}
