//! What the exercise fetches from: pages that have to be waited for and then
//! computed, and that are counted as long as they are in memory.

use std::hint;
use std::ops::Range;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time;

/// These pages take long to compute. While one of them does, pages that have
/// been fetched pile up, unless something has a bound.
const LONG: Range<u64> = 100..132;

/// How often the loop of a computation goes round: for one of those, and for
/// any other page.
const LONG_ROUNDS: u64 = 800_000;
const ROUNDS: u64 = 100;

/// Where pages come from. A clone is another handle to the same source.
#[derive(Clone)]
pub struct Source {
    delay: Duration,
    counts: Arc<Mutex<Counts>>,
}

/// A page that has been fetched.
pub struct Page {
    number: u64,
    source: Source,
}

/// What was seen of the pages of a source.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Fetches that are waited for now, and the most that ever were.
    pub in_flight: usize,
    pub most_in_flight: usize,
    /// Pages in memory now, and the most that ever were.
    pub alive: usize,
    pub most_alive: usize,
    /// Pages that came, that are being computed now, and that were computed.
    pub fetched: usize,
    pub computing: usize,
    pub computed: usize,
}

impl Source {
    /// A source whose pages come after `delay`.
    pub fn new(delay: Duration) -> Source {
        Source {
            delay,
            counts: Arc::default(),
        }
    }

    /// Waits for a page.
    pub async fn fetch(&self, number: u64) -> Page {
        let waiting = Waiting::new(self);
        time::sleep(self.delay).await;
        drop(waiting);
        Page::new(number, self)
    }

    /// What was seen until now.
    pub fn seen(&self) -> Counts {
        *self.counts()
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

    /// Computes for a while, and returns the square of the page's number. The
    /// page is not needed any more, and leaves the memory.
    pub fn compute(self) -> u64 {
        self.source.counts().computing += 1;
        let is_long = LONG.contains(&self.number);
        let rounds = if is_long { LONG_ROUNDS } else { ROUNDS };
        let mut state = self.number;
        for _ in 0..rounds {
            state = hint::black_box(state.rotate_left(5) ^ 0x9e37_79b9);
        }
        let mut counts = self.source.counts();
        counts.computing -= 1;
        counts.computed += 1;
        drop(counts);
        self.number * self.number
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        self.source.counts().alive -= 1;
    }
}

/// A fetch that is waited for, until this is dropped.
struct Waiting<'a>(&'a Source);

impl Waiting<'_> {
    fn new(source: &Source) -> Waiting<'_> {
        let mut counts = source.counts();
        counts.in_flight += 1;
        counts.most_in_flight = counts.most_in_flight.max(counts.in_flight);
        drop(counts);
        Waiting(source)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.counts().in_flight -= 1;
    }
}
