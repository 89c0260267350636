//! What the book says about figures. Each claim is a sentence of a page, and
//! the test whether the recorded figures bear it out. On another machine one
//! may fail: that is a lesson, and no error.

use anyhow::Result;

use crate::recorded::Recorded;

mod blocking;
mod copy_on_write;
mod creation_cost;
mod fork_traps;
mod fork_vs_spawn;
mod gathering;
mod local_site;
mod one_request;
mod phrasebook;
mod strategies;
mod tasks;
mod two_cores;
mod two_kinds_of_work;
mod your_own_numbers;

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
    ("strategies", strategies::CLAIMS),
    ("phrasebook", phrasebook::CLAIMS),
    ("local_site", local_site::CLAIMS),
    ("your_own_numbers", your_own_numbers::CLAIMS),
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
    /// Whether both hold.
    pub fn and(self, other: Verdict) -> Verdict {
        Verdict {
            holds: self.holds && other.holds,
            seen: format!("{}; {}", self.seen, other.seen),
        }
    }
}

/// Returns a line for each claim that the recorded figures do not bear out.
pub fn refuted(recorded: &Recorded) -> Vec<String> {
    let claims = CLAIMS.iter().flat_map(|(page, claims)| {
        claims.iter().map(move |claim| (page, claim))
    });
    let lines = claims.filter_map(|(page, claim)| {
        let told = match (claim.check)(recorded) {
            Ok(verdict) if verdict.holds => return None,
            Ok(verdict) => verdict.seen,
            Err(missing) => format!("{missing:#}"),
        };
        Some(format!("“{}” ({page}): {told}", claim.sentence))
    });
    lines.collect()
}
