//! How figures grow: a line for each series.

/// A picture of lines. Its vertical axis is logarithmic.
#[derive(Clone, Debug)]
pub struct Lines {
    /// What the values of all series count, such as `µs`.
    pub unit: String,
    /// What the positions are, such as `MiB held by the parent`.
    pub across: String,
    /// Where the values of each series stand.
    pub positions: Positions,
    /// The lines.
    pub series: Vec<Series>,
}

/// The horizontal axis of [`Lines`].
#[derive(Clone, Debug)]
pub enum Positions {
    /// Numbers, placed by their logarithms: none is 0.
    Logarithmic(Vec<f64>),
    /// Labels at equal distances: for a series that begins with 0, say.
    Labelled(Vec<String>),
}

/// One line, with its label at its right end.
#[derive(Clone, Debug)]
pub struct Series {
    /// What the line stands for.
    pub label: String,
    /// A value for each position. A value of 0 lies on the lower edge.
    pub values: Vec<f64>,
}

/// Draws a line for each series of `chart`, each with dashes and markers of
/// its own; the fifth has those of the first.
///
/// # Panics
///
/// Where `name` is empty or has other characters than the module allows;
/// where a series has not one value for each position; where a value is
/// negative or not finite, or a position on a logarithmic axis is not more
/// than 0.
pub fn lines(name: &str, title: &str, chart: &Lines) -> String {
    let _ = (name, title, chart);
    todo!()
}
