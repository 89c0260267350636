// Unsolved: fetches overlapped, and a page that has arrived stays in memory
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
use std::sync::LazyLock;
use std::time::Duration;

use tokio::runtime::Builder;

use crate::source::{AT_ONCE, Counts, Source};

/// Number of pages for the checks of overlapping, and for those of memory.
const FEW: u64 = 64;
const MANY: u64 = 10_000;

/// Largest number of pages that may be in memory.
const ALIVE: usize = 100;

fn main() -> ExitCode {
    exercises::run(
        "mixed_workload",
        &[
            ("at least 8 fetches overlap", overlap),
            ("computing runs on a thread of its own", thread),
            ("all 10,000 results arrive, and are right", results),
            ("no more than 100 of 10,000 pages are in memory", memory),
        ],
    )
}

/// The results in order, the expected ones, and the observations of a run.
struct Run {
    results: Vec<u64>,
    wanted: Vec<u64>,
    seen: Counts,
}

/// The run that the first two checks look at. Fetches take long enough to
/// overlap even on a busy machine.
static OF_FEW: LazyLock<Run> =
    LazyLock::new(|| run(Duration::from_millis(50), FEW));

/// The run that the last two checks look at.
static OF_MANY: LazyLock<Run> =
    LazyLock::new(|| run(Duration::from_millis(1), MANY));

/// Lets the exercise fetch and compute `pages` pages, on an event loop that has
/// one thread for its tasks, and one for the future of `block_on`.
fn run(delay: Duration, pages: u64) -> Run {
    let source = Source::new(delay);
    let given = source.clone();
    let call = move || {
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build();
        runtime.expect("a runtime").block_on(async {
            given.clone().loop_is_here().await;
            let other = tokio::spawn(given.clone().loop_is_here());
            other.await.expect("no panic");
            exercise::run(given, pages).await
        })
    };
    let results = support::watched(
        call,
        || source.seen(),
        |counts| stuck(&counts, pages),
    );
    let mut results = results.unwrap_or_else(|| {
        panic!(
            "`run` panicked; its message is \
                                          above."
        )
    });
    let mut wanted: Vec<u64> =
        (0..pages).map(|number| source.result(number)).collect();
    results.sort_unstable();
    wanted.sort_unstable();
    Run {
        results,
        wanted,
        seen: source.seen(),
    }
}

/// Says why a pipeline makes no progress.
fn stuck(counts: &Counts, pages: u64) -> String {
    let Counts {
        fetched, computed, ..
    } = counts;
    if *computed as u64 == pages {
        return format!(
            "All {pages} pages were computed, but `run` doesn't return. \
             Something waits for the end of a queue that still has a sender."
        );
    }
    format!(
        "Nothing moves any more: {fetched} of {pages} pages were fetched, and \
         {computed} computed. A queue is full, and the code that should empty \
         it waits as well, or hasn't started."
    )
}

fn overlap() {
    let Counts {
        most_in_flight,
        together,
        ..
    } = &OF_FEW.seen;
    let were = if *most_in_flight == 1 {
        "fetch was in flight"
    } else {
        "fetches were in flight"
    };
    assert!(
        *most_in_flight >= AT_ONCE,
        "Only {most_in_flight} {were} at a time; there should be at least \
         {AT_ONCE}. Each fetch is short, but there are 10,000 of them."
    );
    let apart = FEW as usize - together.len();
    assert!(
        together.len() >= apart,
        "{AT_ONCE} fetches were in flight at a time, but not for long: {apart} \
         of {FEW} began and ended while there were fewer. Start the next fetch \
         as soon as one has ended."
    );
}

fn thread() {
    let on_the_loop = OF_FEW.seen.on_the_loop;
    assert!(
        on_the_loop == 0,
        "{on_the_loop} of {FEW} pages were computed in a task of the event \
         loop, on its thread. No other task makes progress meanwhile, and no \
         fetch does either. Compute on another thread, for example with \
         `spawn_blocking`."
    );
}

fn results() {
    let Run {
        results,
        wanted,
        seen,
    } = &*OF_MANY;
    let missing = wanted
        .iter()
        .filter(|it| results.binary_search(it).is_err());
    let missing = missing.count();
    let computed = seen.computed as u64;
    assert!(
        missing == 0,
        "Of {MANY} results, {missing} are missing: {} pages were fetched, and \
         {computed} of them computed.",
        seen.fetched,
    );
    assert!(
        results == wanted,
        "Expected {MANY} results, one per page; got {}.",
        results.len()
    );
    assert!(
        computed == MANY,
        "All {MANY} results are right, but {computed} pages were computed. The \
         result of a page must come from its `compute`, called once."
    );
}

fn memory() {
    let Counts {
        most_alive,
        most_in_flight,
        ..
    } = OF_MANY.seen;
    let why = if most_in_flight > ALIVE {
        format!(
            "{most_in_flight} fetches overlapped, and a page that has arrived \
             stays in memory, with or without room in the queue."
        )
    } else if most_alive <= 2 * ALIVE + most_in_flight {
        format!(
            "The fetches wait until there is room, but it adds up: some pages \
             are in a queue, each of up to {most_in_flight} fetches may hold \
             one, and one is being computed. Make the queues smaller."
        )
    } else {
        format!(
            "At most {most_in_flight} fetches overlapped, but the next one \
             started before there was room for the page of the last one, or \
             there is room for far too many."
        )
    };
    assert!(
        most_alive <= ALIVE,
        "{most_alive} pages were in memory at a time; at most {ALIVE} should \
         be. {why}"
    );
}
