//! Outputs with their numbers masked, which stay the same from run to run.

use std::sync::LazyLock;

use regex_lite::Regex;

use crate::recordings::Recording;

/// A number, measured or counted. Counts are checked by each program's own tests
/// and by the claims of the book.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| pattern(r"\d[\d,.]*"));

/// A bar of a timeline, with the blanks inside it.
static BAR: LazyLock<Regex> =
    LazyLock::new(|| pattern("[─├┤│━█]+( *[─├┤│━█]+)*"));

/// A text of a picture, or its title.
static TEXT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"<(?:text|title)[^>]*>([^<]*)<"));

/// A masked number at an axis.
static TICK: LazyLock<Regex> = LazyLock::new(|| pattern("^#( s| ms)?$"));

/// Returns the lines of an output with a `#` instead of each number, of the `-`
/// of an unknown one, and of everything that the recording says varies. Lines
/// that not every run has are skipped. The width of blanks and bars depends on
/// the figures, so each of them becomes a single character.
pub fn lines(output: &str, recording: &Recording) -> Vec<String> {
    let patterns = |texts: &[&str]| -> Vec<Regex> {
        texts.iter().map(|text| pattern(text)).collect()
    };
    let varying = patterns(recording.varies);
    let not_always = patterns(recording.not_always);
    output
        .lines()
        .filter(|line| !not_always.iter().any(|only| only.is_match(line)))
        .map(|line| {
            let line = NUMBER.replace_all(line, "#");
            let line = BAR.replace_all(&line, "│");
            let words = line.split_whitespace();
            let words = words.map(|word| if word == "-" { "#" } else { word });
            let line = words.collect::<Vec<_>>().join(" ");
            varying.iter().fold(line, |line, varies| {
                varies.replace_all(&line, "#").into_owned()
            })
        })
        .collect()
}

/// Returns the words of a picture, one line per text, with its numbers masked.
/// The positions of bars and lines depend on the figures, and so do the numbers
/// at the axes, so they are skipped.
pub fn words(svg: &str) -> Vec<String> {
    let texts = TEXT.captures_iter(svg);
    let texts = texts.map(|text| NUMBER.replace_all(&text[1], "#").into());
    texts.filter(|text: &String| !TICK.is_match(text)).collect()
}

/// Returns the first difference between two masked outputs, in words.
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

/// Returns a pattern that is written in this crate.
fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the patterns are our own")
}
