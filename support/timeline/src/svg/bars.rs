//! Horizontal bars: one figure per row, or a figure and its parts.

use crate::svg::canvas::{
    Canvas, FILLED, GAP, INKS, Ink, OUTLINED, SAMPLE, TICK, WIDTH,
};
use crate::svg::scale::{Axis, Scale};
use crate::svg::words;

/// Height of a row: its label and its bar.
const ROW: f64 = 42.0;

/// Height of a line of text: the legend, the axis, its unit.
const LINE: f64 = 20.0;

/// Height of a bar.
const BAR: f64 = 16.0;

/// Maximum width of a note.
const NOTE: f64 = 250.0;

/// Paints of the two parts of a bar. Waiting and computing have other colours.
const PAINTS: [(Ink, &str); 2] = [(INKS[2], FILLED), (INKS[2], OUTLINED)];

/// A picture of horizontal bars.
#[derive(Clone, Debug)]
pub struct Bars {
    /// Unit of the values, such as `MiB` or `µs`.
    pub unit: String,
    /// Scale that turns values into lengths.
    pub scale: Scale,
    /// Names of the parts of each bar, for the legend. With two names, the first
    /// part is drawn filled, and the second as an outline after it. With none,
    /// each bar is one value.
    pub parts: Vec<String>,
    /// The bars, from top to bottom.
    pub rows: Vec<Bar>,
}

/// One row: its label above the bar, its note at the bar's end.
#[derive(Clone, Debug)]
pub struct Bar {
    /// Name of the row.
    pub label: String,
    /// Its value, or the value of each part if the picture has parts.
    pub values: Vec<f64>,
    /// Text at the end of the bar, such as `270 µs`.
    pub note: String,
}

/// Draws one bar per row of `chart`.
///
/// # Panics
///
/// Panics if `name` is empty or has other characters than the module allows, if
/// `chart` has one part or more than two, or parts on a logarithmic scale, if a
/// row does not have one value per part, or if a value is negative or not
/// finite.
pub fn bars(name: &str, title: &str, chart: &Bars) -> String {
    let Bars { parts, rows, .. } = chart;
    assert!(
        parts.is_empty() || (parts.len() == 2 && chart.scale == Scale::Linear),
        "a bar has no parts, or two on a linear scale"
    );
    let notes = words::widest(rows.iter().map(|row| &row.note)).min(NOTE);
    let totals = rows.iter().map(|row| row.values.iter().sum());
    let parts_of_all = rows.iter().flat_map(|row| row.values.iter().copied());
    let values: Vec<f64> = parts_of_all.chain(totals).collect();
    let axis = Axis::new(chart.scale, &values, (0.0, WIDTH - notes - GAP));

    let mut canvas = Canvas::default();
    let top = if parts.is_empty() { 0.0 } else { LINE };
    let bottom = top + ROW * rows.len() as f64;
    draw_grid(&mut canvas, &axis, (top, bottom), &chart.unit);
    draw_legend(&mut canvas, parts, &PAINTS);
    let mut description = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let expected = parts.len().max(1);
        assert_eq!(row.values.len(), expected, "values of {}", row.label);
        row.draw(&mut canvas, &axis, top + ROW * index as f64);
        description.push(row.sentence(chart));
    }
    canvas.finish((name, title), &description, bottom + LINE * 2.2)
}

/// Draws lines from `top` to `bottom`, their values, and the unit.
pub(super) fn draw_grid(
    canvas: &mut Canvas,
    axis: &Axis,
    (top, bottom): (f64, f64),
    unit: &str,
) {
    for (index, tick) in axis.ticks(TICK).into_iter().enumerate() {
        let x = axis.at(tick);
        canvas.guide((x, top), (x, bottom + 4.0));
        // The first is at the picture's edge.
        let anchor = if index == 0 { "start" } else { "middle" };
        let value = words::short(tick);
        canvas.text(anchor, (x, bottom + LINE * 0.7), &value);
    }
    let unit = axis.in_words(unit, TICK, "one before");
    canvas.text("start", (0.0, bottom + LINE * 1.6), &unit);
}

pub(super) fn draw_legend(
    canvas: &mut Canvas,
    parts: &[String],
    paints: &[(Ink, &str); 2],
) {
    let (mut x, y) = (0.0, LINE / 2.0);
    for (part, paint) in parts.iter().zip(*paints) {
        canvas.bar(paint, (x, y), (SAMPLE, BAR));
        x = canvas.legend((x, y), part);
    }
}

impl Bar {
    fn draw(&self, canvas: &mut Canvas, axis: &Axis, top: f64) {
        let label = words::shorten(&self.label, WIDTH);
        canvas.text("start", (0.0, top + 12.0), &label);
        let y = top + 30.0;
        let (mut sum, mut end) = (0.0, axis.at(0.0));
        for (value, paint) in self.values.iter().zip(PAINTS) {
            sum += value;
            let start = end;
            end = axis.at(sum);
            canvas.bar(paint, (start, y), (end - start, BAR));
        }
        let note = words::shorten(&self.note, NOTE);
        canvas.text("start", (end + GAP, y), &note);
    }

    /// Returns a sentence with everything that the picture shows of this row.
    fn sentence(&self, chart: &Bars) -> String {
        let figures = self.values.iter().enumerate().map(|(index, &value)| {
            let figure = format!("{} {}", words::short(value), chart.unit);
            match chart.parts.get(index) {
                Some(part) => format!("{part} {figure}"),
                None => figure,
            }
        });
        let figures = figures.collect::<Vec<_>>().join(", ");
        let note = if self.note == figures { "" } else { &self.note };
        words::sentence(&[&self.label, &figures, note])
    }
}
