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
use std::sync::OnceLock;
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
const LOOKS: usize = 30;
const BETWEEN_LOOKS: Duration = Duration::from_millis(100);

fn main() -> ExitCode {
    exercises::run(
        "mixed_workload",
        &[
            ("at least 8 fetches overlap", overlap),
            ("all 10,000 results are there, and right", results),
            ("no more than 100 of 10,000 pages are in memory", memory),
        ],
    )
}

/// Lets the exercise fetch and compute so many pages, and returns its results.
fn run(source: &Source, pages: u64) -> Vec<u64> {
    support::runtime().block_on(async {
        tokio::select! {
            results = exercise::run(source.clone(), pages) => results,
            counts = standstill(source) => panic!("{}", stuck(counts, pages)),
        }
    })
}

/// The results, in order, and what was seen, of the one run that the last two
/// checks are about.
fn run_of_many() -> &'static (Vec<u64>, Counts) {
    static RUN: OnceLock<(Vec<u64>, Counts)> = OnceLock::new();
    RUN.get_or_init(|| {
        let source = Source::new(Duration::from_millis(1));
        let mut results = run(&source, MANY);
        results.sort_unstable();
        (results, source.seen())
    })
}

/// Ends when no page has been waited for, computed or handed on in many looks,
/// one after another. Returns how far it has come.
async fn standstill(source: &Source) -> Counts {
    let mut seen = source.seen();
    let mut looks = 0;
    while looks < LOOKS {
        time::sleep(BETWEEN_LOOKS).await;
        let now = source.seen();
        // However long one page takes on a busy machine.
        let is_idle = now.in_flight == 0 && now.computing == 0;
        looks = if is_idle && now == seen { looks + 1 } else { 0 };
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

fn results() {
    let (results, seen) = run_of_many();
    let wanted: Vec<u64> = (0..MANY).map(|number| number * number).collect();
    let missing = wanted
        .iter()
        .filter(|it| results.binary_search(it).is_err());
    let missing = missing.count();
    assert!(
        missing == 0,
        "of {MANY} results, {missing} are missing: {} pages were fetched, and \
         {} of them computed",
        seen.fetched,
        seen.computed
    );
    assert!(
        *results == wanted,
        "{MANY} results are wanted, one for each page; run returned {}",
        results.len()
    );
}

fn memory() {
    let (_, seen) = run_of_many();
    let Counts {
        most_alive,
        most_in_flight,
        ..
    } = *seen;
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
