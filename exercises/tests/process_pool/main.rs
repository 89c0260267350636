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
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use tempfile::TempDir;

use crate::piece::{Log, Piece};

/// How many pieces there are.
const PIECES: usize = 100;

/// How many messages are enough to send them.
const AT_MOST: usize = 20;

/// How many times a check looks for something new before it says that nothing
/// moves, and how long it waits in between.
const LOOKS: usize = 400;
const PAUSE: Duration = Duration::from_millis(10);

/// The piece that ends its process, where one does.
const DEADLY: usize = 30;

fn main() -> ExitCode {
    // First of all: a worker process does its work in there, and ends.
    procspawn::init();
    exercises::run(
        "cpu_bound",
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
    let pieces: Vec<_> = (0..PIECES)
        .map(|n| {
            let is_deadly = kind == Pieces::Deadly && n == DEADLY;
            let waits = kind != Pieces::Plain;
            Piece::new(n as u64, folder.path(), is_deadly, waits)
        })
        .collect();
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let compute_all = || exercise::compute_all(&pieces, piece::compute);
        let _ = sender.send(support::caught(compute_all));
    });
    let mut seen = 0;
    let mut looks = LOOKS;
    let returned = loop {
        if let Ok(returned) = receiver.recv_timeout(PAUSE) {
            break returned;
        }
        let log = Log::read(folder.path());
        let now = log.got.len() + log.done.len();
        looks = if now == seen { looks - 1 } else { LOOKS };
        seen = now;
        assert!(
            looks > 0,
            "{} messages are answered, no worker computes, and compute_all \
             waits: a worker that is done with a job waits until that job is \
             joined. Join all jobs before you send anything again",
            log.done.len()
        );
    };
    let results = match returned {
        Some(Ok(results)) => results,
        Some(Err(error)) if kind == Pieces::Deadly => panic!(
            "a worker died, and compute_all gave the error: {error}. The \
             chunk that the worker had must be sent again"
        ),
        Some(Err(error)) => panic!("compute_all gave the error: {error}"),
        None if kind == Pieces::Deadly => panic!(
            "a worker died, and compute_all panicked: job.join() is an Err \
             then, and its chunk must be sent again"
        ),
        None => panic!("compute_all panicked, as said above"),
    };
    Run {
        results,
        log: Log::read(folder.path()),
    }
}

/// Looks that there is a result for each piece, in the right place.
fn look(results: &[u64], when: &str) {
    assert!(
        results.len() == PIECES,
        "{when}there are {PIECES} pieces, and compute_all returned {} results",
        results.len()
    );
    let squares = (0..PIECES as u64).map(|n| n * n);
    for (piece, (wanted, result)) in squares.zip(results).enumerate() {
        assert!(
            wanted == *result,
            "{when}the result of piece {piece} is {wanted}, and compute_all \
             returned {result} in its place"
        );
    }
}

fn results() {
    look(&run(Pieces::Plain).results, "");
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
        "the pieces were computed in {} worker processes, and 2 were wanted, \
         each of which takes one chunk after another",
        ids.len()
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
        "{messages} messages were sent for {PIECES} pieces; at most {AT_MOST} \
         were wanted: a message costs more than a piece, so send a chunk of \
         them in each"
    );
}

fn death() {
    let run = run(Pieces::Deadly);
    look(&run.results, "a worker died: ");
    let ids = piece::processes(&run.log.done);
    assert!(
        !ids.contains(&process::id()),
        "a worker died, and the process that called compute_all computed its \
         chunk: whatever killed the worker could kill this one, too. It is \
         another worker's"
    );
    let done = run.log.done.iter().map(|it| it.pieces).sum::<usize>();
    assert!(
        done <= PIECES,
        "a worker died, and {done} pieces were computed to their end where \
         there are {PIECES}: only the chunk that was lost needs to be sent \
         again"
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
    for _ in 0..LOOKS {
        if living() == 0 {
            break;
        }
        thread::sleep(PAUSE);
    }
    let living = living();
    assert!(
        living == 0,
        "{living} worker processes still run when compute_all is done: a pool \
         ends its workers when it is dropped"
    );
}
