//! One figure of two sides, a pair of bars per row.

use timeline::svg::{self, Pair, Pairs, Scale};

use crate::picture::{Picture, close};

fn row(label: &str, values: [Option<f64>; 2]) -> Pair {
    Pair {
        label: label.to_owned(),
        values,
    }
}

fn draw() -> Picture {
    Picture::read(&svg::pairs(
        "p",
        "Both languages",
        &Pairs {
            unit: "s".to_owned(),
            decimals: 2,
            scale: Scale::Linear,
            sides: ["Rust", "Python"].map(str::to_owned),
            rows: vec![
                row("tasks", [Some(1.0), Some(2.5)]),
                row("tasks on all cores", [Some(0.5), None]),
            ],
        },
    ))
}

#[test]
fn both_sides_share_one_scale_and_differ_without_colour() {
    let picture = draw();
    // Two samples in the legend, then a pair and a bar alone.
    let [filled, outlined, rust, python, alone] = &picture.rectangles[..]
    else {
        panic!("{:?}", picture.rectangles);
    };
    assert!(filled.filled && rust.filled && alone.filled);
    assert!(!outlined.filled && !python.filled);
    assert_ne!(rust.class, python.class);
    assert!(close(rust.width * 2.5, python.width), "{rust:?} {python:?}");
    assert!(close(rust.width, alone.width * 2.0), "{rust:?} {alone:?}");
    assert!(python.y >= rust.y + rust.height, "{rust:?} {python:?}");
}

#[test]
fn a_row_without_one_side_is_said_to_have_the_other() {
    let description = draw().description;
    let said = "tasks; Rust 1.00 s; Python 2.50 s. \
                tasks on all cores; Rust 0.50 s.";
    assert_eq!(description, said);
}
