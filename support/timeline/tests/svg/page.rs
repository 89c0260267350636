//! Requirements of a page on any picture.

use std::collections::HashSet;
use std::fs;
use std::time::Duration;

use timeline::svg::{self, Bar, Bars, Lines, Pair, Pairs, Scale, Series};
use timeline::{Kind, Lane, Span};

use crate::picture::Picture;

/// Returns one picture of each kind, in which every word is `word`.
fn pictures(name: &str, word: &str) -> Vec<String> {
    let word = || word.to_owned();
    let span = |kind| Span {
        start: Duration::ZERO,
        end: Duration::from_secs(1),
        kind,
    };
    let lane = Lane {
        label: word(),
        spans: vec![span(Kind::Waiting), span(Kind::Computing)],
        note: word(),
    };
    let bars = Bars {
        unit: word(),
        scale: Scale::Linear,
        parts: vec![word(), word()],
        rows: vec![Bar {
            label: word(),
            values: vec![1.0, 2.0],
            note: word(),
        }],
    };
    let series = Series {
        label: word(),
        values: vec![1.0, 2.0],
    };
    let lines = Lines {
        unit: word(),
        across: word(),
        positions: vec![word(), word()],
        series: vec![series; 4],
    };
    let pairs = Pairs {
        unit: word(),
        decimals: 1,
        scale: Scale::Logarithmic,
        sides: [word(), word()],
        rows: vec![Pair {
            label: word(),
            values: [Some(1.0), Some(20.0)],
        }],
    };
    vec![
        svg::lanes(&format!("{name}-1"), &word(), &[lane]),
        svg::bars(&format!("{name}-2"), &word(), &bars),
        svg::lines(&format!("{name}-3"), &word(), &lines),
        svg::pairs(&format!("{name}-4"), &word(), &pairs),
    ]
}

#[test]
fn markup_in_a_word_stays_a_word() {
    for word in ["<b> & \"c\" 'd'", "]]> {{e}} &amp; <!--"] {
        for svg in pictures("a", word) {
            let picture = Picture::read(&svg);
            assert_eq!(picture.title, word);
            assert!(picture.description.contains(word), "{svg}");
            assert!(picture.has_text(word), "{svg}");
        }
    }
}

#[test]
fn lines_and_controls_in_a_word_end_no_line() {
    for svg in pictures("a", "x\n\ny\r\n\r\n\tz\u{1b}[0m\0") {
        let picture = Picture::read(&svg);
        assert!(picture.title.starts_with("x  y"), "{:?}", picture.title);
    }
}

#[test]
fn no_id_occurs_in_two_pictures() {
    let all = [pictures("a", "x"), pictures("b_2", "x")].concat();
    let ids = all.iter().flat_map(|svg| Picture::read(svg).ids);
    let ids: Vec<String> = ids.collect();
    assert_eq!(ids.len(), 16);
    let distinct: HashSet<&String> = ids.iter().collect();
    assert_eq!(distinct.len(), ids.len(), "{ids:?}");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    assert_eq!(pictures("a", "x"), pictures("a", "x"));
}

#[test]
fn a_name_that_makes_no_id_is_refused() {
    for name in ["", "A", "a b", "a\"", "é", "a.svg"] {
        let draw = || svg::lanes(name, "title", &[]);
        assert!(std::panic::catch_unwind(draw).is_err(), "{name:?}");
    }
}

/// Every class has a colour, and every colour has a value in each theme.
#[test]
fn the_style_sheet_knows_every_class() {
    let path =
        concat!(env!("CARGO_MANIFEST_DIR"), "/../../book/css/pictures.css");
    let sheet = fs::read_to_string(path).expect("the book's style sheet");
    let (variables, rules) = sheet
        .split_once(".picture {")
        .expect("rules after variables");
    let svg = pictures("a", "x").concat();
    let classes = svg.split("class=\"").skip(1);
    let classes: HashSet<&str> =
        classes.filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(classes.len(), 6, "{classes:?}");
    for class in classes.into_iter().filter(|&class| class != "picture") {
        assert!(rules.contains(&format!(".picture .{class} {{")), "{class}");
        let variable = class.replace("ink-", "--picture-");
        let used = format!("color: var({variable});");
        assert!(rules.contains(&used), "{used}");
        let blocks = variables.split('}');
        let with: String =
            blocks.filter(|block| block.contains(&variable)).collect();
        for theme in ["light", "rust", "coal", "navy", "ayu"] {
            let theme = format!("html.{theme}");
            assert!(with.contains(&theme), "{variable} in {theme}");
        }
    }
}
