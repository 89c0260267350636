//! Numbers and names for a picture and its description.

/// Assumed width of a character. Most are narrower, so no text runs into its
/// neighbour.
const CHARACTER: f64 = 7.2;

/// Returns the room that `text` needs.
pub(super) fn width(text: &str) -> f64 {
    text.chars().count() as f64 * CHARACTER
}

/// Returns the room that the longest of `texts` needs.
pub(super) fn widest<T: AsRef<str>>(texts: impl Iterator<Item = T>) -> f64 {
    texts.map(|text| width(text.as_ref())).fold(0.0, f64::max)
}

/// Returns `text`, or as much of its beginning as fits into `room`.
pub(super) fn shorten(text: &str, room: f64) -> String {
    if width(text) <= room {
        return text.to_owned();
    }
    let kept = (room / CHARACTER) as usize - 1;
    text.chars().take(kept).collect::<String>() + "…"
}

/// Returns a number as a reader wants it: 1,300 and 256.7 and 0.17.
pub(super) fn short(number: f64) -> String {
    let decimals = match number {
        1000.0.. => 0,
        100.0.. => 1,
        0.1.. | 0.0 => 2,
        // Two digits after the zeros.
        small => 1 - small.log10().floor() as i32,
    };
    let digits = format!("{number:.*}", decimals as usize);
    let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
    let mut short = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            short.push(',');
        }
        short.push(digit);
    }
    match fraction.trim_end_matches('0') {
        "" => short,
        fraction => format!("{short}.{fraction}"),
    }
}

/// Joins those of `parts` that are not empty into a sentence for the
/// description.
pub(super) fn sentence(parts: &[&str]) -> String {
    let parts = parts.iter().map(|part| part.trim());
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    parts.join("; ") + "."
}

/// Returns `text` for an XML document, in one line.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::new();
    for character in text.chars() {
        match character {
            '&' => escaped += "&amp;",
            '<' => escaped += "&lt;",
            '>' => escaped += "&gt;",
            // mdBook looks for its own commands in included files, too.
            '{' => escaped += "&#123;",
            other if other.is_control() => escaped.push(' '),
            other => escaped.push(other),
        }
    }
    escaped
}
