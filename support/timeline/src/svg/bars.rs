//! One figure a row, or a figure and its parts.

use crate::svg::Scale;

/// A picture of horizontal bars.
#[derive(Clone, Debug)]
pub struct Bars {
    /// What the values count, such as `MiB` or `µs`.
    pub unit: String,
    /// How the values become lengths.
    pub scale: Scale,
    /// What the parts of each bar are, for the legend. Two names: the first
    /// part is drawn filled, the second as an outline behind it. None: each
    /// bar is one value.
    pub parts: Vec<String>,
    /// The bars, from top to bottom.
    pub rows: Vec<Bar>,
}

/// One row: its label above the bar, its note at the bar's end.
#[derive(Clone, Debug)]
pub struct Bar {
    /// What the bar stands for.
    pub label: String,
    /// Its value; where the picture has parts, the value of each part.
    pub values: Vec<f64>,
    /// What is printed at its end, such as `270 µs`.
    pub note: String,
}

/// Draws a bar for each row of `chart`.
///
/// # Panics
///
/// Where `name` is empty or has other characters than the module allows;
/// where `chart` has one part or more than two, or parts on a logarithmic
/// scale; where a row has not one value for each part; where a value is
/// negative or not finite.
pub fn bars(name: &str, title: &str, chart: &Bars) -> String {
    let _ = (name, title, chart);
    todo!()
}
