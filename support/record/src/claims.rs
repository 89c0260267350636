//! What the book says about figures. Each claim is a sentence of a page, and
//! the test whether the recorded figures bear it out. On another machine one
//! may fail: that is a lesson, and no error.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::archive::Archive;
use crate::figures::Missing;

mod blocked_loop;
mod cpu_bound;
mod deciding;
mod event_loop;
mod examples;
mod gil;
mod io_bound;
mod mixed_workload;
mod processes;
mod profile_task;
mod shared_state;
mod ten_thousand;

/// The units of memory, in bytes.
const KIB: f64 = 1024.0;
const MIB: f64 = 1024.0 * KIB;
const MB: f64 = 1e6;

/// What a proof ends with: a [`Missing`] figure leaves the claim open.
pub type Result<T> = std::result::Result<T, Missing>;

/// A sentence of a page, and its proof.
#[derive(Clone, Copy, Debug)]
pub struct Claim {
    /// The sentence, as it stands on the page, without its marks of emphasis.
    pub sentence: &'static str,
    /// Looks the figures up, and judges.
    pub check: fn(&Archive) -> Result<Verdict>,
}

/// Whether a claim holds, and what was seen.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// Whether it holds.
    pub holds: bool,
    /// The figure that decided and the one that was expected, in words.
    pub seen: String,
}

/// The claims of each page, by the name of its file.
pub const CLAIMS: &[(&str, &[Claim])] = &[
    ("two_kinds_of_work", examples::TWO_KINDS_OF_WORK),
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
    ("mixed_workload", mixed_workload::CLAIMS),
    ("gil", gil::CLAIMS),
    ("event_loop", event_loop::CLAIMS),
    ("blocked_loop", blocked_loop::CLAIMS),
    ("shared_state", shared_state::CLAIMS),
    ("deciding", deciding::CLAIMS),
    ("profile_task", profile_task::CLAIMS),
    ("strategies", processes::STRATEGIES),
];

/// Whether `value` is what was expected, give or take a sixth: what a reader
/// calls "about".
pub fn about(value: f64, expected: f64) -> Verdict {
    let [least, most] = [5.0, 7.0].map(|sixths| expected * sixths / 6.0);
    let expected = format!(
        "about {} ({} to {})",
        in_words(expected),
        in_words(least),
        in_words(most)
    );
    verdict((least..=most).contains(&value), value, &expected)
}

/// Whether `value` lies between two bounds.
pub fn between(value: f64, least: f64, most: f64) -> Verdict {
    let expected = match least == most {
        true => in_words(least),
        false => format!("{} to {}", in_words(least), in_words(most)),
    };
    verdict((least..=most).contains(&value), value, &expected)
}

/// Whether `value` is at least so large.
pub fn at_least(value: f64, least: f64) -> Verdict {
    let expected = format!("at least {}", in_words(least));
    verdict(value >= least, value, &expected)
}

/// Whether `value` is at most so large.
pub fn at_most(value: f64, most: f64) -> Verdict {
    let expected = format!("at most {}", in_words(most));
    verdict(value <= most, value, &expected)
}

fn verdict(holds: bool, value: f64, expected: &str) -> Verdict {
    let seen = format!("{} was seen, {expected} expected", in_words(value));
    Verdict { holds, seen }
}

/// A number with three digits that count, or all that stand before the point.
fn in_words(value: f64) -> String {
    let magnitude = value.abs().log10().floor();
    let decimals = (2.0 - magnitude).clamp(0.0, 9.0) as usize;
    let text = format!("{value:.decimals$}");
    match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => text,
    }
}

/// Whether an output holds these words.
///
/// # Errors
///
/// Returns an error if it was not recorded.
pub fn says(archive: &Archive, name: &str, words: &str) -> Result<Verdict> {
    let holds = archive.text(name)?.contains(words);
    let prints = if holds { "prints" } else { "does not print" };
    let seen = format!("{name} {prints} `{words}`");
    Ok(Verdict { holds, seen })
}

/// Whether the site saw three requests of an example, and so many in flight.
fn three_in_flight(
    archive: &Archive,
    name: &str,
    peak: usize,
) -> Result<Verdict> {
    let words = format!("3 requests, at most {peak} in flight at once");
    says(archive, name, &words)
}

/// Whether the same holds of all these rows. Where it does not, what was seen
/// is of the first of those, and names it; otherwise of all of them.
fn each_of(
    names: &[&str],
    holds: impl Fn(&str) -> Result<Verdict>,
) -> Result<Verdict> {
    let verdicts = names.iter().map(|name| {
        let Verdict { holds, seen } = holds(name)?;
        let seen = format!("{name}: {seen}");
        Ok(Verdict { holds, seen })
    });
    let all = verdicts.reduce(|one, other| Ok(one?.and(other?)));
    all.expect("there is a row")
}

impl Verdict {
    /// Whether both hold. Where one does not, what was seen is that one's.
    pub fn and(self, other: Verdict) -> Verdict {
        match (self.holds, other.holds) {
            (true, true) => Verdict {
                holds: true,
                seen: format!("{}; {}", self.seen, other.seen),
            },
            (true, false) => other,
            (false, _) => self,
        }
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

/// What became of the claims in one run.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Judged {
    /// Those that hold, which the page on the machine does not list.
    #[serde(skip)]
    pub held: Vec<Told>,
    /// Those that do not hold.
    pub refuted: Vec<Told>,
    /// Those about a figure that is not part of the run.
    pub left_open: Vec<Told>,
}

/// A claim, and what there is to say of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// The page that it stands on.
    pub page: String,
    /// Its sentence.
    pub sentence: String,
    /// The figures that decided, or the one that is missing.
    pub seen: String,
}

impl fmt::Display for Told {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Told {
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
        let told = |seen| Told {
            page: page.to_owned(),
            sentence: (*sentence).to_owned(),
            seen,
        };
        match check(archive) {
            Ok(verdict) if verdict.holds => {
                judged.held.push(told(verdict.seen));
            }
            Ok(Verdict { seen, .. }) => judged.refuted.push(told(seen)),
            Err(Missing(what)) => judged.left_open.push(told(what)),
        }
    }
    judged
}
