//! What the book says about figures. Each claim is a sentence of a page, and
//! the test whether the recorded figures bear it out. On another machine one
//! may fail: that is a lesson, and no error.

use std::collections::BTreeSet;

use anyhow::Result;

use crate::recorded::Recorded;

mod blocked_loop;
mod blocking;
mod copy_on_write;
mod cpu_bound;
mod creation_cost;
mod deciding;
mod event_loop;
mod fork_traps;
mod fork_vs_spawn;
mod gathering;
mod gil;
mod io_bound;
mod mixed_workload;
mod one_request;
mod profile_task;
mod shared_state;
mod strategies;
mod tasks;
mod ten_thousand;
mod two_cores;
mod two_kinds_of_work;

/// A sentence of a page, and its proof.
#[derive(Clone, Copy, Debug)]
pub struct Claim {
    /// The sentence, as it stands on the page, without its marks of emphasis.
    pub sentence: &'static str,
    /// Looks the figures up, and judges.
    pub check: fn(&Recorded) -> Result<Verdict>,
}

/// Whether a claim holds, and what was seen.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// Whether it holds.
    pub holds: bool,
    /// The figures that decided, in words.
    pub seen: String,
}

/// The claims of each page, by the name of its file.
pub const CLAIMS: &[(&str, &[Claim])] = &[
    ("two_kinds_of_work", two_kinds_of_work::CLAIMS),
    ("one_request", one_request::CLAIMS),
    ("tasks", tasks::CLAIMS),
    ("gathering", gathering::CLAIMS),
    ("blocking", blocking::CLAIMS),
    ("two_cores", two_cores::CLAIMS),
    ("fork_vs_spawn", fork_vs_spawn::CLAIMS),
    ("copy_on_write", copy_on_write::CLAIMS),
    ("creation_cost", creation_cost::CLAIMS),
    ("fork_traps", fork_traps::CLAIMS),
    ("io_bound", io_bound::CLAIMS),
    ("ten_thousand", ten_thousand::CLAIMS),
    ("cpu_bound", cpu_bound::CLAIMS),
    ("mixed_workload", mixed_workload::CLAIMS),
    ("gil", gil::CLAIMS),
    ("event_loop", event_loop::CLAIMS),
    ("blocked_loop", blocked_loop::CLAIMS),
    ("shared_state", shared_state::CLAIMS),
    ("deciding", deciding::CLAIMS),
    ("profile_task", profile_task::CLAIMS),
    ("strategies", strategies::CLAIMS),
];

/// Whether `value` is what was expected, give or take a sixth: what a reader
/// calls "about".
pub fn about(value: f64, expected: f64) -> Verdict {
    Verdict {
        holds: (5.0 / 6.0..=7.0 / 6.0).contains(&(value / expected)),
        seen: format!("{value:.2}, to be about {expected:.2}"),
    }
}

/// Whether `value` lies between two bounds.
pub fn between(value: f64, least: f64, most: f64) -> Verdict {
    Verdict {
        holds: (least..=most).contains(&value),
        seen: format!("{value:.2}, to be {least:.2} to {most:.2}"),
    }
}

/// Whether `value` is at least so large.
pub fn at_least(value: f64, least: f64) -> Verdict {
    Verdict {
        holds: value >= least,
        seen: format!("{value:.2}, to be at least {least:.2}"),
    }
}

/// Whether `value` is at most so large.
pub fn at_most(value: f64, most: f64) -> Verdict {
    Verdict {
        holds: value <= most,
        seen: format!("{value:.2}, to be at most {most:.2}"),
    }
}

/// Whether `words` stand in an output.
///
/// # Errors
///
/// It was not recorded.
pub fn says(recorded: &Recorded, name: &str, words: &str) -> Result<Verdict> {
    let holds = recorded.text(name)?.contains(words);
    let seen = if holds { "found" } else { "not found" };
    Ok(Verdict {
        holds,
        seen: format!("`{words}` {seen} in {name}"),
    })
}

impl Verdict {
    /// Whether both hold. Where one does not, what was seen is that one's.
    pub fn and(self, other: Verdict) -> Verdict {
        if self.holds { other } else { self }
    }
}

/// Every claim with the page that it stands on.
pub fn all() -> impl Iterator<Item = (&'static str, &'static Claim)> {
    let of_page = |(page, claims): &(&'static str, &'static [Claim])| {
        let page = *page;
        claims.iter().map(move |claim| (page, claim))
    };
    CLAIMS.iter().flat_map(of_page)
}

/// What became of the claims on one machine.
#[derive(Debug, Default)]
pub struct Judged {
    /// How many hold.
    pub held: usize,
    /// A line for each that the figures do not bear out.
    pub refuted: Vec<String>,
    /// How many need figures that are not of this run.
    pub left_out: usize,
}

/// Judges the claims whose figures all come from recordings that are `fresh`.
pub fn judge(recorded: &Recorded, fresh: &BTreeSet<String>) -> Judged {
    let mut judged = Judged::default();
    for (page, claim) in all() {
        recorded.forget_what_was_read();
        let told = match (claim.check)(recorded) {
            _ if !recorded.was_read_in(fresh) => {
                judged.left_out += 1;
                continue;
            }
            Ok(verdict) if verdict.holds => {
                judged.held += 1;
                continue;
            }
            Ok(verdict) => verdict.seen,
            Err(missing) => format!("{missing:#}"),
        };
        let sentence = claim.sentence;
        judged
            .refuted
            .push(format!("“{sentence}” ({page}): {told}"));
    }
    judged
}
