//! A heartbeat that should tick every 10 ms, as a task and as a thread, and the
//! gaps between its ticks.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use hdrhistogram::Histogram;
use tokio::time::{self, MissedTickBehavior};

/// Time from one tick to the next.
pub const PERIOD: Duration = Duration::from_millis(10);

/// The ticks of a heartbeat so far, and its end. `Relaxed` is enough for both,
/// because neither says that something else in memory is ready.
#[derive(Debug, Default)]
pub struct Pulse {
    ticks: AtomicU64,
    is_over: AtomicBool,
}

impl Pulse {
    /// Returns the number of ticks so far.
    pub fn ticks(&self) -> u64 {
        self.ticks.load(Ordering::Relaxed)
    }

    /// Makes the next tick the last one.
    pub fn end(&self) {
        self.is_over.store(true, Ordering::Relaxed);
    }

    fn goes_on(&self) -> bool {
        !self.is_over.load(Ordering::Relaxed)
    }
}

/// Ticks as a task, from now until one tick after the end.
pub async fn as_task(pulse: &Pulse) -> Ticks {
    let mut interval = time::interval(PERIOD);
    // A missed tick is not made up for.
    interval.set_missed_tick_behavior(MissedTickBehavior::Skip);
    interval.tick().await;
    let mut ticks = Ticks::first(pulse);
    while pulse.goes_on() {
        interval.tick().await;
        ticks.another(pulse);
    }
    ticks
}

/// Ticks as a thread, from now until one tick after the end.
pub fn as_thread(pulse: &Pulse) -> Ticks {
    let mut ticks = Ticks::first(pulse);
    let first = ticks.last;
    while pulse.goes_on() {
        let since = first.elapsed().as_nanos() % PERIOD.as_nanos();
        thread::sleep(PERIOD - Duration::from_nanos(since as u64));
        ticks.another(pulse);
    }
    ticks
}

/// The ticks of a heartbeat after the first one, from which gaps count.
#[derive(Debug)]
pub struct Ticks {
    /// Number of ticks.
    pub made: u64,
    /// Number of ticks that were due but did not come.
    pub missed: u64,
    gaps: Histogram<u64>,
    last: Instant,
}

impl Ticks {
    fn first(pulse: &Pulse) -> Ticks {
        pulse.ticks.fetch_add(1, Ordering::Relaxed);
        Ticks {
            made: 0,
            missed: 0,
            // Microseconds, with three significant digits.
            gaps: Histogram::new(3).expect("0 to 5 digits are possible"),
            last: Instant::now(),
        }
    }

    fn another(&mut self, pulse: &Pulse) {
        pulse.ticks.fetch_add(1, Ordering::Relaxed);
        let gap = self.last.elapsed();
        self.last += gap;
        self.made += 1;
        let periods = gap.div_duration_f64(PERIOD).round() as u64;
        self.missed += periods.saturating_sub(1);
        // Also records the gaps that missed ticks would have seen. Otherwise a
        // long gap is one among many short ones, and no median shows it.
        let [gap, period] = [gap, PERIOD].map(|it| it.as_micros() as u64);
        let recorded = self.gaps.record_correct(gap, period);
        recorded.expect("the histogram grows as needed");
    }

    /// Returns the gap that a share of the ticks, from 0 to 1, did not exceed.
    pub fn gap(&self, share: f64) -> Duration {
        Duration::from_micros(self.gaps.value_at_quantile(share))
    }
}
