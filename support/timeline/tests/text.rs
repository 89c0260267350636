//! Timelines in a terminal.

use std::time::Duration;

use timeline::{Kind, Lane, Span, to_text};

fn lane(label: &str, spans: &[(u64, u64)]) -> Lane {
    let spans = spans.iter().map(|&(start, end)| Span {
        start: Duration::from_millis(start),
        end: Duration::from_millis(end),
        kind: Kind::Waiting,
    });
    Lane {
        label: label.to_owned(),
        spans: spans.collect(),
        note: "200".to_owned(),
    }
}

#[test]
fn lanes_that_overlap_are_drawn_above_one_another() {
    let lanes = [lane("1", &[(0, 1000)]), lane("2", &[(0, 1000)])];
    assert_eq!(
        to_text(&lanes, 10),
        "  1  ├────────┤  200\n  2  ├────────┤  200\n     0   1.00 s\n",
    );
}

#[test]
fn lanes_that_follow_one_another_are_staggered() {
    let lanes = [lane("first", &[(0, 1000)]), lane("2", &[(1000, 2000)])];
    assert_eq!(
        to_text(&lanes, 10),
        "  first  ├───┤       200\n  2           ├───┤  200\n         \
         0   2.00 s\n",
    );
}

#[test]
fn one_lane_can_hold_several_spans() {
    let lanes = [lane("1", &[(0, 400), (600, 1000)])];
    assert!(to_text(&lanes, 10).contains("├──┤  ├──┤"));
}

#[test]
fn a_moment_is_still_seen() {
    let lanes = [lane("1", &[(0, 0)]), lane("2", &[(1000, 1000)])];
    let text = to_text(&lanes, 10);
    assert!(text.starts_with("  1  │         "), "{text}");
    assert!(text.contains("  2           │"), "{text}");
}

#[test]
fn no_time_at_all_is_drawn_not_divided_by() {
    assert!(to_text(&[lane("1", &[(0, 0)])], 3).starts_with("  1  │    200\n"));
    assert_eq!(to_text(&[], 10), "");
}

#[test]
fn computing_differs_from_waiting_without_colour() {
    let mut lane = lane("1", &[(0, 500), (500, 1000), (1000, 1000)]);
    lane.spans[0].kind = Kind::Computing;
    assert!(to_text(&[lane.clone()], 10).contains("  █████├───│"));
    lane.spans[2].kind = Kind::Computing;
    assert!(to_text(&[lane], 10).contains("  █████├───█"));
}
