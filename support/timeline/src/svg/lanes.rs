//! A timeline: one lane per row, above one time axis.

use std::time::Duration;

use crate::svg::canvas::{Canvas, FILLED, GAP, INKS, SAMPLE, TICK, WIDTH};
use crate::svg::scale::{Axis, Scale};
use crate::svg::words;
use crate::{Kind, Lane};

/// Height of a lane, of the legend above them, and of the times below them.
const ROW: f64 = 24.0;

/// Maximum width of a label or a note.
const SIDE: f64 = 150.0;

/// Draws `lanes` on one time axis: labels on the left, notes on the right,
/// waiting as a thin bar and computing as a thick one. Its legend names the
/// kinds that occur.
///
/// # Panics
///
/// Panics if `name` is empty or has other characters than the module allows.
pub fn lanes(name: &str, title: &str, lanes: &[Lane]) -> String {
    let mut canvas = Canvas::default();
    let clock = Clock::new(lanes);
    let bottom = ROW * (lanes.len() + 1) as f64;
    clock.draw(&mut canvas, bottom);
    clock.draw_legend(&mut canvas, lanes);
    let mut description = Vec::new();
    for (index, lane) in lanes.iter().enumerate() {
        clock.draw_lane(&mut canvas, ROW * (index as f64 + 1.5), lane);
        description.push(clock.sentence(lane));
    }
    canvas.finish((name, title), &description, bottom + ROW)
}

/// Draws the bar of one span. Even a moment has a width, to be visible.
fn bar(canvas: &mut Canvas, kind: Kind, at: (f64, f64), width: f64) {
    let (ink, height) = match kind {
        Kind::Waiting => (INKS[0], 4.0),
        Kind::Computing => (INKS[1], 14.0),
    };
    canvas.bar((ink, FILLED), at, (width.max(2.0), height));
}

/// The time axis.
struct Clock {
    unit: &'static str,
    units_in_a_second: f64,
    /// Positions of its ends in the picture.
    ends: (f64, f64),
    axis: Axis,
}

impl Clock {
    fn new(lanes: &[Lane]) -> Clock {
        let labels = words::widest(lanes.iter().map(|lane| &lane.label));
        let notes = words::widest(lanes.iter().map(|lane| &lane.note));
        // Half of the first and of the last time are outside the axis.
        let [left, right] =
            [labels, notes].map(|text| (text.min(SIDE) + GAP).max(TICK / 2.0));
        let ends = (left, WIDTH - right);
        let spans = lanes.iter().flat_map(|lane| &lane.spans);
        let end = spans.map(|span| span.end).max().unwrap_or_default();
        let (unit, units_in_a_second) = match end.as_secs() {
            0 => ("ms", 1000.0),
            _ => ("s", 1.0),
        };
        let end = end.as_secs_f64() * units_in_a_second;
        Clock {
            unit,
            units_in_a_second,
            ends,
            axis: Axis::new(Scale::Linear, &[end], ends),
        }
    }

    fn draw(&self, canvas: &mut Canvas, bottom: f64) {
        for tick in self.axis.ticks(TICK) {
            let x = self.axis.at(tick);
            canvas.guide((x, ROW), (x, bottom + 4.0));
            let time = format!("{} {}", words::short(tick), self.unit);
            canvas.text("middle", (x, bottom + ROW / 2.0), &time);
        }
    }

    fn draw_legend(&self, canvas: &mut Canvas, lanes: &[Lane]) {
        let (mut x, y) = (self.ends.0, ROW / 2.0);
        for kind in [Kind::Waiting, Kind::Computing] {
            let mut spans = lanes.iter().flat_map(|lane| &lane.spans);
            if spans.any(|span| span.kind == kind) {
                bar(canvas, kind, (x, y), SAMPLE);
                x = canvas.legend((x, y), &kind.to_string());
            }
        }
    }

    fn draw_lane(&self, canvas: &mut Canvas, y: f64, lane: &Lane) {
        let (left, right) = self.ends;
        let label = words::shorten(&lane.label, SIDE);
        canvas.text("end", (left - GAP, y), &label);
        for span in &lane.spans {
            let [start, end] = [span.start, span.end]
                .map(|time| self.axis.at(self.count(time)));
            bar(canvas, span.kind, (start, y), end - start);
        }
        let note = words::shorten(&lane.note, SIDE);
        canvas.text("start", (right + GAP, y), &note);
    }

    /// Returns a sentence with everything that the picture shows of `lane`.
    fn sentence(&self, lane: &Lane) -> String {
        let spans = lane.spans.iter().map(|span| {
            let hundredths = |time| (self.count(time) * 100.0).round();
            let [start, end] = [span.start, span.end]
                .map(|time| words::short(hundredths(time) / 100.0));
            format!("{} from {start} to {end} {}", span.kind, self.unit)
        });
        let spans: Vec<String> = spans.collect();
        words::sentence(&[&lane.label, &spans.join(", "), &lane.note])
    }

    fn count(&self, time: Duration) -> f64 {
        time.as_secs_f64() * self.units_in_a_second
    }
}
