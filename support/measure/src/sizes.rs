//! Parsers of sizes on the command line.

use std::time::Duration;

/// Returns a parser of counts from 1 to `most`.
pub fn count(
    most: usize,
) -> impl Fn(&str) -> Result<usize, String> + Clone + Send + Sync {
    move |text| {
        let number = text.parse().ok();
        number
            .filter(|number| (1..=most).contains(number))
            .ok_or_else(|| format!("a whole number, 1 to {most}, is needed"))
    }
}

/// Returns a parser of seconds, with fractions, above 0 and up to `most`.
pub fn seconds(
    most: f64,
) -> impl Fn(&str) -> Result<Duration, String> + Clone + Send + Sync {
    move |text| {
        let seconds = text.parse().ok();
        seconds
            .filter(|seconds| (0.001..=most).contains(seconds))
            .map(Duration::from_secs_f64)
            .ok_or_else(|| format!("seconds, 0.001 to {most}, are needed"))
    }
}
