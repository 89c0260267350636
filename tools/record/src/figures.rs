//! The figures of a run, as its program wrote them beside what it printed: in
//! base units, which are seconds, bytes and plain counts.

use anyhow::{Context, Result};
use serde_json::Value;

use crate::archive::Missing;

/// The figures of one recording: those of a comparison, which has a table with
/// a row for each version, or one object.
#[derive(Clone, Debug)]
pub struct Figures {
    recording: String,
    data: Value,
}

/// A row of a comparison's table.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    recording: &'a str,
    row: &'a Value,
}

impl Figures {
    /// Reads what a program wrote.
    ///
    /// # Errors
    ///
    /// Returns an error if it is not JSON.
    pub fn parse(recording: String, text: &str) -> Result<Figures> {
        let data = serde_json::from_str(text)
            .with_context(|| format!("{recording} wrote figures, not JSON"))?;
        Ok(Figures { recording, data })
    }

    /// Returns a figure of the whole recording, not of one version.
    ///
    /// # Errors
    ///
    /// Returns an error if it is not there, or not known.
    pub fn whole(&self, figure: &str) -> Result<f64, Missing> {
        let of_table = &self.data["tables"][0]["figures"][figure];
        let number = of_table.as_f64().or(self.data[figure].as_f64());
        number.ok_or_else(|| {
            Missing(format!("{} has no {figure}", self.recording))
        })
    }

    /// Returns every row, in the order of the table.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        let rows = self.data["tables"][0]["rows"].as_array();
        rows.into_iter().flatten().map(|row| Row {
            recording: &self.recording,
            row,
        })
    }

    /// Returns the first row of a version.
    ///
    /// # Errors
    ///
    /// Returns an error if the version was not run.
    pub fn version(&self, version: &str) -> Result<Row<'_>, Missing> {
        let row = self.rows().find(|row| row.version() == version);
        row.ok_or_else(|| {
            Missing(format!("{} has no {version}", self.recording))
        })
    }
}

impl<'a> Row<'a> {
    /// The name of the version.
    pub fn version(&self) -> &str {
        self.row["way"].as_str().unwrap_or_default()
    }

    /// The row's label in the printed table.
    pub fn label(&self) -> &str {
        self.row["label"].as_str().unwrap_or_default()
    }

    /// Returns a figure of the row; `cpu` is `user` and `system` together.
    ///
    /// # Errors
    ///
    /// Returns an error if it is not there, or not known.
    pub fn get(&self, figure: &str) -> Result<f64, Missing> {
        match figure {
            "cpu" => Ok(self.get("user")? + self.get("system")?),
            _ => self.number(&self.row[figure], figure),
        }
    }

    /// Returns the number in a column of the printed table, in its unit.
    ///
    /// # Errors
    ///
    /// Returns an error if it is not there, or not known.
    pub fn column(&self, heading: &str) -> Result<f64, Missing> {
        self.number(&self.row["columns"][heading], heading)
    }

    /// The headings of the printed table's columns, in no certain order.
    pub fn headings(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let columns = self.row["columns"].as_object();
        columns
            .into_iter()
            .flat_map(|columns| columns.keys())
            .map(String::as_str)
    }

    /// Returns what the version was given, such as its number of `workers`.
    ///
    /// # Errors
    ///
    /// Returns an error if it was given no such thing.
    pub fn given(&self, name: &str) -> Result<f64, Missing> {
        self.number(&self.row["work"][name], name)
    }

    fn number(&self, value: &Value, name: &str) -> Result<f64, Missing> {
        value.as_f64().ok_or_else(|| {
            let (recording, label) = (self.recording, self.label());
            Missing(format!("{recording}: {label} has no {name}"))
        })
    }
}
