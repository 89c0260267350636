//! A stopwatch: many calls, their median, and how far they lie apart.

use std::time::Instant;

use anyhow::Result;

/// What many calls took.
pub struct Timing {
    /// The median, in microseconds.
    pub median: f64,
    /// The third quartile divided by the first: 1 if all took the same time.
    pub spread: f64,
}

/// Times so many calls.
///
/// # Errors
/// A call failed.
pub fn time(n: usize, way: &mut dyn FnMut() -> Result<()>) -> Result<Timing> {
    let mut times = Vec::with_capacity(n);
    for _ in 0..n {
        let started = Instant::now();
        way()?;
        times.push(started.elapsed());
    }
    times.sort();
    Ok(Timing {
        median: times[n / 2].as_secs_f64() * 1e6,
        spread: times[n * 3 / 4].div_duration_f64(times[n / 4]),
    })
}

/// Prints how far the calls of one way lie apart, at the most.
pub fn print_widest<'a>(
    timings: impl Iterator<Item = (&'static str, &'a Timing)>,
) {
    let spreads = timings.map(|(name, timing)| (timing.spread, name));
    let widest = spreads.max_by(|one, other| one.0.total_cmp(&other.0));
    if let Some((spread, name)) = widest {
        println!("Widest spread {spread:.2}x ({name}): 3rd quartile / 1st.");
    }
}
