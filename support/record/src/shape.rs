//! The shape of an output: what stays the same from run to run.

use std::sync::LazyLock;

use regex_lite::Regex;

use crate::recordings::Recording;

/// A number, whether it was measured or counted: each program's own tests and
/// the claims of the book prove the counts.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| pattern(r"\d[\d,.]*"));

/// A bar of a timeline, with the blanks inside it.
static BAR: LazyLock<Regex> =
    LazyLock::new(|| pattern("[─├┤│━█]+( *[─├┤│━█]+)*"));

/// A text of a picture, or its title.
static TEXT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"<(?:text|title)[^>]*>([^<]*)<"));

/// A masked number at an axis.
static TICK: LazyLock<Regex> = LazyLock::new(|| pattern("^#( s| ms)?$"));

/// Returns the lines of an output with each number masked by `#`, and so is the
/// `-` of one that is unknown. What the recording says that varies is masked
/// too, and lines of which it says that not every run has them are left out. Blanks and bars are as wide as the figures make them, so each counts as
/// one.
pub fn masked_lines(output: &str, recording: &Recording) -> Vec<String> {
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

/// Returns the words of a picture, a line for each text, with its numbers
/// masked. Where the bars and lines lie follows the figures, and so do the
/// numbers of the axes.
pub fn masked_words(svg: &str) -> Vec<String> {
    let texts = TEXT.captures_iter(svg);
    let texts = texts.map(|text| NUMBER.replace_all(&text[1], "#").into());
    texts.filter(|text: &String| !TICK.is_match(text)).collect()
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

/// A pattern of ours.
fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the patterns are our own")
}
