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

/// How many pieces there are.
const PIECES: usize = 100;

/// How many messages are enough to send them.
const AT_MOST: usize = 20;

/// The piece that ends its process, where one does.
const DEADLY: usize = 30;

fn main() -> ExitCode {
    // A worker that begins when its pool is gone panics in there.
    exercises::leave_out_panics_of("/procspawn-");
    // Before anything else: a worker process does its work in there, and ends.
    procspawn::init();
    exercises::run(
        "primes",
        &[
            ("the results come in the order of the pieces", results),
            ("two worker processes compute at the same time", workers),
            ("a message holds a chunk of pieces", chunks),
            ("a worker that dies costs nothing", death),
            ("no process is left", left),
        ],
    )
}

/// What `compute_all` returned, and what the workers noted.
struct Run {
    /// The numbers of the pieces, which no solution knows in advance.
    numbers: Vec<u64>,
    results: Vec<u64>,
    log: Log,
}

/// What pieces do besides being computed.
#[derive(Clone, Copy, PartialEq)]
enum Pieces {
    /// Nothing.
    Plain,
    /// The first process waits until another one computes, too.
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
            "message is"
        } else {
            "messages are"
        };
        format!(
            "{done} {messages} answered, no worker computes, and compute_all \
             waits: a worker that is done with a job waits until that job is \
             joined. Join all jobs before you send anything again"
        )
    });
    let log = log();
    let results = match returned {
        Some(Ok(results)) => results,
        Some(Err(error)) if kind == Pieces::Deadly => panic!(
            "a worker died, and compute_all gave the error: {error}. The \
             chunk that the worker had must be sent again"
        ),
        Some(Err(error)) => panic!("compute_all gave the error: {error}"),
        None if kind == Pieces::Deadly && log.pieces_done() >= PIECES => {
            panic!(
                "a worker died, its chunk was sent again, and all pieces were \
             computed; then compute_all panicked, as said above"
            )
        }
        None if kind == Pieces::Deadly => panic!(
            "a worker died, and compute_all panicked: job.join() is an Err \
             then, and its chunk must be sent again"
        ),
        None => panic!("compute_all panicked, as said above"),
    };
    Run {
        numbers,
        results,
        log,
    }
}

/// Looks that there is a result for each piece, in the right place.
fn look(run: &Run, when: &str) {
    let count = run.results.len();
    assert!(
        count == PIECES,
        "{when}there are {PIECES} pieces, and compute_all returned {count} \
         results"
    );
    let squares = run.numbers.iter().map(|number| number * number);
    for (piece, (wanted, result)) in squares.zip(&run.results).enumerate() {
        assert!(
            wanted == *result,
            "{when}the result of piece {piece} is {wanted}, and compute_all \
             returned {result} in its place"
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
        "the process that called compute_all computed pieces itself: \
         pool.spawn(chunk, work) has a worker do it"
    );
    assert!(
        ids.len() == 2,
        "the pieces were computed in {}; expected 2, each of which takes one \
         chunk after another",
        worker_processes(ids.len())
    );
    assert!(
        log.most_at_once() > 1,
        "never were two chunks computed at the same time: each job is joined \
         before the next is sent. `map` is lazy: `collect` the jobs before you \
         join the first"
    );
}

/// What the workers noted. On a machine that is very busy, a worker may come so
/// late that the other one has done everything: it gets another chance.
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
         {AT_MOST}: a message costs more than a piece, so send a chunk of \
         them in each"
    );
}

fn death() {
    let run = run(Pieces::Deadly);
    look(&run, "a worker died: ");
    let ids = piece::processes(&run.log.done);
    assert!(
        !ids.contains(&process::id()),
        "a worker died, and the process that called compute_all computed its \
         chunk: whatever killed the worker could kill this one, too. It is \
         another worker's"
    );
    let done = run.log.pieces_done();
    assert!(
        done <= PIECES,
        "a worker died, and {done} pieces were computed to their end, though \
         there are only {PIECES}: only the chunk that was lost needs to be \
         sent again"
    );
}

fn left() {
    run(Pieces::Deadly);
    let living = || {
        let states = support::children();
        states.iter().filter(|state| **state != 'Z').count()
    };
    // What was killed just now may take a moment to end, and so may a worker
    // that had not begun when its pool was dropped.
    for _ in 0..support::LOOKS {
        if living() == 0 {
            break;
        }
        thread::sleep(support::PAUSE);
    }
    let living = living();
    assert!(
        living == 0,
        "compute_all returned, and left {} running: a pool ends its workers \
         when it is dropped",
        worker_processes(living)
    );
}

/// So many worker processes, in a message.
fn worker_processes(count: usize) -> String {
    match count {
        1 => "1 worker process".to_owned(),
        _ => format!("{count} worker processes"),
    }
}
