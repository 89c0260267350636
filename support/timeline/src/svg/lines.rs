//! Growth of figures, with one line per series.

use crate::svg::canvas::{Canvas, FILLED, GAP, INKS, OUTLINED, WIDTH};
use crate::svg::scale::{Axis, Scale};
use crate::svg::words;

/// Top and bottom of the lines, from the picture's upper edge.
const PLOT: (f64, f64) = (28.0, 260.0);

/// Height of a line of text.
const LINE: f64 = 20.0;

/// Distance between a line's end and its label.
const LEADER: f64 = 24.0;

/// Maximum width of the label of a series.
const SIDE: f64 = 150.0;

/// Dashes of the lines, which differ even without colour.
const DASHES: [&str; 4] = ["none", "8 4", "2 4", "9 3 2 3"];

/// Markers of their points: circle, square, triangle, diamond.
const MARKERS: [&str; 4] = [
    "m-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0",
    "m-4 -4h8v8h-8z",
    "m0 -5l5 9h-10z",
    "m0 -6l5 6l-5 6l-5 -6z",
];

/// A picture of lines. Its vertical axis is logarithmic.
#[derive(Clone, Debug)]
pub struct Lines {
    /// Unit of the values of all series, such as `µs`.
    pub unit: String,
    /// Name of the horizontal axis, such as `MiB held by the parent`.
    pub across: String,
    /// Labels of the values of each series, at equal distances.
    pub positions: Vec<String>,
    /// The lines.
    pub series: Vec<Series>,
}

/// One line, with its label at its right end.
#[derive(Clone, Debug)]
pub struct Series {
    /// Name of the series.
    pub label: String,
    /// One value per position. A value of 0 is on the lower edge.
    pub values: Vec<f64>,
}

/// Draws one line per series of `chart`. Each has its own dashes and markers,
/// but a fifth one has those of the first.
///
/// # Panics
///
/// Panics if `name` is empty or has other characters than the module allows, if
/// a series does not have one value per position, or if a value is negative or
/// not finite.
pub fn lines(name: &str, title: &str, chart: &Lines) -> String {
    let plot = Plot::new(chart);
    let mut canvas = Canvas::default();
    plot.draw_grid(&mut canvas, chart);
    let mut ends = Vec::new();
    let mut description = vec![format!("Left to right: {}.", chart.across)];
    for (index, line) in chart.series.iter().enumerate() {
        let (count, expected) = (line.values.len(), plot.columns.len());
        assert_eq!(count, expected, "values of {}", line.label);
        let columns = plot.columns.iter().zip(&line.values);
        let points = columns.map(|((x, _), &y)| (*x, plot.down.at(y)));
        let points: Vec<(f64, f64)> = points.collect();
        draw_line(&mut canvas, index, &points);
        ends.push(points.last().map_or(PLOT.1, |&(_, y)| y));
        description.push(plot.sentence(line, &chart.unit));
    }
    for (index, y) in spread(&ends).into_iter().enumerate() {
        let label = words::shorten(&chart.series[index].label, SIDE);
        let x = plot.right + LEADER;
        canvas.guide((plot.right + GAP, ends[index]), (x - 3.0, y));
        canvas.text("start", (x, y), &label);
    }
    canvas.finish((name, title), &description, PLOT.1 + LINE * 2.4)
}

/// Draws the line through `points`, and a marker on each.
fn draw_line(canvas: &mut Canvas, index: usize, points: &[(f64, f64)]) {
    let index = index % INKS.len();
    let (ink, dashes, marker) = (INKS[index], DASHES[index], MARKERS[index]);
    let points = points.iter().map(|(x, y)| format!("{x:.1} {y:.1}"));
    let points: Vec<String> = points.collect();
    let line = format!(
        "polyline points=\"{}\" stroke-width=\"2\" \
         stroke-dasharray=\"{dashes}\"",
        points.join(" ")
    );
    canvas.draw(ink, OUTLINED, &line);
    let markers = points.iter().map(|point| format!("M{point}{marker}"));
    let markers: String = markers.collect();
    canvas.draw(ink, FILLED, &format!("path d=\"{markers}\""));
}

/// Returns heights for labels that should be at `wanted`, far enough apart that
/// none covers another one.
fn spread(wanted: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|&a, &b| wanted[a].total_cmp(&wanted[b]));
    let mut heights = wanted.to_vec();
    // First down, each below the previous one, then up from the lower edge.
    let mut free = f64::NEG_INFINITY;
    for &index in &order {
        heights[index] = heights[index].max(free);
        free = heights[index] + LINE;
    }
    let mut free = PLOT.1;
    for &index in order.iter().rev() {
        heights[index] = heights[index].min(free);
        free = heights[index] - LINE;
    }
    heights
}

/// The area with the lines, and its axes.
struct Plot {
    left: f64,
    right: f64,
    down: Axis,
    /// Positions on the horizontal axis, and their labels.
    columns: Vec<(f64, String)>,
}

impl Plot {
    fn new(chart: &Lines) -> Plot {
        let values = chart.series.iter().flat_map(|line| &line.values);
        let values: Vec<f64> = values.copied().collect();
        let down = Axis::new(Scale::Logarithmic, &values, (PLOT.1, PLOT.0));
        let numbers = down.ticks(LINE).into_iter().map(words::short);
        let left = words::widest(numbers) + GAP;
        let labels = words::widest(chart.series.iter().map(|line| &line.label));
        let right = WIDTH - labels.min(SIDE) - LEADER;
        let last = chart.positions.len().saturating_sub(1) as f64;
        // The first column keeps clear of the lowest number.
        let across = Axis::new(Scale::Linear, &[last], (left + LINE, right));
        let columns = chart.positions.iter().enumerate();
        let columns = columns
            .map(|(i, label)| (across.at(i as f64), label.clone()))
            .collect();
        Plot {
            left,
            right,
            down,
            columns,
        }
    }

    fn draw_grid(&self, canvas: &mut Canvas, chart: &Lines) {
        for tick in self.down.ticks(LINE) {
            let y = self.down.at(tick);
            canvas.guide((self.left, y), (self.right, y));
            canvas.text("end", (self.left - GAP, y), &words::short(tick));
        }
        let mut free = 0.0;
        for (x, label) in &self.columns {
            let half = words::width(label) / 2.0;
            // A label without room is still in the description.
            if x - half >= free {
                canvas.guide((*x, PLOT.1), (*x, PLOT.1 + 4.0));
                canvas.text("middle", (*x, PLOT.1 + LINE * 0.7), label);
                free = x + half + GAP;
            }
        }
        let unit = self.down.in_words(&chart.unit, LINE, "one below");
        canvas.text("start", (0.0, LINE / 2.0), &unit);
        let below = (self.left, PLOT.1 + LINE * 1.7);
        canvas.text("start", below, &chart.across);
    }

    /// Returns a sentence with everything that the picture shows of `line`.
    fn sentence(&self, line: &Series, unit: &str) -> String {
        let points = line.values.iter().zip(&self.columns);
        let points = points.map(|(&value, (_, position))| {
            format!("{} {unit} at {position}", words::short(value))
        });
        let points: Vec<String> = points.collect();
        words::sentence(&[&line.label, &points.join(", ")])
    }
}
