// Unsolved: 100 messages were sent for 100 pieces
//! Worker processes, one of which dies.

#[cfg(not(feature = "variant"))]
#[cfg_attr(feature = "solution", path = "solution.rs")]
mod exercise;
#[cfg(feature = "variant")]
mod exercise {
    include!(concat!(env!("EXERCISES"), "/process_pool.rs"));
}

mod piece;
#[path = "../support/mod.rs"]
mod support;

use std::process::{self, ExitCode};
use std::thread;

use tempfile::TempDir;

use crate::piece::{Log, Piece};

/// Number of pieces.
const PIECES: usize = 100;

/// Largest number of messages for all pieces.
const AT_MOST: usize = 20;

/// Index of the piece that ends its process, in the runs that have one.
const DEADLY: usize = 30;

fn main() -> ExitCode {
    // A worker that starts after its pool is gone panics in procspawn.
    exercises::leave_out_panics_of("/procspawn-");
    // This comes first, because a worker process does its work in this call,
    // and ends.
    procspawn::init();
    exercises::run(
        "primes",
        &[
            ("the results are in the order of the pieces", results),
            ("two worker processes compute at the same time", workers),
            ("each message holds a chunk of pieces", chunks),
            ("a worker that dies costs no result", death),
            ("no process is left running", left),
        ],
    )
}

/// The result of `compute_all`, and the log of the workers.
struct Run {
    /// The numbers of the pieces, which no solution knows in advance.
    numbers: Vec<u64>,
    results: Vec<u64>,
    log: Log,
}

/// Side effects of the pieces.
#[derive(Clone, Copy, PartialEq)]
enum Pieces {
    /// Nothing.
    Plain,
    /// The first process waits until another one also computes.
    Waiting,
    /// The same, and one piece ends its process.
    Deadly,
}

/// Calls `compute_all`.
fn run(kind: Pieces) -> Run {
    let folder = TempDir::new().expect("a folder");
    let numbers: Vec<u64> =
        (0..PIECES).map(|_| fastrand::u64(1..1_000_000)).collect();
    let piece = |(place, number): (usize, &u64)| {
        let is_deadly = kind == Pieces::Deadly && place == DEADLY;
        let waits = kind != Pieces::Plain;
        Piece::new(*number, folder.path(), is_deadly, waits)
    };
    let pieces: Vec<_> = numbers.iter().enumerate().map(piece).collect();
    let compute_all = move || exercise::compute_all(&pieces, piece::compute);
    let log = || Log::read(folder.path());
    let progress = || (log().got.len(), log().done.len());
    let returned = support::watched(compute_all, progress, |(_, done)| {
        let messages = if done == 1 {
            "message was"
        } else {
            "messages were"
        };
        format!(
            "{done} {messages} answered, no worker computes, and `compute_all` \
             waits. A worker that has finished a job waits until that job is \
             joined. Join all jobs before you send anything again."
        )
    });
    let log = log();
    let results = match returned {
        Some(Ok(results)) => results,
        Some(Err(error)) if kind == Pieces::Deadly => panic!(
            "A worker died, and `compute_all` returned an error: {error}. Send \
             the worker's chunk again."
        ),
        Some(Err(error)) => panic!("`compute_all` returned an error: {error}"),
        None if kind == Pieces::Deadly && log.pieces_done() >= PIECES => {
            panic!(
                "A worker died, its chunk was sent again, and all pieces were \
                 computed. But then `compute_all` panicked; its message is \
                 above."
            )
        }
        None if kind == Pieces::Deadly => panic!(
            "A worker died, and `compute_all` panicked. `job.join()` is an Err \
             then, and the chunk should be sent again."
        ),
        None => panic!("`compute_all` panicked; its message is above."),
    };
    Run {
        numbers,
        results,
        log,
    }
}

/// Panics unless there is a result per piece, in the right place.
fn look(run: &Run, when: &str) {
    let count = run.results.len();
    assert!(
        count == PIECES,
        "{when}Expected {PIECES} results, one per piece; got {count}."
    );
    let squares = run.numbers.iter().map(|number| number * number);
    for (piece, (wanted, result)) in squares.zip(&run.results).enumerate() {
        assert!(
            wanted == *result,
            "{when}Expected {wanted} as the result of piece {piece}; got \
             {result}."
        );
    }
}

fn results() {
    look(&run(Pieces::Plain), "");
}

fn workers() {
    let log = shared();
    let ids = piece::processes(&log.got);
    assert!(
        !ids.contains(&process::id()),
        "The process that called `compute_all` computed pieces itself. \
         `pool.spawn(chunk, work)` has a worker do it."
    );
    assert!(
        ids.len() == 2,
        "Expected 2 worker processes, each of which takes one chunk after \
         another; the pieces were computed in {}.",
        worker_processes(ids.len())
    );
    assert!(
        log.most_at_once() > 1,
        "Two chunks were never computed at the same time: each job was joined \
         before the next one was sent. `map` is lazy, so `collect` the jobs \
         before you join the first."
    );
}

/// Returns the log of a run. On a very busy machine, a worker may start so late
/// that the other one has already done everything, so it gets another chance.
fn shared() -> Log {
    let mut log = run(Pieces::Waiting).log;
    for _ in 0..2 {
        if piece::processes(&log.got).len() > 1 {
            break;
        }
        log = run(Pieces::Waiting).log;
    }
    log
}

fn chunks() {
    let messages = run(Pieces::Plain).log.got.len();
    assert!(
        messages <= AT_MOST,
        "{messages} messages were sent for {PIECES} pieces; expected at most \
         {AT_MOST}. A message costs more than a piece, so send a chunk of them \
         in each."
    );
}

fn death() {
    let run = run(Pieces::Deadly);
    look(&run, "A worker died. ");
    let ids = piece::processes(&run.log.done);
    assert!(
        !ids.contains(&process::id()),
        "A worker died, and the process that called `compute_all` computed its \
         chunk. Whatever killed the worker could kill this process, too. Send \
         the chunk to another worker."
    );
    let done = run.log.pieces_done();
    assert!(
        done <= PIECES,
        "A worker died, and {done} pieces were computed to the end; there are \
         only {PIECES}. Send only the lost chunk again."
    );
}

fn left() {
    run(Pieces::Deadly);
    let living = || {
        let states = support::children();
        states.iter().filter(|state| **state != 'Z').count()
    };
    // A process that was just killed may take a moment to end, and so may a
    // worker that had not started when its pool was dropped.
    for _ in 0..support::LOOKS {
        if living() == 0 {
            break;
        }
        thread::sleep(support::PAUSE);
    }
    let living = living();
    assert!(
        living == 0,
        "`compute_all` returned, and left {} running. A pool ends its workers \
         when it is dropped.",
        worker_processes(living)
    );
}

/// Returns "1 worker process" or "2 worker processes", for a message.
fn worker_processes(count: usize) -> String {
    match count {
        1 => "1 worker process".to_owned(),
        _ => format!("{count} worker processes"),
    }
}
