//! What is said below a table.

use std::collections::BTreeMap;

use command_line::cores;
use measure::Measured;
use measure::words::{counted, seconds};

use crate::presets::{Preset, Sizes};
use crate::work::Page;

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
    let delay = delay.as_secs_f64();
    let are = if rounds == 1 { "is" } else { "are" };
    Some(format!(
        "Thread pool: {} ÷ {}, rounded up, {are} {} of {delay} s: {}. It took \
         {}.",
        counted(requests, "request"),
        counted(threads, "thread"),
        counted(rounds, "round"),
        seconds(delay * rounds as f64),
        seconds(took)
    ))
}

/// Explains the pool of the Python original, whose size it does not tell.
pub fn default_size() -> [String; 3] {
    let (cores, threads) = (cores(), default_threads());
    [
        format!(
            "Python's ThreadPoolExecutor() has min(32, cores + 4) threads: \
             {threads} on {}.",
            counted(cores, "core")
        ),
        "The original's 100 requests took 14.97 s one after another, and 1.34 \
         s in its pool: about 9 rounds."
            .to_owned(),
        "12 threads would need 9, so it may have had 8 cores; with more \
         threads, the rest would be overhead."
            .to_owned(),
    ]
}

/// What the Python original reports of its ways.
pub fn original(preset: Preset) -> &'static [&'static str] {
    match preset {
        Preset::Downloads => &[
            "The Python original, from a distant site: sequential 213.60 s, 8 \
             threads 29.36 s, tasks 7.65 s,",
            "8 processes 39.06 s; its tasks were not limited to 8.",
        ],
        Preset::Requests => &[
            "The Python original: sequential 14.97 s, 100 threads 1.02 s, its \
             pool 1.34 s, tasks 0.55 s.",
        ],
        Preset::Pages => &[
            "The Python original: sequential 50.0 s, 10 threads 5.2 s (130 \
             MB), 100 threads 1.8 s (850 MB),",
            "tasks 1.5 s (65 MB), 4 processes 13.0 s (200 MB).",
        ],
    }
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
