//! A heart that should beat every 10 ms, as a task and as a thread, and what
//! became of its beats.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use hdrhistogram::Histogram;
use tokio::time::{self, MissedTickBehavior};

/// How long it is from one beat to the next.
pub const PERIOD: Duration = Duration::from_millis(10);

/// What a heart shows while it beats, and what ends it. `Relaxed` is enough for
/// both: neither says that something else in memory is ready.
#[derive(Debug, Default)]
pub struct Pulse {
    beats: AtomicU64,
    is_over: AtomicBool,
}

impl Pulse {
    /// How many beats there were until now.
    pub fn beats(&self) -> u64 {
        self.beats.load(Ordering::Relaxed)
    }

    /// Lets the next beat be the last.
    pub fn end(&self) {
        self.is_over.store(true, Ordering::Relaxed);
    }

    fn goes_on(&self) -> bool {
        !self.is_over.load(Ordering::Relaxed)
    }
}

/// Beats as a task, from now until one beat after the end.
pub async fn as_task(pulse: &Pulse) -> Beats {
    let mut interval = time::interval(PERIOD);
    // A beat that is missed is not made up for.
    interval.set_missed_tick_behavior(MissedTickBehavior::Skip);
    interval.tick().await;
    let mut beats = Beats::first(pulse);
    while pulse.goes_on() {
        interval.tick().await;
        beats.another(pulse);
    }
    beats
}

/// Beats as a thread, from now until one beat after the end.
pub fn as_thread(pulse: &Pulse) -> Beats {
    let mut beats = Beats::first(pulse);
    let first = beats.last;
    while pulse.goes_on() {
        let since = first.elapsed().as_nanos() % PERIOD.as_nanos();
        thread::sleep(PERIOD - Duration::from_nanos(since as u64));
        beats.another(pulse);
    }
    beats
}

/// The beats of a heart, the first one aside.
#[derive(Debug)]
pub struct Beats {
    /// How many there were.
    pub made: u64,
    /// How many more were due.
    pub missed: u64,
    gaps: Histogram<u64>,
    last: Instant,
}

impl Beats {
    fn first(pulse: &Pulse) -> Beats {
        pulse.beats.fetch_add(1, Ordering::Relaxed);
        Beats {
            made: 0,
            missed: 0,
            // Microseconds, with three digits that count.
            gaps: Histogram::new(3).expect("three digits can be had"),
            last: Instant::now(),
        }
    }

    fn another(&mut self, pulse: &Pulse) {
        pulse.beats.fetch_add(1, Ordering::Relaxed);
        let gap = self.last.elapsed();
        self.last += gap;
        self.made += 1;
        let periods = gap.div_duration_f64(PERIOD).round() as u64;
        self.missed += periods.saturating_sub(1);
        // For the beats that were missed, the gaps that they would have seen
        // are recorded, too. Otherwise a long gap is one among many short ones,
        // and no median shows it.
        let [gap, period] = [gap, PERIOD].map(|it| it.as_micros() as u64);
        let recorded = self.gaps.record_correct(gap, period);
        recorded.expect("the histogram grows with what is recorded");
    }

    /// The gap that this share of the beats, from 0 to 1, did not exceed.
    pub fn gap(&self, share: f64) -> Duration {
        Duration::from_micros(self.gaps.value_at_quantile(share))
    }
}
