//! The source that the exercise fetches from. Its pages take a while to fetch
//! and then to compute, and it counts those that are in memory.

// A solution that never computes uses only part of this module.
#![allow(dead_code)]

use std::collections::HashSet;
use std::hint;
use std::ops::Range;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::thread::{self, ThreadId};
use std::time::Duration;

use tokio::task::{self, coop};
use tokio::time;

/// Smallest number of fetches that should overlap.
pub const AT_ONCE: usize = 8;

/// Pages that take long to compute. Meanwhile, fetched pages pile up unless
/// something limits them.
const LONG: Range<u64> = 100..132;

/// From this page on, a fetch takes only one turn of the loop: on a busy
/// machine, 10,000 longer waits would take longer than a check may.
const SOON: u64 = 1_000;

/// Rounds of a computation: for one of the long pages, and for any other.
const LONG_ROUNDS: u64 = 800_000;
const ROUNDS: u64 = 100;

/// A source of pages. A clone is another handle to the same source.
#[derive(Clone)]
pub struct Source {
    delay: Duration,
    /// A number that makes the results different from those of other sources.
    key: u64,
    /// The threads on which the event loop runs its tasks.
    event_loop: Arc<Mutex<HashSet<ThreadId>>>,
    counts: Arc<Mutex<Counts>>,
}

/// A page that has been fetched.
pub struct Page {
    number: u64,
    source: Source,
}

/// Observations of the pages of a source.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// Fetches that are in flight now, and the most that ever were.
    in_flight: HashSet<u64>,
    pub most_in_flight: usize,
    /// Fetches that overlapped with enough others.
    pub together: HashSet<u64>,
    /// Pages in memory now, and the most that ever were.
    pub alive: usize,
    pub most_alive: usize,
    /// Pages that arrived, that are being computed now, and that were computed.
    pub fetched: usize,
    computing: usize,
    pub computed: usize,
    /// Pages that were computed in a task of the event loop.
    pub on_the_loop: usize,
}

impl Source {
    /// Returns a source whose pages arrive after `delay`.
    pub fn new(delay: Duration) -> Source {
        Source {
            delay,
            key: fastrand::u64(..),
            event_loop: Arc::default(),
            counts: Arc::default(),
        }
    }

    /// Notes that the event loop runs its tasks on this thread.
    pub async fn loop_is_here(self) {
        self.event_loop().insert(thread::current().id());
    }

    /// Waits for a page.
    pub async fn fetch(&self, number: u64) -> Page {
        let waiting = Waiting::new(self, number);
        if number < SOON {
            time::sleep(self.delay).await;
        } else {
            task::yield_now().await;
        }
        drop(waiting);
        Page::new(number, self)
    }

    /// Returns the observations so far.
    pub fn seen(&self) -> Counts {
        self.counts().clone()
    }

    /// Computes for a while, and returns the result of a page.
    pub fn result(&self, number: u64) -> u64 {
        let is_long = LONG.contains(&number);
        let rounds = if is_long { LONG_ROUNDS } else { ROUNDS };
        let mut state = number ^ self.key;
        for _ in 0..rounds {
            state = hint::black_box(state.rotate_left(5) ^ 0x9e37_79b9);
        }
        state
    }

    /// Returns true if the event loop is running a task on this thread.
    fn is_on_the_loop(&self) -> bool {
        self.event_loop().contains(&thread::current().id()) && is_in_a_task()
    }

    fn event_loop(&self) -> MutexGuard<'_, HashSet<ThreadId>> {
        let threads = self.event_loop.lock();
        threads.unwrap_or_else(PoisonError::into_inner)
    }

    fn counts(&self) -> MutexGuard<'_, Counts> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Page {
    fn new(number: u64, source: &Source) -> Page {
        let mut counts = source.counts();
        counts.fetched += 1;
        counts.alive += 1;
        counts.most_alive = counts.most_alive.max(counts.alive);
        Page {
            number,
            source: source.clone(),
        }
    }

    /// Computes for a while, and returns the result of the page, which then
    /// leaves the memory.
    pub fn compute(self) -> u64 {
        self.source.counts().computing += 1;
        let on_the_loop = self.source.is_on_the_loop();
        let result = self.source.result(self.number);
        let mut counts = self.source.counts();
        counts.computing -= 1;
        counts.computed += 1;
        counts.on_the_loop += usize::from(on_the_loop);
        drop(counts);
        result
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        self.source.counts().alive -= 1;
    }
}

/// A fetch that is in flight until this is dropped.
struct Waiting<'a> {
    source: &'a Source,
    number: u64,
}

impl Waiting<'_> {
    fn new(source: &Source, number: u64) -> Waiting<'_> {
        let mut counts = source.counts();
        let Counts {
            in_flight,
            most_in_flight,
            together,
            ..
        } = &mut *counts;
        in_flight.insert(number);
        *most_in_flight = in_flight.len().max(*most_in_flight);
        if in_flight.len() == AT_ONCE {
            together.extend(&*in_flight);
        } else if in_flight.len() > AT_ONCE {
            together.insert(number);
        }
        drop(counts);
        Waiting { source, number }
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.source.counts().in_flight.remove(&self.number);
    }
}

/// Returns true in a task of the event loop, but not in `block_in_place`: only
/// such a task gets a budget from tokio, which ends.
fn is_in_a_task() -> bool {
    let mut context = Context::from_waker(Waker::noop());
    (0..1_000).any(|_| match coop::poll_proceed(&mut context) {
        Poll::Ready(step) => {
            step.made_progress();
            false
        }
        Poll::Pending => true,
    })
}
