//! What counts as the same shape.

use record::recordings::{RECORDINGS, Recording};
use record::shape;

/// A recording of which nothing varies.
fn plain() -> Recording {
    *RECORDINGS
        .iter()
        .find(|recording| recording.package == "ex_3_3")
        .expect("it is recorded")
}

fn differ(recorded: &str, now: &str, recording: &Recording) -> bool {
    let [recorded, now] =
        [recorded, now].map(|output| shape::masked_lines(output, recording));
    shape::difference(&recorded, &now).is_some()
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
fn what_varies_is_masked_and_no_more() {
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
fn of_a_picture_the_words_count() {
    let svg = "<svg viewBox=\"0 0 440 120\">\n<title id=\"a\">3 requests\
               </title>\n<path d=\"M1.5 2\"/>\n<text x=\"1\">0.5 s</text>\n\
               <text x=\"1\">GET /delay/1</text>\n\
               <text x=\"9\">1.00 s  200</text>\n</svg>\n";
    let shape = shape::masked_words(svg);
    assert_eq!(shape, ["# requests", "GET /delay/#", "# s  #"]);
    let moved = svg.replace("1.5 2", "3.5 4").replace("1.00 s", "1.25 s");
    let moved = moved.replace("<text x=\"1\">0.5 s</text>\n", "");
    assert_eq!(shape::masked_words(&moved), shape);
    let other = svg.replace("3 requests", "3 threads");
    assert_ne!(shape::masked_words(&other), shape);
}

#[test]
fn the_difference_is_told_with_its_line() {
    let [recorded, now] = ["a\n8 threads", "a\n8 tasks\nb"]
        .map(|output| shape::masked_lines(output, &plain()));
    assert_eq!(
        shape::difference(&recorded, &now).expect("they differ"),
        "line 2: recorded `# threads`, now `# tasks`"
    );
    let [recorded, now] =
        ["a", "a\nb"].map(|output| shape::masked_lines(output, &plain()));
    assert_eq!(
        shape::difference(&recorded, &now).expect("they differ"),
        "line 2: recorded nothing, now `b`"
    );
}
