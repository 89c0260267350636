//! Horizontal bars: one figure per row, or a figure and its parts.

use timeline::svg::{self, Bar, Bars, Scale};

use crate::picture::{Picture, close};

fn row(label: &str, values: &[f64], note: &str) -> Bar {
    Bar {
        label: label.to_owned(),
        values: values.to_vec(),
        note: note.to_owned(),
    }
}

fn costs() -> Bars {
    Bars {
        unit: "µs".to_owned(),
        scale: Scale::Logarithmic,
        parts: vec![],
        rows: vec![
            row("task", &[0.2], "0.2 µs"),
            row("thread", &[20.0], "20 µs, 100x"),
            row("fork", &[60_000.0], "60,000 µs"),
        ],
    }
}

fn memory() -> Bars {
    Bars {
        unit: "MiB".to_owned(),
        scale: Scale::Linear,
        parts: vec!["its own".to_owned(), "shared".to_owned()],
        rows: vec![
            row("before", &[0.0, 256.7], "256.7 MiB"),
            row("after", &[128.0, 128.7], "256.7 MiB"),
        ],
    }
}

fn draw(chart: &Bars) -> Picture {
    Picture::read(&svg::bars("b", "What it costs", chart))
}

#[test]
fn on_a_linear_scale_twice_is_twice_as_long() {
    let chart = Bars {
        scale: Scale::Linear,
        rows: vec![row("a", &[1.0], ""), row("b", &[3.0], "")],
        ..costs()
    };
    let picture = draw(&chart);
    let [a, b] = &picture.rectangles[..] else {
        panic!("{:?}", picture.rectangles);
    };
    assert!(close(3.0 * a.width, b.width), "{a:?} {b:?}");
    assert_eq!(a.x, b.x);
    assert!(close(picture.text("1").x, a.width), "{a:?}");
}

#[test]
fn on_a_logarithmic_scale_ten_times_is_one_step_longer() {
    let picture = draw(&costs());
    let [task, thread, fork] = &picture.rectangles[..] else {
        panic!("{:?}", picture.rectangles);
    };
    let decade = (thread.width - task.width) / 2.0;
    let expected = decade * (60_000.0_f64 / 20.0).log10();
    assert!(close(fork.width - thread.width, expected), "{fork:?}");
    assert!(close(picture.text("10").x - picture.text("1").x, decade));
    assert!(task.width > 1.0, "the least of them is seen: {task:?}");
    assert!(picture.has_text("µs; each line is 10 times the one before"));
}

#[test]
fn a_logarithmic_scale_leaves_out_lines_where_they_are_too_many() {
    let mut chart = costs();
    chart
        .rows
        .push(row("year", &[3e13], "30,000,000,000,000 µs"));
    let picture = draw(&chart);
    let columns = picture.columns();
    assert!(columns.windows(2).all(|pair| pair[1] - pair[0] > 40.0));
    let texts = &picture.texts;
    let times = texts.iter().find_map(|text| {
        let (_, rest) = text.text.split_once("each line is ")?;
        rest.split_once(" times")?.0.parse::<f64>().ok()
    });
    let times = times.expect("it says so");
    assert!(times > 10.0, "{times}");
    assert!(picture.has_text("0.1"));
    let next = times * 0.1;
    assert!(picture.has_text(&next.to_string()), "{next} in {texts:?}");
}

#[test]
fn a_value_that_is_a_power_of_ten_has_a_length() {
    let mut chart = costs();
    for value in [0.001, 0.1, 1.0, 10.0, 1000.0] {
        chart.rows = vec![row("a", &[value], "")];
        assert!(draw(&chart).rectangles[0].width > 50.0, "{value}");
    }
}

#[test]
fn parts_follow_one_another_and_differ_without_colour() {
    let picture = draw(&memory());
    let [filled, outlined, none, all, own, shared] = &picture.rectangles[..]
    else {
        panic!("{:?}", picture.rectangles);
    };
    assert!(filled.filled && own.filled, "the legend shows it");
    assert!(!outlined.filled && !shared.filled, "the legend shows it");
    assert!(picture.has_text("its own") && picture.has_text("shared"));
    assert_eq!(none.width, 0.0);
    assert!(close(own.x + own.width, shared.x), "{own:?} {shared:?}");
    assert!(close(own.width + shared.width, all.width), "{all:?}");
    assert!(close(own.width / all.width * 256.7, 128.0), "{own:?}");
}

#[test]
fn every_figure_is_in_the_description() {
    assert_eq!(
        draw(&memory()).description,
        "before; its own 0 MiB, shared 256.7 MiB; 256.7 MiB. \
         after; its own 128 MiB, shared 128.7 MiB; 256.7 MiB."
    );
    let picture = draw(&costs());
    assert_eq!(
        picture.description,
        "task; 0.2 µs. thread; 20 µs; 20 µs, 100x. fork; 60,000 µs."
    );
    for text in ["task", "0.2 µs", "thread", "20 µs, 100x", "fork"] {
        assert!(picture.has_text(text), "{text}");
    }
}

#[test]
fn figures_of_any_size_are_short() {
    let mut chart = costs();
    for (value, expected) in [
        (0.00123, "0.0012"),
        (0.0995, "0.1"),
        (0.17, "0.17"),
        (1.5, "1.5"),
        (12.345, "12.35"),
        (256.66, "256.7"),
        (999.96, "1,000"),
        (1_234.5, "1,234"),
        (12_345_678.0, "12,345,678"),
    ] {
        chart.rows = vec![row("a", &[value], "")];
        let description = draw(&chart).description;
        assert_eq!(description, format!("a; {expected} µs."));
    }
}

#[test]
fn the_note_is_after_its_bar() {
    let picture = draw(&costs());
    for (bar, row) in picture.rectangles.iter().zip(costs().rows) {
        let note = picture.text(&row.note);
        assert!(note.x > bar.x + bar.width, "{note:?}");
        let room = 7.0 * row.note.chars().count() as f64;
        assert!(note.x + room <= picture.size.0, "{note:?}");
        assert!((bar.y..bar.y + bar.height).contains(&note.y), "{note:?}");
        assert!(picture.text(&row.label).y < bar.y);
    }
}

#[test]
fn nothing_and_zero_are_drawn_and_not_divided_by() {
    for scale in [Scale::Linear, Scale::Logarithmic] {
        let rows = vec![row("a", &[0.0], "")];
        let picture = draw(&Bars {
            scale,
            rows,
            ..costs()
        });
        assert_eq!(picture.rectangles[0].width, 0.0);
        assert_eq!(picture.description, "a; 0 µs.");
        let picture = draw(&Bars {
            scale,
            rows: vec![],
            ..costs()
        });
        assert_eq!(picture.description, "");
    }
}

#[test]
#[should_panic(expected = "values of b")]
fn a_row_that_lacks_a_part_is_refused() {
    let mut chart = memory();
    chart.rows.push(row("b", &[1.0], ""));
    draw(&chart);
}

#[test]
#[should_panic(expected = "two on a linear scale")]
fn parts_on_a_logarithmic_scale_are_refused() {
    let scale = Scale::Logarithmic;
    draw(&Bars { scale, ..memory() });
}

#[test]
#[should_panic(expected = "not to show")]
fn a_negative_part_is_refused() {
    let mut chart = memory();
    chart.rows.push(row("b", &[-1.0, 5.0], ""));
    draw(&chart);
}
