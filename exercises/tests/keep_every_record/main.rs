// Unsolved: Only 20 of 50 records arrived as they were sent; all of them should
//! Records of eight bytes, which arrive in pieces beside a clock.

#[cfg(not(feature = "variant"))]
#[cfg_attr(feature = "solution", path = "solution.rs")]
mod exercise;
#[cfg(feature = "variant")]
mod exercise {
    include!(concat!(env!("EXERCISES"), "/keep_every_record.rs"));
}

mod connection;
#[path = "../support/mod.rs"]
mod support;

use std::iter;
use std::process::ExitCode;

use tokio::runtime::Builder;

use crate::connection::{Counts, RECORD, Record, Step};

/// Number of records that are sent.
const RECORDS: usize = 50;

/// Sizes of the pieces: each ends in the middle of a record, or each at the end
/// of one.
const ODD: usize = 20;
const EVEN: usize = 16;

fn main() -> ExitCode {
    exercises::run(
        "cancellation",
        &[
            ("all records arrive while the clock is silent", silent),
            ("each tick between two records is counted", between),
            ("a tick is counted while half a record is there", during),
            ("no byte is lost when the clock ticks", lost),
        ],
    )
}

/// A run of the exercise.
struct Run {
    sent: Vec<Record>,
    /// Number of ticks of the clock.
    ticks: usize,
    seen: Counts,
}

impl Run {
    /// Returns the number of records that arrived as they were sent.
    fn intact(&self) -> usize {
        let arrived = |sent: &&Record| self.seen.records.contains(sent);
        self.sent.iter().filter(arrived).count()
    }
}

/// Lets the exercise receive records that are sent in pieces of this size, with
/// or without a tick after each.
fn run(piece: usize, is_ticking: bool) -> Run {
    // No solution knows them in advance.
    let sent: Vec<Record> =
        iter::repeat_with(|| fastrand::u64(..).to_be_bytes())
            .take(RECORDS)
            .collect();
    let bytes = sent.concat();
    let mut steps = Vec::new();
    for piece in bytes.chunks(piece) {
        steps.push(Step::Piece(piece.to_vec()));
        if is_ticking {
            steps.push(Step::Tick);
        }
    }
    let ticks = steps
        .iter()
        .filter(|step| matches!(step, Step::Tick))
        .count();
    let (connection, clock, seen) = connection::new(steps);
    let call = {
        let seen = seen.clone();
        move || {
            let runtime = Builder::new_current_thread().enable_all().build();
            let runtime = runtime.expect("a runtime");
            runtime.block_on(exercise::receive(connection, clock, seen))
        }
    };
    let stuck = |counts: Counts| {
        let rest = counts.bytes % RECORD;
        let waiting = match rest {
            0 => "for its next record".to_owned(),
            _ => format!("with {rest} bytes of a record"),
        };
        format!(
            "The clock has ticked, but nothing counts the tick: `receive` \
             waits {waiting} after {} of {ticks} ticks. It should wait for \
             both at the same time, all along.",
            counts.ticks
        )
    };
    match support::watched(call, || seen.counts(), stuck) {
        Some(Ok(())) => Run {
            sent,
            ticks,
            seen: seen.counts(),
        },
        Some(Err(error)) => panic!(
            "`receive` returned an error: {error}. The stream ends after a \
             whole record, and that's no error."
        ),
        None => panic!("`receive` panicked; its message is above."),
    }
}

/// Panics unless the exercise has counted each tick once.
fn counts_ticks(run: &Run) {
    assert!(
        run.seen.ticks == run.ticks,
        "The clock ticked {} times; {} ticks were counted. Each should be \
         counted once, until the stream ends.",
        run.ticks,
        run.seen.ticks
    );
}

fn silent() {
    let run = run(ODD, false);
    let (intact, seen) = (run.intact(), run.seen.records.len());
    assert!(
        intact == RECORDS && seen == RECORDS,
        "{intact} of {RECORDS} records arrived as they were sent, and {seen} \
         were counted, although the clock never ticked. The bytes come in \
         pieces, and a piece may end in the middle of a record."
    );
    assert!(
        run.seen.records == run.sent,
        "All {RECORDS} records arrived, but in another order than they were \
         sent."
    );
}

fn between() {
    counts_ticks(&run(EVEN, true));
}

fn during() {
    counts_ticks(&run(ODD, true));
}

fn lost() {
    let run = run(ODD, true);
    let intact = run.intact();
    let lost = run
        .seen
        .bytes
        .saturating_sub(run.seen.records.len() * RECORD);
    assert!(
        intact == RECORDS && run.seen.records.len() == RECORDS,
        "Only {intact} of {RECORDS} records arrived as they were sent; all of \
         them should have. {lost} bytes were read, but are in no record: a \
         future that was dropped had them."
    );
}
