//! Growth of figures, with one line per series.

use timeline::svg::{self, Lines, Series};

use crate::picture::{Picture, close};

fn line(label: &str, values: &[f64]) -> Series {
    Series {
        label: label.to_owned(),
        values: values.to_vec(),
    }
}

fn growth() -> Lines {
    let positions = ["0", "64", "256", "1024"].map(str::to_owned);
    Lines {
        unit: "µs".to_owned(),
        across: "MiB held by the parent".to_owned(),
        positions: positions.to_vec(),
        series: vec![
            line("fork", &[270.0, 2_900.0, 13_500.0, 52_000.0]),
            line("spawn", &[1_300.0, 1_400.0, 1_650.0, 2_100.0]),
            line("fork and exec", &[900.0, 4_700.0, 14_600.0, 50_000.0]),
        ],
    }
}

fn draw(chart: &Lines) -> Picture {
    Picture::read(&svg::lines("c", "What grows", chart))
}

#[test]
fn ten_times_is_one_step_higher() {
    let picture = draw(&growth());
    let step = picture.text("1,000").y - picture.text("10,000").y;
    let (fork, _) = &picture.lines[0];
    let (spawn, _) = &picture.lines[1];
    for (points, values) in [
        (fork, &growth().series[0].values),
        (spawn, &growth().series[1].values),
    ] {
        for (pair, values) in points.windows(2).zip(values.windows(2)) {
            let expected = step * (values[1] / values[0]).log10();
            assert!(close(pair[0].1 - pair[1].1, expected), "{pair:?}");
        }
    }
    assert!(picture.has_text("µs; each line is 10 times the one below"));
}

#[test]
fn labelled_positions_are_equally_far_apart() {
    let picture = draw(&growth());
    let (points, _) = &picture.lines[0];
    let step = points[1].0 - points[0].0;
    for (index, label) in ["0", "64", "256", "1024"].iter().enumerate() {
        let x = points[0].0 + step * index as f64;
        assert!(close(points[index].0, x), "{points:?}");
        assert!(close(picture.text(label).x, x), "{label}");
    }
    assert!(picture.has_text("MiB held by the parent"));
}

#[test]
fn labels_that_stand_too_close_are_described_only() {
    let mut chart = growth();
    chart.positions[1] = "sixty-four, ".repeat(8);
    let picture = draw(&chart);
    assert!(picture.has_text("0") && !picture.has_text(&chart.positions[1]));
    assert!(picture.description.contains("2,900 µs at sixty-four, "));
}

#[test]
fn each_line_has_dashes_of_its_own() {
    let picture = draw(&growth());
    let dashes = |index: usize| &picture.lines[index].1;
    assert_eq!(picture.lines.len(), 3);
    assert_ne!(dashes(0), dashes(1));
    assert_ne!(dashes(0), dashes(2));
    assert_ne!(dashes(1), dashes(2));
}

#[test]
fn labels_stand_right_of_their_lines_and_not_on_one_another() {
    let mut chart = growth();
    // Eight lines that end at one point.
    let same = |i: i32| line(&format!("line {i}"), &[300.0, 200.0, 100.0, 1.0]);
    for ends in [vec![], (0..8).map(same).collect()] {
        chart.series.extend(ends);
        let picture = draw(&chart);
        let mut heights = Vec::new();
        for (series, (points, _)) in chart.series.iter().zip(&picture.lines) {
            let label = picture.text(&series.label);
            let room = 7.0 * series.label.chars().count() as f64;
            assert!(label.x > points[3].0, "{label:?}");
            assert!(label.x + room < picture.size.0, "{label:?}");
            heights.push(label.y);
        }
        heights.sort_by(f64::total_cmp);
        // The lowest number of the axis is next to its lower edge.
        let numbers = picture.texts.iter().filter(|t| t.anchor == "end");
        let lowest = numbers.map(|number| number.y).fold(0.0, f64::max);
        assert!(heights.iter().all(|&y| y < lowest + 1.0), "{heights:?}");
        assert!(heights.windows(2).all(|pair| pair[1] - pair[0] > 13.0));
    }
}

#[test]
fn a_label_stays_next_to_its_line_if_there_is_room() {
    let picture = draw(&growth());
    let (points, _) = &picture.lines[1];
    let label = picture.text("spawn").y;
    assert!((label - points[3].1).abs() < 8.0, "{label}");
    assert!(picture.text("fork").y < picture.text("fork and exec").y);
}

#[test]
fn every_figure_is_in_the_description() {
    assert_eq!(
        draw(&growth()).description,
        "Left to right: MiB held by the parent. \
         fork; 270 µs at 0, 2,900 µs at 64, 13,500 µs at 256, \
         52,000 µs at 1024. \
         spawn; 1,300 µs at 0, 1,400 µs at 64, 1,650 µs at 256, \
         2,100 µs at 1024. \
         fork and exec; 900 µs at 0, 4,700 µs at 64, 14,600 µs at 256, \
         50,000 µs at 1024."
    );
}

#[test]
fn nothing_zero_and_one_are_drawn_and_not_divided_by() {
    let mut chart = growth();
    chart.series = vec![line("zero", &[0.0; 4])];
    let picture = draw(&chart);
    assert!(picture.description.ends_with("0 µs at 1024."));
    chart.series = vec![line("some", &[0.0, 5.0, 5.0, 5.0])];
    let points = &draw(&chart).lines[0].0;
    assert!(points[0].1 > points[1].1);
    chart.series.clear();
    assert!(draw(&chart).lines.is_empty());

    chart.positions = vec!["1".to_owned()];
    chart.series = vec![line("one", &[1.0])];
    assert_eq!(draw(&chart).lines[0].0.len(), 1);
    chart.positions.clear();
    chart.series = vec![line("none", &[])];
    draw(&chart);
}

#[test]
#[should_panic(expected = "values of b")]
fn a_series_that_lacks_a_value_is_refused() {
    let mut chart = growth();
    chart.series.push(line("b", &[1.0]));
    draw(&chart);
}

#[test]
#[should_panic(expected = "not to show")]
fn a_value_that_is_no_number_is_refused() {
    let mut chart = growth();
    chart.series[0].values[1] = f64::NAN;
    draw(&chart);
}
