//! Notes below a table.

use std::collections::BTreeMap;

use measure::words::{counted, seconds};
use measure::{Measured, Notes, find};

use crate::plan::sizes::Sizes;
use crate::work::{Response, Work};

type Rows<'a> = &'a [Measured<Work, Vec<Response>>];

/// Returns the notes on the rows.
pub fn notes(sizes: Sizes, rows: Rows) -> Notes {
    let mut notes = Notes::default();
    notes.figure("requests", sizes.requests as f64);
    notes.figure("delay", sizes.delay.as_secs_f64());
    notes.figure("threads", sizes.threads as f64);
    notes.figure("processes", sizes.processes as f64);
    notes.lines.extend(pool(sizes, rows));
    notes
}

/// Returns a line that explains the time of the thread pool.
fn pool(sizes: Sizes, rows: Rows) -> Option<String> {
    let took = find(rows, "thread_pool")?.wall()?;
    let Sizes {
        requests,
        delay,
        threads,
        ..
    } = sizes;
    let rounds = requests.div_ceil(threads);
    let delay = delay.as_secs_f64();
    Some(format!(
        "Thread pool: {} ÷ {}, rounded up: {} of {delay} s, {}. It \
         took {}.",
        counted(requests, "request"),
        counted(threads, "thread"),
        counted(rounds, "round"),
        seconds(delay * rounds as f64),
        seconds(took)
    ))
}

/// Returns lines with the threads of a row that waited, and their number of
/// responses.
pub fn identities(row: &Measured<Work, Vec<Response>>) -> Vec<String> {
    let mut answers = BTreeMap::new();
    for response in row.answer().into_iter().flatten() {
        *answers
            .entry((response.process, &response.thread))
            .or_insert(0) += 1;
    }
    let line = |((process, thread), answers): (_, i32)| {
        let label = &row.row.label;
        format!("{label:<20} process {process} {thread:<14} {answers:>6}")
    };
    answers.into_iter().map(line).collect()
}
