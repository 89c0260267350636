//! The shape of an output: what stays the same from run to run.

use std::sync::LazyLock;

use regex_lite::Regex;

use crate::recordings::Recording;

/// A bar of a timeline, with the blanks inside it.
static BAR: LazyLock<Regex> =
    LazyLock::new(|| pattern("[─├┤│━█]+( *[─├┤│━█]+)*"));

/// A number with a unit, such as `1.01 s`, `256 MiB` or `2.00x`.
static WITH_UNIT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\d[\d,]*(?:\.\d+)?( ?%| ?(?:ns|µs|ms|s|min|h|x|KiB|MiB|GiB|kB|MB|GB)\b)",
    )
});

/// A number with a decimal point.
static WITH_POINT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\d[\d,]*\.\d+"));

/// A text of a picture, or its title.
static TEXT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"<(?:text|title)[^>]*>([^<]*)<"));

/// A number at an axis.
static TICK: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^\d[\d,]*(\.\d+)?( s| ms)?$"));

/// What stands between two words.
static BLANKS: LazyLock<Regex> = LazyLock::new(|| pattern(r"\s+"));

/// Returns the lines of an output with each measured figure masked: a number
/// with a unit or a decimal point. Other numbers are counts, and stay, unless
/// the recording says that they vary, and so do all lines but those of which it
/// says that a quick run does not have them. Blanks and bars are as wide as the
/// figures make them, so each counts as one. Lines that come in no certain
/// order are sorted.
pub fn of(output: &str, recording: &Recording) -> Vec<String> {
    let patterns = |texts: &[&str]| -> Vec<Regex> {
        texts.iter().map(|text| pattern(text)).collect()
    };
    let varying = patterns(recording.varies);
    let only_at_length = patterns(recording.only_at_length);
    let mut lines: Vec<String> = output
        .lines()
        .filter(|line| !only_at_length.iter().any(|only| only.is_match(line)))
        .map(|line| {
            let line = WITH_UNIT.replace_all(line, "#$1");
            let line = WITH_POINT.replace_all(&line, "#");
            let line = BAR.replace_all(&line, "-");
            let line =
                varying.iter().fold(line.into_owned(), |line, varies| {
                    varies.replace_all(&line, "#").into_owned()
                });
            BLANKS.replace_all(line.trim_end(), " ").into_owned()
        })
        .collect();
    if recording.unordered {
        lines.sort();
    }
    lines
}

/// Returns the words of a picture, a line for each text, with its measured
/// figures masked. Where the bars and lines lie follows the figures, and so
/// do the numbers of the axes.
pub fn of_picture(svg: &str) -> Vec<String> {
    let texts = TEXT.captures_iter(svg).map(|text| text[1].to_owned());
    let texts = texts.filter(|text| !TICK.is_match(text));
    texts.map(|text| masked(&text)).collect()
}

/// Says in a sentence what differs between two shapes, if anything does.
pub fn difference(recorded: &[String], now: &[String]) -> Option<String> {
    let lines = recorded.len().max(now.len());
    let line = (0..lines).find(|line| recorded.get(*line) != now.get(*line))?;
    let quote = |lines: &[String]| match lines.get(line) {
        Some(text) => format!("`{text}`"),
        None => "nothing".to_owned(),
    };
    let (recorded, now) = (quote(recorded), quote(now));
    Some(format!("line {}: recorded {recorded}, now {now}", line + 1))
}

/// The text without its measured figures.
fn masked(text: &str) -> String {
    let text = WITH_UNIT.replace_all(text, "#$1");
    WITH_POINT.replace_all(&text, "#").into_owned()
}

/// A pattern of ours.
fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the patterns are our own")
}
