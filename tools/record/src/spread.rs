//! How far the runs of one comparison lie apart, as the programs tell it.

use std::sync::LazyLock;

use regex_lite::Regex;

/// From this ratio on, something else kept the machine busy.
const TOO_FAR: f64 = 1.5;

static SPREAD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\bspread:? +(\d+\.\d+)x").expect("the pattern is our own")
});

/// Returns a sentence for each line of an output whose figures spread too
/// far: those that say `spread 1.61x`.
pub fn warnings(name: &str, output: &str) -> Vec<String> {
    let lines = output.lines().filter_map(|line| {
        let ratio: f64 = SPREAD.captures(line)?[1].parse().ok()?;
        (ratio > TOO_FAR).then(|| {
            let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
            format!(
                "The runs of {name} spread by {ratio:.2}x, which is more than \
                 {TOO_FAR:.2}x: `{line}`"
            )
        })
    });
    lines.collect()
}
