//! Numbers in sentences.

/// Seconds below which two decimals would say too little.
const SHORT: f64 = 0.1;

/// Returns a number with thousands separators: `10,000`.
pub fn grouped(number: usize) -> String {
    match (number / 1_000, number % 1_000) {
        (0, rest) => rest.to_string(),
        (thousands, rest) => format!("{},{rest:03}", grouped(thousands)),
    }
}

/// Returns a count with its noun: `1 request`, `10,000 requests`, `2 items at
/// once`. `what` is in the singular; its first word gets the s.
pub fn counted(number: usize, what: &str) -> String {
    let many = match what.split_once(' ') {
        Some((noun, rest)) => format!("{noun}s {rest}"),
        None => format!("{what}s"),
    };
    let what = if number == 1 { what } else { &many };
    format!("{} {what}", grouped(number))
}

/// Returns seconds with two decimals, or with three if they are few: `1.25 s`,
/// `0.005 s`.
pub fn seconds(seconds: f64) -> String {
    let decimals = if seconds < SHORT { 3 } else { 2 };
    format!("{seconds:.decimals$} s")
}
