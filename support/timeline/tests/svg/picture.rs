//! A picture, read again.

use std::collections::HashSet;

use roxmltree::{Document, Node};

/// Contents of a picture, found by a parser that does not know how it was
/// drawn.
pub struct Picture {
    pub title: String,
    pub description: String,
    pub ids: Vec<String>,
    /// Width and height.
    pub size: (f64, f64),
    pub rectangles: Vec<Rectangle>,
    pub texts: Vec<Text>,
    /// The points of each line, and its dashes.
    pub lines: Vec<(Vec<(f64, f64)>, String)>,
    /// The straight lines that guide the eye, from end to end.
    pub guides: Vec<[f64; 4]>,
}

#[derive(Clone, Debug)]
pub struct Rectangle {
    pub class: String,
    pub filled: bool,
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

#[derive(Clone, Debug)]
pub struct Text {
    pub text: String,
    pub x: f64,
    pub y: f64,
    pub anchor: String,
}

impl Picture {
    /// Reads `svg`, and checks what must hold of every picture.
    pub fn read(svg: &str) -> Picture {
        can_be_included(svg);
        let document = Document::parse(svg).expect("well-formed XML");
        let root = document.root_element();
        assert_eq!(root.tag_name().name(), "svg");
        assert_eq!(root.attribute("role"), Some("img"));
        let view = numbers(root.attribute("viewBox").expect("a viewBox"));

        let ids = root.descendants().filter_map(|node| node.attribute("id"));
        let ids: Vec<String> = ids.map(str::to_owned).collect();
        let distinct: HashSet<&String> = ids.iter().collect();
        assert_eq!(distinct.len(), ids.len(), "an id occurs twice: {ids:?}");
        let labels = root.attribute("aria-labelledby").expect("labels");
        assert_eq!(labels, ids.join(" "), "the title, then the description");

        let elements = |name| {
            let nodes = document.descendants();
            nodes.filter(move |node| node.has_tag_name((SVG, name)))
        };
        let the_only = |name| {
            let [node] = elements(name).collect::<Vec<_>>()[..] else {
                panic!("there is one {name}");
            };
            node.text().unwrap_or_default().to_owned()
        };
        let paths = elements("path").map(|node| text(node, "d"));
        let picture = Picture {
            title: the_only("title"),
            description: the_only("desc"),
            ids: ids.clone(),
            size: (view[2], view[3]),
            rectangles: elements("rect").map(Rectangle::read).collect(),
            texts: elements("text").map(Text::read).collect(),
            lines: elements("polyline").map(line).collect(),
            guides: paths.filter_map(|path| guide(&path)).collect(),
        };
        picture.all_is_inside();
        picture
    }

    /// The text that reads `text`.
    pub fn text(&self, text: &str) -> &Text {
        let found = self.texts.iter().find(|found| found.text == text);
        found.unwrap_or_else(|| panic!("no {text:?} in {:?}", self.texts))
    }

    pub fn has_text(&self, text: &str) -> bool {
        self.texts.iter().any(|found| found.text == text)
    }

    /// The x of each vertical guide.
    pub fn columns(&self) -> Vec<f64> {
        let upright = self.guides.iter().filter(|[x1, _, x2, _]| x1 == x2);
        upright.map(|[x, ..]| *x).collect()
    }

    fn all_is_inside(&self) {
        let (width, height) = self.size;
        for rectangle in &self.rectangles {
            let Rectangle { x, y, .. } = *rectangle;
            let (right, bottom) = (x + rectangle.width, y + rectangle.height);
            assert!(x >= 0.0 && y >= 0.0, "{rectangle:?}");
            assert!(right <= width + 2.0 && bottom <= height, "{rectangle:?}");
        }
        for text in &self.texts {
            assert!((0.0..=width).contains(&text.x), "{text:?}");
            assert!((0.0..=height).contains(&text.y), "{text:?}");
        }
        for (x, y) in self.lines.iter().flat_map(|(points, _)| points) {
            assert!((0.0..=width).contains(x) && (0.0..=height).contains(y));
        }
    }
}

const SVG: &str = "http://www.w3.org/2000/svg";

/// Checks that mdBook takes `svg` unchanged, as one block of HTML.
fn can_be_included(svg: &str) {
    let lines: Vec<&str> = svg.lines().collect();
    let blank = lines.iter().position(|line| line.trim().is_empty());
    assert_eq!(blank, None, "a blank line ends the block: {svg}");
    assert!(lines[0].starts_with("<svg ") && lines[0].ends_with('>'));
    assert_eq!(lines[0].matches('<').count(), 1, "{}", lines[0]);
    assert_eq!(lines.last(), Some(&"</svg>"));
    assert!(svg.ends_with('\n'));
    assert!(!svg.contains("{{"), "mdBook would obey it: {svg}");
    assert!(!svg.contains("NaN") && !svg.contains("inf\""), "{svg}");
}

impl Rectangle {
    fn read(node: Node) -> Rectangle {
        Rectangle {
            class: text(node, "class"),
            filled: text(node, "fill") == "currentColor",
            x: number(node, "x"),
            y: number(node, "y"),
            width: number(node, "width"),
            height: number(node, "height"),
        }
    }
}

impl Text {
    fn read(node: Node) -> Text {
        Text {
            text: node.text().unwrap_or_default().to_owned(),
            x: number(node, "x"),
            y: number(node, "y"),
            anchor: text(node, "text-anchor"),
        }
    }
}

fn line(node: Node) -> (Vec<(f64, f64)>, String) {
    let numbers = numbers(&text(node, "points"));
    let points = numbers.chunks(2).map(|point| (point[0], point[1]));
    (points.collect(), text(node, "stroke-dasharray"))
}

/// The ends of a path that is one straight line.
fn guide(path: &str) -> Option<[f64; 4]> {
    let (from, to) = path.strip_prefix('M')?.split_once('L')?;
    [numbers(from), numbers(to)].concat().try_into().ok()
}

fn text(node: Node, attribute: &str) -> String {
    let value = node.attribute(attribute);
    value.unwrap_or_else(|| panic!("no {attribute}")).to_owned()
}

fn number(node: Node, attribute: &str) -> f64 {
    numbers(&text(node, attribute))[0]
}

fn numbers(text: &str) -> Vec<f64> {
    let words = text.split_whitespace().map(|word| word.parse());
    words.collect::<Result<_, _>>().expect("numbers")
}

/// Returns whether `a` and `b` differ by less than the last written digit.
pub fn close(a: f64, b: f64) -> bool {
    (a - b).abs() < 0.25
}
