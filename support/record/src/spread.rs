//! How far the runs of one comparison lie apart.

use std::sync::LazyLock;

use regex_lite::Regex;

use crate::archive::Archive;

/// From this ratio on, something else kept the machine busy.
const TOO_FAR: f64 = 1.5;

/// What programs without figures as data print: ex_3_5, fork_vs_spawn, gil.
static SPREAD: LazyLock<Regex> = LazyLock::new(|| {
    let words = r"\bspread(?: \(Q3/Q1\))?:? +(\d+\.\d+)x";
    Regex::new(words).expect("the pattern is our own")
});

/// Returns a sentence for the row of a recording whose runs spread most, or for
/// each line that it printed, if that is too far.
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

/// The ratios in an output, with their lines.
fn printed(output: &str) -> Vec<(f64, String)> {
    let lines = output.lines().filter_map(|line| {
        let ratio = SPREAD.captures(line)?[1].parse().ok()?;
        let words = line.split_whitespace().collect::<Vec<_>>();
        Some((ratio, words.join(" ")))
    });
    lines.collect()
}
