//! Numbers in sentences.

use measure::words::{counted, grouped, seconds};

#[test]
fn thousands_are_grouped() {
    let numbers = [0, 999, 1_000, 15_999, 1_000_001];
    let written = ["0", "999", "1,000", "15,999", "1,000,001"];
    assert_eq!(numbers.map(grouped), written);
}

#[test]
fn one_has_no_s_and_the_first_word_has_it() {
    assert_eq!(counted(1, "round"), "1 round");
    assert_eq!(counted(0, "round"), "0 rounds");
    assert_eq!(counted(2_000, "item at once"), "2,000 items at once");
}

#[test]
fn short_times_have_a_decimal_more() {
    let times = [0.005, 0.0999, 0.1, 12.346];
    let written = ["0.005 s", "0.100 s", "0.10 s", "12.35 s"];
    assert_eq!(times.map(seconds), written);
}
