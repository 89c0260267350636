//! A stopwatch: many calls, their median and their spread.

use std::time::Instant;

use anyhow::Result;

/// Times of many calls.
pub struct Timing {
    /// Median, in microseconds.
    pub median: f64,
    /// Third quartile ÷ first quartile: 1 if all calls took the same time.
    pub spread: f64,
}

/// Times `n` calls of `start`.
///
/// # Errors
///
/// Returns the error of the first call that fails.
pub fn time(n: usize, start: &mut dyn FnMut() -> Result<()>) -> Result<Timing> {
    let mut times = Vec::with_capacity(n);
    for _ in 0..n {
        let started = Instant::now();
        start()?;
        times.push(started.elapsed());
    }
    times.sort();
    Ok(Timing {
        median: times[n / 2].as_secs_f64() * 1e6,
        spread: times[n * 3 / 4].div_duration_f64(times[n / 4]),
    })
}

/// Prints the largest spread and the row that it belongs to.
pub fn print_widest<'a>(
    timings: impl Iterator<Item = (&'static str, &'a Timing)>,
) {
    let spreads = timings.map(|(name, timing)| (timing.spread, name));
    let widest = spreads.max_by(|one, other| one.0.total_cmp(&other.0));
    if let Some((spread, name)) = widest {
        println!("Widest spread (Q3/Q1): {spread:.2}x, {name}.");
    }
}
