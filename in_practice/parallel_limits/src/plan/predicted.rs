//! Predicted speedups, by the simplest rule that says anything.

/// Amdahl's law: the serial part takes its time, and the cores share the rest.
pub fn amdahl(serial_percent: u64, threads: usize) -> f64 {
    let serial = serial_percent as f64 / 100.0;
    1.0 / (serial + (1.0 - serial) / cores(threads))
}

/// Returns the speedup of equal pieces on threads that take one after another:
/// the last turn may leave cores idle, and each piece costs its overhead.
/// `overhead` is the time that all threads together need per piece, and `work`
/// the time of all pieces on one core, in seconds.
pub fn grain(pieces: u64, threads: usize, overhead: f64, work: f64) -> f64 {
    let turns = (pieces as f64 / cores(threads)).ceil();
    work / (work * turns / pieces as f64 + overhead * pieces as f64)
}

/// Returns the speedup of pieces that take 1, 2, 3 … if each thread gets the
/// same number of them: all work ÷ the share of the thread with the longest.
pub fn halves(pieces: u64, threads: usize) -> f64 {
    let threads = cores(threads) as u64;
    let sum = |last: u64| (last * (last + 1) / 2) as f64;
    let first = pieces * (threads - 1) / threads;
    sum(pieces) / (sum(pieces) - sum(first))
}

/// Returns how many times as many numbers the plain sieve crosses out as this
/// one, times its cores.
pub fn sieve(version: &str, limit: usize, threads: usize) -> f64 {
    let small = crate::versions::plain::up_to(limit.isqrt());
    let small = || small.iter().map(|prime| *prime as u64);
    let limit = limit as u64;
    let plain: u64 = small().map(|prime| limit / prime - 1).sum();
    let own: u64 = match version {
        "plain" | "plain_threads" => plain,
        "from_the_square" => small().map(|it| limit / it - it + 1).sum(),
        _ => small().skip(1).map(|it| (limit / it - it) / 2 + 1).sum(),
    };
    plain as f64 / own as f64 * cores(threads)
}

/// Returns the number of threads that can compute at a time.
fn cores(threads: usize) -> f64 {
    threads.min(command_line::cores()) as f64
}
