//! Numbers and names as they stand in a picture and in its description.

/// How wide a character is taken to be: wider than most are, so that no text
/// runs into what is beside it.
const CHARACTER: f64 = 7.2;

/// How much room `text` needs.
pub(super) fn width(text: &str) -> f64 {
    text.chars().count() as f64 * CHARACTER
}

/// The room that the longest of `texts` needs.
pub(super) fn widest<T: AsRef<str>>(texts: impl Iterator<Item = T>) -> f64 {
    texts.map(|text| width(text.as_ref())).fold(0.0, f64::max)
}

/// `text`, or as much of its beginning as stands in `room`.
pub(super) fn shorten(text: &str, room: f64) -> String {
    if width(text) <= room {
        return text.to_owned();
    }
    let kept = (room / CHARACTER) as usize - 1;
    text.chars().take(kept).collect::<String>() + "…"
}

/// A number as a reader wants it: 1,300 and 256.7 and 0.17.
pub(super) fn short(number: f64) -> String {
    let decimals = match number {
        1000.0.. => 0,
        100.0.. => 1,
        0.1.. | 0.0 => 2,
        // Two digits, behind the zeros.
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

/// What there is of `parts`, as a sentence for the description.
pub(super) fn sentence(parts: &[&str]) -> String {
    let parts = parts.iter().map(|part| part.trim());
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    parts.join("; ") + "."
}

/// `text` for an XML document, in one line.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::new();
    for character in text.chars() {
        match character {
            '&' => escaped += "&amp;",
            '<' => escaped += "&lt;",
            '>' => escaped += "&gt;",
            // mdBook looks for its own commands in what it includes, too.
            '{' => escaped += "&#123;",
            other if other.is_control() => escaped.push(' '),
            other => escaped.push(other),
        }
    }
    escaped
}
