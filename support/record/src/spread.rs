//! Spread of the runs in each recording (Q3 ÷ Q1).

use std::sync::LazyLock;

use regex_lite::Regex;

use crate::archive::Archive;

/// Ratio above which something else probably kept the machine busy.
const TOO_FAR: f64 = 1.5;

/// Words of programs without figures as data: ex_3_5, fork_vs_spawn, gil.
static SPREAD: LazyLock<Regex> = LazyLock::new(|| {
    let words = r"\bspread(?: \(Q3/Q1\))?:? +(\d+\.\d+)x";
    Regex::new(words).expect("the pattern is our own")
});

/// Returns a sentence about the row with the widest spread, or about each line
/// that prints one, if that is above the limit.
pub fn warnings(name: &str, archive: &Archive) -> Vec<String> {
    let rows = archive.figures(name).ok();
    let rows = rows.into_iter().flat_map(|figures| figures.rows());
    let of_rows = rows.map(|row| {
        let spread = row.get("spread").unwrap_or_default();
        (spread, row.label().to_owned())
    });
    let widest = of_rows.max_by(|one, other| one.0.total_cmp(&other.0));
    let spreads = match widest {
        Some(widest) => vec![widest],
        None => printed(archive.text(name).unwrap_or_default()),
    };
    // As printed: 1.50x is not more than 1.50x.
    let too_far = |spread: f64| (spread * 100.0).round() > TOO_FAR * 100.0;
    let too_far = spreads.into_iter().filter(|it| too_far(it.0));
    let sentences = too_far.map(|(spread, of)| {
        format!(
            "The runs of {name} spread by {spread:.2}x, which is more than \
             {TOO_FAR:.2}x: `{of}`"
        )
    });
    sentences.collect()
}

/// Returns the ratios in an output, with their lines.
fn printed(output: &str) -> Vec<(f64, String)> {
    let lines = output.lines().filter_map(|line| {
        let ratio = SPREAD.captures(line)?[1].parse().ok()?;
        let words = line.split_whitespace().collect::<Vec<_>>();
        Some((ratio, words.join(" ")))
    });
    lines.collect()
}
