//! Timelines as pictures.

use std::time::Duration;

use timeline::{Kind, Lane, Span, svg};

use crate::picture::{Picture, Rectangle, close};

fn lane(label: &str, spans: &[(u64, u64, Kind)], note: &str) -> Lane {
    let spans = spans.iter().map(|&(start, end, kind)| Span {
        start: Duration::from_millis(start),
        end: Duration::from_millis(end),
        kind,
    });
    Lane {
        label: label.to_owned(),
        spans: spans.collect(),
        note: note.to_owned(),
    }
}

fn draw(lanes: &[Lane]) -> Picture {
    Picture::read(&svg::lanes("a-1", "Who ran when", lanes))
}

fn main_and_worker() -> [Lane; 2] {
    [
        lane(
            "main",
            &[(0, 1800, Kind::Computing), (1800, 2700, Kind::Waiting)],
            "2.70 s",
        ),
        lane("worker", &[(1800, 2700, Kind::Computing)], ""),
    ]
}

/// Returns the bars of the lanes, without those of the legend.
fn bars(picture: &Picture, kinds: usize) -> Vec<Rectangle> {
    picture.rectangles[kinds..].to_vec()
}

#[test]
fn computing_is_thick_and_waiting_thin() {
    let picture = draw(&main_and_worker());
    let [computing, waiting, worker] = &bars(&picture, 2)[..] else {
        panic!("three spans: {:?}", picture.rectangles);
    };
    assert!(computing.height > 2.0 * waiting.height);
    assert_eq!(computing.height, worker.height);
    assert_ne!(computing.class, waiting.class);
    assert_eq!(computing.class, worker.class);
    let middle = |bar: &Rectangle| bar.y + bar.height / 2.0;
    assert!(close(middle(computing), middle(waiting)), "in one lane");
}

#[test]
fn lengths_are_times() {
    let picture = draw(&main_and_worker());
    let bars = bars(&picture, 2);
    assert!(close(bars[0].width, 2.0 * bars[1].width), "{bars:?}");
    assert!(close(bars[0].x + bars[0].width, bars[1].x), "{bars:?}");
    assert!(close(bars[1].x, bars[2].x), "{bars:?}");
    let second = picture.text("1 s").x - picture.text("0 s").x;
    assert!(close(bars[2].width, 0.9 * second), "{bars:?}");
    assert!(close(bars[0].x, picture.text("0 s").x), "{bars:?}");
}

#[test]
fn the_legend_names_the_kinds_that_occur() {
    let picture = draw(&main_and_worker());
    assert!(picture.has_text("waiting") && picture.has_text("computing"));
    let picture = draw(&[lane("1", &[(0, 1000, Kind::Waiting)], "")]);
    assert!(picture.has_text("waiting") && !picture.has_text("computing"));
    assert_eq!(picture.rectangles.len(), 2);
}

#[test]
fn every_figure_is_in_the_description() {
    assert_eq!(
        draw(&main_and_worker()).description,
        "main; computing from 0 to 1.8 s, waiting from 1.8 to 2.7 s; 2.70 s. \
         worker; computing from 1.8 to 2.7 s."
    );
    let [main, _] = main_and_worker();
    let picture = draw(&[main]);
    assert!(picture.has_text("main") && picture.has_text("2.70 s"));
}

#[test]
fn short_times_are_in_milliseconds() {
    let picture = draw(&[lane("1", &[(0, 310, Kind::Waiting)], "")]);
    assert!(picture.has_text("100 ms"), "{:?}", picture.texts);
    assert_eq!(picture.description, "1; waiting from 0 to 310 ms.");
}

#[test]
fn times_are_described_to_the_hundredth() {
    let mut lane = lane("1", &[(0, 1004, Kind::Waiting)], "");
    lane.spans[0].start = Duration::from_nanos(345_678);
    let picture = draw(&[lane]);
    assert_eq!(picture.description, "1; waiting from 0 to 1 s.");
}

#[test]
fn the_axis_goes_in_steps_of_one_two_or_five() {
    for (end, times) in [
        (1, &["0 ms", "0.2 ms"][..]),
        (45, &["0 ms", "10 ms", "20 ms"]),
        (999, &["0 ms", "200 ms", "400 ms"]),
        (1004, &["0 s", "0.2 s", "1 s"]),
        (3011, &["0 s", "1 s", "3 s"]),
        (12_000, &["0 s", "2 s", "12 s"]),
        (3_600_000, &["0 s", "1,000 s", "3,000 s"]),
    ] {
        let picture = draw(&[lane("1", &[(0, end, Kind::Waiting)], "")]);
        for time in times {
            assert!(picture.has_text(time), "{end}: {:?}", picture.texts);
        }
        let columns = picture.columns();
        let steps: Vec<f64> =
            columns.windows(2).map(|pair| pair[1] - pair[0]).collect();
        assert!(steps.iter().all(|&step| close(step, steps[0])), "{steps:?}");
        assert!(steps[0] > 40.0, "the times run into one another: {steps:?}");
    }
}

#[test]
fn a_moment_is_seen() {
    let moments = [(0, 0, Kind::Waiting), (500, 500, Kind::Computing)];
    let picture = draw(&[lane("1", &moments, "")]);
    assert!(bars(&picture, 2).iter().all(|bar| bar.width > 1.0));
}

#[test]
fn no_time_and_no_lane_are_drawn_and_not_divided_by() {
    let picture = draw(&[lane("1", &[(0, 0, Kind::Waiting)], "")]);
    assert!(picture.has_text("0 ms"));
    let picture = draw(&[lane("and 9 more", &[], "")]);
    assert_eq!(picture.description, "and 9 more.");
    assert!(picture.rectangles.is_empty());
    let picture = draw(&[]);
    assert_eq!(picture.description, "");
}

#[test]
fn long_words_are_cut_in_the_picture_and_whole_in_the_description() {
    let long = "GET /a/path/that/is/longer/than/the/picture/is/wide/by/far";
    let picture = draw(&[lane(long, &[(0, 1, Kind::Waiting)], long)]);
    assert_eq!(picture.description.matches(long).count(), 2);
    let cut = picture.texts.iter().filter(|text| text.text.ends_with('…'));
    let cut: Vec<_> = cut.collect();
    assert_eq!(cut.len(), 2, "{:?}", picture.texts);
    let bar = &bars(&picture, 1)[0];
    assert!(bar.width > 50.0, "there is room left for the bar: {bar:?}");
    // A letter is about 7 units wide.
    for text in cut {
        let room = 7.0 * text.text.chars().count() as f64;
        match text.anchor.as_str() {
            "end" => assert!(text.x - room >= 0.0 && text.x < bar.x),
            _ => assert!(text.x + room <= picture.size.0 && text.x > bar.x),
        }
    }
}
