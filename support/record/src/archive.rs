//! Recorded outputs, and the figures in them.

#![expect(
    clippy::missing_errors_doc,
    reason = "a figure that a run does not have is an error, which is Missing"
)]

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;

use crate::figures::{Figures, Missing, Row};

/// Recorded outputs and figures by the names of their recordings.
#[derive(Clone, Debug, Default)]
pub struct Archive {
    outputs: BTreeMap<String, String>,
    figures: BTreeMap<String, Figures>,
}

impl Archive {
    /// Replaces an older output and its figures with new ones.
    pub fn insert(
        &mut self,
        name: &str,
        output: String,
        data: Option<&str>,
    ) -> Result<()> {
        if let Some(data) = data {
            let figures = Figures::parse(name.to_owned(), data)?;
            self.figures.insert(name.to_owned(), figures);
        }
        self.outputs.insert(name.to_owned(), output);
        Ok(())
    }

    /// Returns the recordings called `names`, without the others.
    pub fn only(&self, names: &BTreeSet<String>) -> Archive {
        let mut archive = self.clone();
        archive.outputs.retain(|name, _| names.contains(name));
        archive.figures.retain(|name, _| names.contains(name));
        archive
    }

    /// Returns the whole output of a recording.
    pub fn text(&self, name: &str) -> Result<&str, Missing> {
        let text = self.outputs.get(name).map(String::as_str);
        text.ok_or_else(|| Missing(format!("{name} was not recorded")))
    }

    /// Returns the figures of a recording, as data.
    pub fn figures(&self, name: &str) -> Result<&Figures, Missing> {
        let figures = self.figures.get(name);
        figures.ok_or_else(|| Missing(format!("{name} has no figures")))
    }

    /// Returns the first row of a version.
    pub fn version(
        &self,
        name: &str,
        version: &str,
    ) -> Result<Row<'_>, Missing> {
        self.figures(name)?.version(version)
    }

    /// Returns a figure of a version, as [`Row::get`] does.
    pub fn figure(
        &self,
        name: &str,
        version: &str,
        figure: &str,
    ) -> Result<f64, Missing> {
        self.version(name, version)?.get(figure)
    }

    /// Returns a figure of a version in Python, as [`Row::get`] does.
    pub fn in_python(
        &self,
        name: &str,
        version: &str,
        figure: &str,
    ) -> Result<f64, Missing> {
        self.figures(name)?.in_python(version)?.get(figure)
    }

    /// Returns a figure of a version in Python, divided by that in Rust.
    pub fn python_to_rust(
        &self,
        name: &str,
        version: &str,
        figure: &str,
    ) -> Result<f64, Missing> {
        let python = self.in_python(name, version, figure)?;
        Ok(python / self.figure(name, version, figure)?)
    }

    /// Returns the first number after `words` in an output, such as the 1.01 of
    /// `Took 1.01 s`.
    pub fn number(&self, name: &str, words: &str) -> Result<f64, Missing> {
        let after = self.text(name)?.split_once(words);
        let number = after.and_then(|(_, after)| cells(after).next()?);
        number.ok_or_else(|| {
            Missing(format!("{name} has no number after `{words}`"))
        })
    }

    /// Returns the numbers of a row of a printed table, one per column. Its
    /// label is the last of `labels`, and ends with the line or before two
    /// blanks. Each of the labels before it begins an earlier line, such as the
    /// table's title.
    pub fn row<const COLUMNS: usize>(
        &self,
        name: &str,
        labels: &[&str],
    ) -> Result<[f64; COLUMNS], Missing> {
        let numbers: Option<Vec<f64>> =
            self.cells(name, labels)?.into_iter().collect();
        let numbers = numbers.and_then(|row| row.try_into().ok());
        numbers.ok_or_else(|| {
            Missing(format!("{name}: {labels:?} hasn't {COLUMNS} numbers"))
        })
    }

    /// Returns one number of a row by its column, counted from 0. The other
    /// columns may be unknown.
    pub fn cell(
        &self,
        name: &str,
        labels: &[&str],
        column: usize,
    ) -> Result<f64, Missing> {
        let cell = self.cells(name, labels)?.get(column).copied().flatten();
        cell.ok_or_else(|| {
            Missing(format!("{name}: {labels:?} has no number {column}"))
        })
    }

    fn cells(
        &self,
        name: &str,
        labels: &[&str],
    ) -> Result<Vec<Option<f64>>, Missing> {
        let cells = row(self.text(name)?, labels);
        cells.ok_or_else(|| Missing(format!("{name} has no row {labels:?}")))
    }
}

/// Returns the cells of a row, as [`Archive::row`] finds it.
fn row(output: &str, labels: &[&str]) -> Option<Vec<Option<f64>>> {
    let (label, titles) = labels.split_last()?;
    let mut lines = output.lines().map(str::trim_start);
    for title in titles {
        lines.find(|line| line.starts_with(title))?;
    }
    let after = lines.find_map(|line| {
        let after = line.strip_prefix(label)?;
        let ends = after.is_empty() || after.starts_with("  ");
        ends.then_some(after)
    });
    Some(cells(after?).collect())
}

/// Returns the words of a text that are numbers, without the sign or unit after
/// them, and None for each `-`, which stands for an unknown number.
fn cells(text: &str) -> impl Iterator<Item = Option<f64>> {
    text.split_whitespace().filter_map(|word| {
        let word = word.trim_start_matches(['(', '[']);
        let digits = word.trim_end_matches(|c: char| !c.is_ascii_digit());
        match digits.replace(',', "").parse() {
            Ok(number) => Some(Some(number)),
            Err(_) => (word == "-").then_some(None),
        }
    })
}
