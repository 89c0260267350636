//! Claims of the book about figures. Each one is a sentence of a page, and a
//! check of that sentence against the recorded figures. On another machine, a
//! claim may fail. That is a lesson, not an error.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::archive::Archive;
use crate::figures::Missing;

mod back_pressure;
mod beyond_one_machine;
mod blocked_loop;
mod cancellation;
mod choosing;
mod cpu_bound;
mod event_loop;
mod examples;
mod from_python;
mod gil;
mod hidden_blocking;
mod io_bound;
mod mixed_workload;
mod parallel_limits;
mod primes;
mod processes;
mod profile_task;
mod shared_state;
mod squares;
mod ten_thousand;
pub mod verdict;

pub use self::verdict::{Claim, Verdict};

/// Claims of each page, by the name of its file.
pub const CLAIMS: &[(&str, &[Claim])] = &[
    ("one_request", examples::ONE_REQUEST),
    ("tasks", examples::TASKS),
    ("gathering", examples::GATHERING),
    ("blocking", examples::BLOCKING),
    ("two_cores", examples::TWO_CORES),
    ("fork_vs_spawn", processes::FORK_VS_SPAWN),
    ("copy_on_write", processes::COPY_ON_WRITE),
    ("creation_cost", processes::CREATION_COST),
    ("fork_traps", processes::FORK_TRAPS),
    ("io_bound", io_bound::CLAIMS),
    ("ten_thousand", ten_thousand::CLAIMS),
    ("cpu_bound", cpu_bound::CLAIMS),
    ("primes", primes::CLAIMS),
    ("squares", squares::CLAIMS),
    ("mixed_workload", mixed_workload::CLAIMS),
    ("gil", gil::CLAIMS),
    ("event_loop", event_loop::CLAIMS),
    ("blocked_loop", blocked_loop::CLAIMS),
    ("shared_state", shared_state::CLAIMS),
    ("cancellation", cancellation::CLAIMS),
    ("graceful_shutdown", cancellation::SHUTDOWN),
    ("back_pressure", back_pressure::CLAIMS),
    ("retries", back_pressure::RETRIES),
    ("hidden_blocking", hidden_blocking::CLAIMS),
    ("finding_blocking", hidden_blocking::FINDING),
    ("parallel_limits", parallel_limits::CLAIMS),
    ("from_python", from_python::CLAIMS),
    ("beyond_one_machine", beyond_one_machine::CLAIMS),
    ("job_queue", beyond_one_machine::QUEUE),
    ("choosing", choosing::CLAIMS),
    ("profile_task", profile_task::CLAIMS),
    ("strategies", processes::STRATEGIES),
];

/// Returns every claim with its page.
pub fn all() -> impl Iterator<Item = (&'static str, &'static Claim)> {
    let of_page = |(page, claims): &(&'static str, &'static [Claim])| {
        let page = *page;
        claims.iter().map(move |claim| (page, claim))
    };
    CLAIMS.iter().flat_map(of_page)
}

/// Outcomes of the claims in one run.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Judged {
    /// Those that hold, which the page about the machine does not list.
    #[serde(skip)]
    pub held: Vec<Outcome>,
    /// Those that do not hold.
    pub refuted: Vec<Outcome>,
    /// Those about a figure that this run does not have.
    pub left_open: Vec<Outcome>,
}

/// Outcome of one claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Page of the claim.
    pub page: String,
    /// Sentence of the claim.
    pub sentence: String,
    /// Expected and actual figures, or the one that is missing.
    pub seen: String,
}

impl fmt::Display for Outcome {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Outcome {
            page,
            sentence,
            seen,
        } = self;
        write!(out, "“{sentence}” ({page}): {seen}")
    }
}

/// Judges every claim by the recordings of `archive`.
pub fn judge(archive: &Archive) -> Judged {
    let mut judged = Judged::default();
    for (page, Claim { sentence, check }) in all() {
        let outcome = |seen| Outcome {
            page: page.to_owned(),
            sentence: (*sentence).to_owned(),
            seen,
        };
        match check(archive) {
            Ok(verdict) if verdict.holds => {
                judged.held.push(outcome(verdict.seen));
            }
            Ok(Verdict { seen, .. }) => judged.refuted.push(outcome(seen)),
            Err(Missing(what)) => judged.left_open.push(outcome(what)),
        }
    }
    judged
}
