//! Figures in prose: numbers with a unit or a decimal point, and comparisons
//! in words.

use std::sync::LazyLock;

use regex_lite::Regex;

/// Version numbers. They are not figures, although they have points.
const VERSION: &str = r"(?x)
    (C?Python|Rust|Linux|macOS|Windows|glibc|tokio|mdBook|[Vv]ersions?|[Kk]ernel)
    \x20\d+(\.\d+)*
    ((,|\x20and|\x20or|\x20to)\x20\d+\.\d+)*";

/// Numbers in words.
const WORDS: &str = "one|two|three|four|five|six|seven|eight|nine|ten|twelve|\
    twenty|thirty|forty|fifty|sixty|hundred|thousand|million|half a|several";

/// A figure, with a placeholder for WORDS.
const FIGURE: &str = r"(?xi)
    # 1.01 s, 256 MiB, 5 seconds, 20 times, 50%
    \d+(,\d{3})*(\.\d+)? [\x20\xa0-]?
    (% | (ns|µs|ms|s|x|KiB|MiB|GiB|kB|MB|GB|percent|times)\b
       | (nano|micro|milli)?seconds?\b | minutes?\b | hours?\b)
    | \d\.\d
    # three seconds, three times as long, twice as fast, a third of it
    | \b(WORDS)[\x20-](nano|micro|milli)?seconds?\b
    | \b(WORDS)\x20times\x20(as|faster|slower|longer|shorter|more|less|the)\b
    | \b(twice|double|half)\x20(as|that|the\x20(wall\x20|CPU\x20)?time)\b
    | \ba\x20(half|third|quarter|fifth|tenth|hundredth)\x20of\b";

/// A figure, even if it is marked as code: `1.01 s`.
const WITH_UNIT: &str =
    r"\d+(,\d{3})*(\.\d+)?[ \xa0](s|ms|µs|ns|x|KiB|MiB|GiB|%)";

static PATTERNS: LazyLock<[Regex; 3]> = LazyLock::new(|| {
    [VERSION, &FIGURE.replace("WORDS", WORDS), WITH_UNIT]
        .map(|pattern| Regex::new(pattern).expect("the patterns are our own"))
});

/// Returns the first figure in a sentence.
pub fn first(sentence: &str) -> Option<String> {
    let [version, figure, _] = &*PATTERNS;
    let sentence = version.replace_all(sentence, "");
    Some(figure.find(&sentence)?.as_str().to_owned())
}

/// Returns the first number with a unit in code.
pub fn first_with_unit(code: &str) -> Option<String> {
    let [_, _, with_unit] = &*PATTERNS;
    Some(with_unit.find(code)?.as_str().to_owned())
}
