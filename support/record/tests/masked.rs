//! Differences that masking hides, and those that it keeps.

use record::masked;
use record::recordings::{RECORDINGS, Recording};

/// Returns a recording in which only numbers vary.
fn plain() -> Recording {
    *RECORDINGS
        .iter()
        .find(|recording| recording.package == "ex_3_3")
        .expect("it is recorded")
}

fn differ(recorded: &str, now: &str, recording: &Recording) -> bool {
    let [recorded, now] =
        [recorded, now].map(|output| masked::lines(output, recording));
    masked::difference(&recorded, &now).is_some()
}

#[test]
fn numbers_may_differ() {
    for (recorded, now) in [
        ("Took 1.01 s", "Took 13.5 s"),
        ("wall 0.190 s  CPU 0.190 s", "wall 1.2 s  CPU   12.1 s"),
        ("256 MiB", "8 MiB"),
        ("fork   101   1,950.95x", "fork   99   50.95x"),
        ("threads   1001     0.30 k", "threads      -     0.30 k"),
        ("1  GET /  ├────┤   1.00 s", "1  GET /   ├──┤     0.20 s"),
        ("1  GET /  ├────┤      1.00 s", "1  GET /     │  0.20 s"),
        ("12 %", "7 %"),
    ] {
        assert!(!differ(recorded, now, &plain()), "{recorded} and {now}");
    }
}

#[test]
fn words_units_and_lines_may_not() {
    for (recorded, now) in [
        ("8 threads", "8 tasks"),
        ("Took 1.01 s", "Took 1.01 ms"),
        ("Took 1.01 s", "It took 1.01 s"),
        ("Took 1.01 s", "Took s"),
        ("one\ntwo", "one"),
        ("one", "one\ntwo"),
        ("one\ntwo", "two\none"),
        ("├────┤  1.00 s", "1.00 s"),
    ] {
        assert!(differ(recorded, now, &plain()), "{recorded} and {now}");
    }
}

#[test]
fn only_the_parts_that_vary_are_masked() {
    let quick = Recording {
        varies: &["by [a-z]+"],
        not_always: &["^the last "],
        ..plain()
    };
    assert!(!differ("3 by fork: so", "3 by spawn: so", &quick));
    assert!(!differ("one\nthe last row", "one", &quick));
    assert!(differ("3 by fork: so", "3 by fork: no", &quick));
    assert!(differ("one\nat last", "one", &quick));
}

#[test]
fn the_words_of_a_picture_count() {
    let svg = "<svg viewBox=\"0 0 440 120\">\n<title id=\"a\">3 requests\
               </title>\n<path d=\"M1.5 2\"/>\n<text x=\"1\">0.5 s</text>\n\
               <text x=\"1\">GET /delay/1</text>\n\
               <text x=\"9\">1.00 s  200</text>\n</svg>\n";
    let words = masked::words(svg);
    assert_eq!(words, ["# requests", "GET /delay/#", "# s  #"]);
    let moved = svg.replace("1.5 2", "3.5 4").replace("1.00 s", "1.25 s");
    let moved = moved.replace("<text x=\"1\">0.5 s</text>\n", "");
    assert_eq!(masked::words(&moved), words);
    let other = svg.replace("3 requests", "3 threads");
    assert_ne!(masked::words(&other), words);
}

#[test]
fn the_difference_is_reported_with_its_line() {
    let [recorded, now] = ["a\n8 threads", "a\n8 tasks\nb"]
        .map(|output| masked::lines(output, &plain()));
    assert_eq!(
        masked::difference(&recorded, &now).expect("they differ"),
        "line 2: recorded `# threads`, now `# tasks`"
    );
    let [recorded, now] =
        ["a", "a\nb"].map(|output| masked::lines(output, &plain()));
    assert_eq!(
        masked::difference(&recorded, &now).expect("they differ"),
        "line 2: recorded nothing, now `b`"
    );
}
