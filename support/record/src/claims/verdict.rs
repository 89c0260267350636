//! Claims, and the checks of a figure.

use crate::archive::Archive;
use crate::figures::Missing;

/// Bytes in a KiB.
pub const KIB: f64 = 1024.0;
/// Bytes in a MiB.
pub const MIB: f64 = 1024.0 * KIB;
/// Bytes in a megabyte.
pub const MB: f64 = 1e6;

/// Result of a check. A [`Missing`] figure leaves the claim open.
pub type Result<T> = std::result::Result<T, Missing>;

/// A sentence of a page, and its check.
#[derive(Clone, Copy, Debug)]
pub struct Claim {
    /// Sentence on the page, without its marks of emphasis.
    pub sentence: &'static str,
    /// Function that looks up the figures and judges them.
    pub check: fn(&Archive) -> Result<Verdict>,
}

/// Result of a check, with its reason.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// Set if the claim holds.
    pub holds: bool,
    /// Expected and actual figures, in words.
    pub seen: String,
}

/// Judges whether `value` is `expected`, give or take a sixth, which a reader
/// would still call "about".
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

/// Judges whether `value` is between two limits.
pub fn between(value: f64, least: f64, most: f64) -> Verdict {
    let expected = match least == most {
        true => in_words(least),
        false => format!("{} to {}", in_words(least), in_words(most)),
    };
    verdict((least..=most).contains(&value), value, &expected)
}

/// Judges whether `value` is at least `least`.
pub fn at_least(value: f64, least: f64) -> Verdict {
    let expected = format!("at least {}", in_words(least));
    verdict(value >= least, value, &expected)
}

/// Judges whether `value` is at most `most`.
pub fn at_most(value: f64, most: f64) -> Verdict {
    let expected = format!("at most {}", in_words(most));
    verdict(value <= most, value, &expected)
}

fn verdict(holds: bool, value: f64, expected: &str) -> Verdict {
    let seen = format!("expected {expected}, got {}", in_words(value));
    Verdict { holds, seen }
}

/// Returns a number with three significant digits, or with all digits before
/// the point.
fn in_words(value: f64) -> String {
    let magnitude = value.abs().log10().floor();
    let decimals = (2.0 - magnitude).clamp(0.0, 9.0) as usize;
    let text = format!("{value:.decimals$}");
    match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => text,
    }
}

/// Judges whether an output contains these words.
///
/// # Errors
///
/// Returns an error if it was not recorded.
pub fn says(archive: &Archive, name: &str, words: &str) -> Result<Verdict> {
    let holds = archive.text(name)?.contains(words);
    let prints = if holds { "prints" } else { "doesn't print" };
    let seen = format!("{name} {prints} `{words}`");
    Ok(Verdict { holds, seen })
}

/// Judges whether the server saw three requests of an example, with at most
/// `peak` in flight.
pub(super) fn three_in_flight(
    archive: &Archive,
    name: &str,
    peak: usize,
) -> Result<Verdict> {
    let words = format!("3 requests, at most {peak} in flight at once");
    says(archive, name, &words)
}

/// Judges whether the same holds for all of these rows. The reason names the
/// first row for which it does not, or all of them.
pub(super) fn each_of(
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
    /// Returns whether both hold, or the first one that does not.
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
