//! The element that holds a picture, and the shapes in it.

use crate::svg::words::{self, escape};

/// Width of a picture, in its own units: few enough that text, which is 13 of
/// them high, is still legible on a phone.
pub(super) const WIDTH: f64 = 440.0;

/// Distance between a text and the shape that it belongs to.
pub(super) const GAP: f64 = 8.0;

/// Room for a number below a horizontal axis.
pub(super) const TICK: f64 = 56.0;

/// Width of a sample in a legend.
pub(super) const SAMPLE: f64 = 28.0;

/// Distance from the middle of a line of text down to its baseline.
const HALF_A_LETTER: f64 = 4.5;

/// A colour: its class in the style sheet, and its value without one.
#[derive(Clone, Copy)]
pub(super) struct Ink(&'static str, &'static str);

/// Colour of the lines that guide the eye.
const GRID: Ink = Ink("ink-grid", "#c8c8c8");

/// Colours of the bars, lines and markers.
pub(super) const INKS: [Ink; 4] = [
    Ink("ink-1", "#0072b2"),
    Ink("ink-2", "#b84f00"),
    Ink("ink-3", "#007a58"),
    Ink("ink-4", "#9e4a7b"),
];

/// A shape that is filled with the colour of its ink.
pub(super) const FILLED: &str = "fill=\"currentColor\"";

/// A shape of which only the edge is drawn.
pub(super) const OUTLINED: &str = "fill=\"none\" stroke=\"currentColor\"";

/// A picture that is being drawn.
#[derive(Default)]
pub(super) struct Canvas(String);

impl Canvas {
    /// Adds the shape that `element` gives by its name and attributes.
    pub(super) fn draw(&mut self, ink: Ink, paint: &str, element: &str) {
        let Ink(class, colour) = ink;
        let ink = format!("class=\"{class}\" color=\"{colour}\"");
        self.0 += &format!("<{element} {ink} {paint}/>\n");
    }

    /// Draws a thin straight line that guides the eye.
    pub(super) fn guide(&mut self, from: (f64, f64), to: (f64, f64)) {
        let ((x1, y1), (x2, y2)) = (from, to);
        let path = format!("M{x1:.1} {y1:.1}L{x2:.1} {y2:.1}");
        self.draw(GRID, OUTLINED, &format!("path d=\"{path}\""));
    }

    /// Draws a bar that begins at `x` and has its middle at the height `y`.
    pub(super) fn bar(
        &mut self,
        (ink, paint): (Ink, &str),
        (x, y): (f64, f64),
        (width, height): (f64, f64),
    ) {
        let y = y - height / 2.0;
        let place = format!("x=\"{x:.1}\" y=\"{y:.1}\"");
        let size = format!("width=\"{width:.1}\" height=\"{height:.1}\"");
        self.draw(ink, paint, &format!("rect {place} {size}"));
    }

    /// Writes `text` with its `anchor` (start, middle or end) at `x`, and
    /// the middle of its letters at the height `y`.
    pub(super) fn text(
        &mut self,
        anchor: &str,
        (x, y): (f64, f64),
        text: &str,
    ) {
        let place = format!("x=\"{x:.1}\" y=\"{:.1}\"", y + HALF_A_LETTER);
        let text = escape(text);
        self.0 +=
            &format!("<text {place} text-anchor=\"{anchor}\">{text}</text>\n");
    }

    /// Writes the meaning of the sample at `x` in a legend, and returns the
    /// position of the next sample.
    pub(super) fn legend(&mut self, (x, y): (f64, f64), text: &str) -> f64 {
        let x = x + SAMPLE + GAP;
        self.text("start", (x, y), text);
        x + words::width(text) + 2.0 * GAP
    }

    /// Returns the whole element, `height` units high.
    pub(super) fn finish(
        self,
        (name, title): (&str, &str),
        description: &[String],
        height: f64,
    ) -> String {
        let allowed = |c| matches!(c, 'a'..='z' | '0'..='9' | '_' | '-');
        assert!(
            !name.is_empty() && name.chars().all(allowed),
            "a picture's name is made of a-z, 0-9, _ and -, not {name:?}"
        );
        let title = escape(title);
        let description = escape(&description.join(" "));
        let Canvas(elements) = self;
        // Markdown takes the element for HTML only if its first line is one
        // whole tag.
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"picture\" \
             role=\"img\" aria-labelledby=\"{name}-title {name}-desc\" \
             viewBox=\"0 0 {WIDTH} {height:.0}\" width=\"100%\" \
             style=\"max-width: 560px\" \
             font-family=\"sans-serif\" font-size=\"13\" fill=\"#1a1a1a\">\n\
             <title id=\"{name}-title\">{title}</title>\n\
             <desc id=\"{name}-desc\">{description}</desc>\n\
             {elements}</svg>\n"
        )
    }
}
