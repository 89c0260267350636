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
        [recorded, now].map(|output| shape::of(output, recording));
    shape::difference(&recorded, &now).is_some()
}

#[test]
fn measured_figures_may_differ() {
    for (recorded, now) in [
        ("Took 1.01 s", "Took 13.5 s"),
        ("wall 0.190 s  CPU 0.190 s", "wall 1.2 s  CPU   12.1 s"),
        ("Speed-up: 2.00x", "Speed-up: 1.1x"),
        ("256 MiB", "8 MiB"),
        ("fork   101   333.61  1950.95x", "fork   101  3.61   50.95x"),
        ("1  GET /  ├────┤   1.00 s", "1  GET /   ├──┤     0.20 s"),
        ("1  GET /  ├────┤      1.00 s", "1  GET /     │  0.20 s"),
        ("12 %", "7 %"),
    ] {
        assert!(!differ(recorded, now, &plain()), "{recorded} and {now}");
    }
}

#[test]
fn counts_words_and_lines_may_not() {
    for (recorded, now) in [
        ("8 threads", "4 threads"),
        ("[(200, 199)]", "[(200, 198)]"),
        ("at most 3 in flight", "at most 1 in flight"),
        ("Took 1.01 s", "Took 1.01 ms"),
        ("Took 1.01 s", "It took 1.01 s"),
        ("one\ntwo", "one"),
        ("one", "one\ntwo"),
        ("one\ntwo", "two\none"),
        ("fork   101   333.61", "fork   103   333.61"),
        ("├────┤  1.00 s", "1.00 s"),
    ] {
        assert!(differ(recorded, now, &plain()), "{recorded} and {now}");
    }
}

#[test]
fn what_varies_is_masked_and_no_more() {
    let ids = Recording {
        varies: &[r"child \d+"],
        ..plain()
    };
    assert!(!differ("child 17: 3", "child 5123: 3", &ids));
    assert!(differ("child 17: 3", "child 17: 4", &ids));
    assert!(differ("child 17: 3", "parent 17: 3", &ids));
}

#[test]
fn lines_in_no_certain_order_are_sorted() {
    let unordered = Recording {
        unordered: true,
        ..plain()
    };
    assert!(!differ("task 1\ntask 2", "task 2\ntask 1", &unordered));
    assert!(differ("task 1\ntask 2", "task 1\ntask 1", &unordered));
}

#[test]
fn of_a_picture_the_words_and_the_counts_count() {
    let svg = "<svg viewBox=\"0 0 440 120\">\n<title id=\"a\">3 requests\
               </title>\n<path d=\"M1.5 2\"/>\n<text x=\"1\">0.5 s</text>\n\
               <text x=\"1\">GET /delay/1</text>\n\
               <text x=\"9\">1.00 s  200</text>\n</svg>\n";
    let shape = shape::of_picture(svg);
    assert_eq!(shape, ["3 requests", "GET /delay/1", "# s  200"]);
    let moved = svg.replace("1.5 2", "3.5 4").replace("1.00 s", "1.25 s");
    let moved = moved.replace("<text x=\"1\">0.5 s</text>\n", "");
    assert_eq!(shape::of_picture(&moved), shape);
    let other = svg.replace("3 requests", "2 requests");
    assert_ne!(shape::of_picture(&other), shape);
}

#[test]
fn the_difference_is_told_with_its_line() {
    let [recorded, now] = ["a\n8 threads", "a\n4 threads\nb"]
        .map(|output| shape::of(output, &plain()));
    assert_eq!(
        shape::difference(&recorded, &now).expect("they differ"),
        "line 2: recorded `8 threads`, now `4 threads`"
    );
    let [recorded, now] =
        ["a", "a\nb"].map(|output| shape::of(output, &plain()));
    assert_eq!(
        shape::difference(&recorded, &now).expect("they differ"),
        "line 2: recorded nothing, now `b`"
    );
}
