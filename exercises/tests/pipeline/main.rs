// Unsolved: fetches were waited for together, and a page that has come is in memory
//! Pages that are fetched, computed and collected.

#[cfg(not(feature = "variant"))]
#[cfg_attr(feature = "solution", path = "solution.rs")]
mod exercise;
#[cfg(feature = "variant")]
mod exercise {
    include!(concat!(env!("EXERCISES"), "/pipeline.rs"));
}

mod source;
#[path = "../support/mod.rs"]
mod support;

use std::process::ExitCode;
use std::time::Duration;

use tokio::time;

use crate::source::{Counts, Source};

/// How many pages there are where overlapping is looked at, and how many where
/// memory is.
const FEW: u64 = 64;
const MANY: u64 = 10_000;

/// How many fetches are to be waited for at the same time, at the least.
const AT_ONCE: usize = 8;

/// How many pages may be in memory.
const ALIVE: usize = 100;

/// How often nothing has changed where nothing will, and what passes between
/// two looks.
const LOOKS: usize = 20;
const BETWEEN_LOOKS: Duration = Duration::from_millis(100);

fn main() -> ExitCode {
    exercises::run(
        "mixed_workload",
        &[
            ("all 64 results are there, and right", results),
            ("at least 8 fetches overlap", overlap),
            ("no more than 100 of 10,000 pages are in memory", memory),
        ],
    )
}

/// Lets the exercise fetch and compute so many pages, and looks at its results.
fn run(source: &Source, pages: u64) {
    let results = support::runtime().block_on(async {
        tokio::select! {
            results = exercise::run(source.clone(), pages) => results,
            counts = standstill(source) => panic!("{}", stuck(counts, pages)),
        }
    });
    let mut results = results;
    results.sort_unstable();
    let wanted: Vec<u64> = (0..pages).map(|number| number * number).collect();
    let missing = wanted
        .iter()
        .filter(|it| results.binary_search(it).is_err());
    let missing = missing.count();
    assert!(
        missing == 0,
        "of {pages} results, {missing} are missing: {} pages were fetched, and \
         {} of them computed",
        source.seen().fetched,
        source.seen().computed
    );
    assert!(
        results == wanted,
        "{pages} results are wanted, one for each page; run returned {}",
        results.len()
    );
}

/// Ends when nothing has been fetched or computed in many looks, one after
/// another. Returns how far it has come.
async fn standstill(source: &Source) -> Counts {
    let mut seen = source.seen();
    let mut looks = 0;
    while looks < LOOKS {
        time::sleep(BETWEEN_LOOKS).await;
        let now = source.seen();
        looks = if now == seen { looks + 1 } else { 0 };
        seen = now;
    }
    seen
}

/// Why a pipeline stands still.
fn stuck(counts: Counts, pages: u64) -> String {
    let Counts {
        fetched, computed, ..
    } = counts;
    if computed as u64 == pages {
        return format!(
            "all {pages} pages were computed, and run does not return: \
             somebody waits for the end of a queue of which a sender is left"
        );
    }
    format!(
        "nothing goes on any more: {fetched} of {pages} pages were fetched, \
         and {computed} computed. A queue is full, and whoever should empty it \
         waits as well, or has not begun"
    )
}

fn results() {
    run(&Source::new(Duration::from_millis(1)), FEW);
}

fn overlap() {
    // Long enough to be waited for together on a busy machine, too.
    let source = Source::new(Duration::from_millis(50));
    run(&source, FEW);
    let most = source.seen().most_in_flight;
    let were = if most == 1 {
        "fetch was"
    } else {
        "fetches were"
    };
    assert!(
        most >= AT_ONCE,
        "at most {most} {were} waited for at the same time, and 8 should be \
         at the least: each fetch is short, but there are 10,000 of them"
    );
}

fn memory() {
    let source = Source::new(Duration::from_millis(1));
    run(&source, MANY);
    let Counts {
        most_alive,
        most_in_flight,
        ..
    } = source.seen();
    let why = if most_in_flight > ALIVE {
        format!(
            "{most_in_flight} fetches were waited for together, and a page \
             that has come is in memory, with or without room in the queue"
        )
    } else {
        format!(
            "no more than {most_in_flight} fetches were waited for together, \
             but whoever had fetched a page went on to the next one before \
             there was room for it"
        )
    };
    assert!(
        most_alive <= ALIVE,
        "{most_alive} pages were in memory at one time, and no more than \
         {ALIVE} may be: {why}"
    );
}
