//! One figure of two sides, such as two languages, a pair of bars per row.

use crate::svg::bars::{draw_grid, draw_legend};
use crate::svg::canvas::{Canvas, FILLED, GAP, INKS, Ink, OUTLINED, WIDTH};
use crate::svg::scale::{Axis, Scale};
use crate::svg::words;

/// Height of a line of text: the legend, the axis, its unit.
const LINE: f64 = 20.0;

/// Height of a row's label.
const LABEL: f64 = 22.0;

/// Height of a bar and of the space below it.
const STEP: f64 = 16.0;

/// Height of a bar.
const BAR: f64 = 12.0;

/// Space between two rows.
const BETWEEN: f64 = 6.0;

/// The two sides. They differ in more than their colour.
const PAINTS: [(Ink, &str); 2] = [(INKS[2], FILLED), (INKS[3], OUTLINED)];

/// A picture of pairs of horizontal bars.
#[derive(Clone, Debug)]
pub struct Pairs {
    /// Unit of the values, such as `MiB` or `s`.
    pub unit: String,
    /// Decimals of the values at the ends of the bars.
    pub decimals: usize,
    /// Scale that turns values into lengths.
    pub scale: Scale,
    /// Names of the two sides, for the legend.
    pub sides: [String; 2],
    /// The pairs, from top to bottom.
    pub rows: Vec<Pair>,
}

/// One row: its label, and one value per side. A side without a value has no
/// bar.
#[derive(Clone, Debug)]
pub struct Pair {
    /// Name of the row.
    pub label: String,
    /// Values, in the order of the sides.
    pub values: [Option<f64>; 2],
}

/// Draws one pair of bars per row of `chart`.
///
/// # Panics
///
/// Panics if `name` is empty or has other characters than the module allows,
/// or if a value is negative or not finite.
pub fn pairs(name: &str, title: &str, chart: &Pairs) -> String {
    let values = chart.rows.iter().flat_map(|row| row.values);
    let values: Vec<f64> = values.flatten().collect();
    let notes = words::widest(values.iter().map(|value| chart.note(*value)));
    let axis = Axis::new(chart.scale, &values, (0.0, WIDTH - notes - GAP));
    let heights = chart.rows.iter().map(Pair::height);
    let bottom = LINE + heights.sum::<f64>();

    let mut canvas = Canvas::default();
    draw_grid(&mut canvas, &axis, (LINE, bottom), &chart.unit);
    draw_legend(&mut canvas, &chart.sides, &PAINTS);
    let mut top = LINE;
    let mut description = Vec::new();
    for row in &chart.rows {
        let label = words::shorten(&row.label, WIDTH);
        canvas.text("start", (0.0, top + 13.0), &label);
        let mut y = top + LABEL + STEP / 2.0;
        let mut said = vec![row.label.clone()];
        for (side, paint) in PAINTS.into_iter().enumerate() {
            let Some(value) = row.values[side] else {
                continue;
            };
            let end = axis.at(value);
            canvas.bar(paint, (0.0, y), (end, BAR));
            canvas.text("start", (end + GAP, y), &chart.note(value));
            said.push(format!("{} {}", chart.sides[side], chart.note(value)));
            y += STEP;
        }
        let said: Vec<&str> = said.iter().map(String::as_str).collect();
        description.push(words::sentence(&said));
        top += row.height();
    }
    canvas.finish((name, title), &description, bottom + LINE * 2.2)
}

impl Pairs {
    fn note(&self, value: f64) -> String {
        format!("{value:.*} {}", self.decimals, self.unit)
    }
}

impl Pair {
    fn height(&self) -> f64 {
        let bars = self.values.iter().flatten().count();
        LABEL + STEP * bars as f64 + BETWEEN
    }
}
