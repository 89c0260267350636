//! What is said below a table.

use std::collections::BTreeMap;
use std::thread;

use measure::Measured;

use crate::presets::Sizes;
use crate::work::Page;

/// How many cores this process may use.
pub fn cores() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

/// How many threads Python's `ThreadPoolExecutor()` has here.
pub fn default_threads() -> usize {
    (cores() + 4).min(32)
}

/// Explains the time of the thread pool.
pub fn pool(sizes: Sizes, rows: &[Measured<Vec<Page>>]) -> Option<String> {
    let pool = rows.iter().find(|row| row.way == "thread_pool")?;
    let took = pool.figures()?.wall.as_secs_f64();
    let Sizes {
        requests,
        delay,
        threads,
        ..
    } = sizes;
    let rounds = requests.div_ceil(threads);
    let least = delay.as_secs_f64() * rounds as f64;
    let seconds = delay.as_secs_f64();
    Some(format!(
        "Thread pool: {requests} requests ÷ {threads} threads, rounded up, are \
         {rounds} rounds of {seconds:.2} s: {least:.2} s. It took {took:.2} s."
    ))
}

/// Explains the pool of the Python original, whose size it does not tell.
pub fn default_size() -> [String; 3] {
    let (cores, threads) = (cores(), default_threads());
    [
        format!(
            "Python's ThreadPoolExecutor() has min(32, cores + 4) threads: \
             {threads} on {cores} cores."
        ),
        "The original's 100 requests, of 0.15 s one after another, took 1.34 s \
         in its pool:"
            .to_owned(),
        "that is 9 rounds (1.35 s), as 12 threads need and no other number; so \
         it had 8 cores."
            .to_owned(),
    ]
}

/// Lists who waited in a row, and for how many answers.
pub fn identities(row: &Measured<Vec<Page>>) -> Vec<String> {
    let mut answers = BTreeMap::new();
    for page in row.answer().into_iter().flatten() {
        *answers.entry((page.process, &page.thread)).or_insert(0) += 1;
    }
    let line = |((process, thread), answers): (_, i32)| {
        let label = &row.label;
        format!("{label:<20} process {process} {thread:<14} {answers:>6}")
    };
    answers.into_iter().map(line).collect()
}
