//! A heartbeat that should tick every 5 ms, and the gaps between its ticks.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard};
use std::time::{Duration, Instant};

use hdrhistogram::Histogram;
use tokio::time::{self, MissedTickBehavior};

/// Time from one tick to the next.
pub const PERIOD: Duration = Duration::from_millis(5);

/// A heartbeat, as seen by any thread.
#[derive(Debug, Default)]
pub struct Pulse {
    ticks: Mutex<Option<Ticks>>,
    is_over: AtomicBool,
}

impl Pulse {
    /// Ticks from now until one tick after the end.
    pub async fn tick(&self) {
        let mut interval = time::interval(PERIOD);
        // A missed tick is not made up for.
        interval.set_missed_tick_behavior(MissedTickBehavior::Skip);
        interval.tick().await;
        *self.ticks() = Some(Ticks::first());
        while !self.is_over.load(Ordering::Relaxed) {
            interval.tick().await;
            self.ticks().as_mut().expect("the first tick").another();
        }
    }

    /// Returns true if it has ticked.
    pub fn has_begun(&self) -> bool {
        self.ticks().is_some()
    }

    /// Makes the next tick the last one.
    pub fn end(&self) {
        self.is_over.store(true, Ordering::Relaxed);
    }

    /// Returns the ticks. If the loop is stuck, the gap goes on until now.
    pub fn seen(&self, is_stuck: bool) -> Option<Ticks> {
        let mut ticks = self.ticks().clone()?;
        if is_stuck {
            ticks.another();
            ticks.made -= 1;
        }
        Some(ticks)
    }

    fn ticks(&self) -> MutexGuard<'_, Option<Ticks>> {
        self.ticks.lock().expect("no tick panics")
    }
}

/// The ticks of a heartbeat after the first one, from which gaps count.
#[derive(Debug, Clone)]
pub struct Ticks {
    /// Number of ticks.
    pub made: u64,
    /// Number of ticks that were due but did not come.
    pub missed: u64,
    gaps: Histogram<u64>,
    last: Instant,
}

impl Ticks {
    fn first() -> Ticks {
        Ticks {
            made: 0,
            missed: 0,
            // Microseconds, with three significant digits.
            gaps: Histogram::new(3).expect("0 to 5 digits are possible"),
            last: Instant::now(),
        }
    }

    fn another(&mut self) {
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

    /// Returns the gap that a share of the ticks, from 0 to 1, did not exceed,
    /// in seconds.
    pub fn gap(&self, share: f64) -> f64 {
        let gap = Duration::from_micros(self.gaps.value_at_quantile(share));
        gap.as_secs_f64()
    }
}
