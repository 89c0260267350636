//! The connection that the exercise reads from, the clock beside it, and the
//! counts of what arrives.

// A solution that never asks the clock uses only part of this module.
#![allow(dead_code)]

use std::collections::VecDeque;
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

use tokio::io::{AsyncRead, ReadBuf};

/// Bytes of a record.
pub const RECORD: usize = 8;

/// A record.
pub type Record = [u8; RECORD];

/// One thing that happens.
#[derive(Debug, Clone)]
pub enum Step {
    /// These bytes arrive.
    Piece(Vec<u8>),
    /// The clock ticks. The next piece arrives after the tick was counted.
    Tick,
}

/// State shared by the three parts.
#[derive(Default)]
struct Shared {
    /// Steps that have not happened yet.
    steps: VecDeque<Step>,
    /// Set from a tick that was handed out until it is counted.
    is_ticking: bool,
    wakers: Vec<Waker>,
    counts: Counts,
}

/// Counts of what has happened.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Counts {
    /// Number of bytes that were read.
    pub bytes: usize,
    /// The records that were counted.
    pub records: Vec<Record>,
    /// Number of ticks that were counted.
    pub ticks: usize,
}

impl Shared {
    fn wake_all(&mut self) {
        self.wakers.drain(..).for_each(Waker::wake);
    }

    fn wait(&mut self, context: &Context<'_>) {
        self.wakers.push(context.waker().clone());
    }
}

/// A connection on which bytes arrive in pieces.
pub struct Connection(Arc<Mutex<Shared>>);

/// A clock that ticks now and then.
pub struct Clock(Arc<Mutex<Shared>>);

/// Counts records and ticks. A clone is another handle to the same counts.
#[derive(Clone)]
pub struct Seen(Arc<Mutex<Shared>>);

/// Returns the three parts of a connection on which this happens.
pub fn new(steps: impl IntoIterator<Item = Step>) -> (Connection, Clock, Seen) {
    let shared = Shared {
        steps: steps.into_iter().collect(),
        ..Shared::default()
    };
    let shared = Arc::new(Mutex::new(shared));
    let clock = Clock(shared.clone());
    (Connection(shared.clone()), clock, Seen(shared))
}

fn lock(shared: &Mutex<Shared>) -> MutexGuard<'_, Shared> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

impl AsyncRead for Connection {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let mut shared = lock(&self.0);
        if shared.is_ticking {
            shared.wait(context);
            return Poll::Pending;
        }
        let (read, is_empty) = match shared.steps.front_mut() {
            None => return Poll::Ready(Ok(())),
            Some(Step::Tick) => {
                shared.wait(context);
                return Poll::Pending;
            }
            Some(Step::Piece(piece)) => {
                let read = piece.len().min(buffer.remaining());
                buffer.put_slice(&piece[..read]);
                piece.drain(..read);
                (read, piece.is_empty())
            }
        };
        shared.counts.bytes += read;
        if is_empty {
            shared.steps.pop_front();
            // Perhaps it is the clock's turn.
            shared.wake_all();
        }
        Poll::Ready(Ok(()))
    }
}

impl Clock {
    /// Waits for the next tick. It is cancel safe: a tick that this future has
    /// not returned is returned by the next one.
    pub async fn tick(&mut self) {
        std::future::poll_fn(|context| {
            let mut shared = lock(&self.0);
            let is_due = matches!(shared.steps.front(), Some(Step::Tick));
            if !is_due || shared.is_ticking {
                shared.wait(context);
                return Poll::Pending;
            }
            shared.is_ticking = true;
            Poll::Ready(())
        })
        .await;
    }
}

impl Seen {
    /// Counts a record.
    pub fn record(&self, record: Record) {
        lock(&self.0).counts.records.push(record);
    }

    /// Counts a tick.
    pub fn tick(&self) {
        let mut shared = lock(&self.0);
        shared.counts.ticks += 1;
        if shared.is_ticking {
            shared.is_ticking = false;
            shared.steps.pop_front();
            shared.wake_all();
        }
    }

    /// Returns the counts so far.
    pub fn counts(&self) -> Counts {
        lock(&self.0).counts.clone()
    }
}
