//! The figures of a run, which its program writes along with its output, in base
//! units: seconds, bytes and plain counts.

#![expect(
    clippy::missing_errors_doc,
    reason = "a figure that a run does not have is an error, which is Missing"
)]

use std::error::Error;
use std::fmt;

use anyhow::{Context, Result};
use serde_json::Value;

/// A recording or a figure that this run does not have, because a quick run
/// skips some and a kernel may not report others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing(pub String);

impl fmt::Display for Missing {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl Error for Missing {}

/// The figures of one recording: either the table of a comparison, with one row
/// per version, or one object.
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
    /// Reads the JSON that a program wrote.
    pub fn parse(recording: String, text: &str) -> Result<Figures> {
        let data = serde_json::from_str(text)
            .with_context(|| format!("{recording} wrote invalid JSON"))?;
        Ok(Figures { recording, data })
    }

    /// Returns a figure of the whole recording, not of one version.
    pub fn whole(&self, figure: &str) -> Result<f64, Missing> {
        let of_table = &self.data["tables"][0]["figures"][figure];
        let number = of_table.as_f64().or(self.data[figure].as_f64());
        let recording = &self.recording;
        number.ok_or_else(|| Missing(format!("{recording} has no {figure}")))
    }

    /// Returns every row, in the order of the table.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        let rows = self.data["tables"][0]["rows"].as_array();
        rows.into_iter().flatten().map(|row| Row {
            recording: &self.recording,
            row,
        })
    }

    /// Returns every row of every table.
    pub fn all_rows(&self) -> impl Iterator<Item = Row<'_>> {
        let tables = self.data["tables"].as_array().into_iter().flatten();
        let rows = tables.filter_map(|table| table["rows"].as_array());
        rows.flatten().map(|row| Row {
            recording: &self.recording,
            row,
        })
    }

    /// Returns the first row of any table with a label.
    pub fn labelled(&self, label: &str) -> Result<Row<'_>, Missing> {
        let tables = self.data["tables"].as_array().into_iter().flatten();
        let rows = tables.filter_map(|table| table["rows"].as_array());
        let row = rows.flatten().find(|row| row["label"] == label);
        let recording = &self.recording;
        let row = row.map(|row| Row { recording, row });
        row.ok_or_else(|| Missing(format!("{recording} has no row {label}")))
    }

    /// Returns the first row of a version in Python.
    pub fn in_python(&self, version: &str) -> Result<Row<'_>, Missing> {
        let row = self
            .rows()
            .find(|row| row.version() == version && row.language() == "Python");
        let recording = &self.recording;
        row.ok_or_else(|| {
            Missing(format!("{recording} has no {version} in Python"))
        })
    }

    /// Returns the first row of a version.
    pub fn version(&self, version: &str) -> Result<Row<'_>, Missing> {
        let row = self.rows().find(|row| row.version() == version);
        let recording = &self.recording;
        row.ok_or_else(|| Missing(format!("{recording} has no {version}")))
    }
}

impl<'a> Row<'a> {
    /// Returns the name of the version.
    pub fn version(&self) -> &'a str {
        self.row["version"].as_str().unwrap_or_default()
    }

    /// Returns the language of the version.
    pub fn language(&self) -> &'a str {
        self.row["language"].as_str().unwrap_or_default()
    }

    /// Returns the row's label in the printed table.
    pub fn label(&self) -> &'a str {
        self.row["label"].as_str().unwrap_or_default()
    }

    /// Returns a figure of the row, such as `wall`; `cpu` is `user` and
    /// `system` together. `work/workers` is part of the version's input, and
    /// `columns/wall` a number as the table prints it, in the column's unit.
    pub fn get(&self, figure: &str) -> Result<f64, Missing> {
        if figure == "cpu" {
            return Ok(self.get("user")? + self.get("system")?);
        }
        let number = self.row.pointer(&format!("/{figure}"));
        number.and_then(Value::as_f64).ok_or_else(|| {
            let (recording, label) = (self.recording, self.label());
            Missing(format!("{recording}: {label} has no {figure}"))
        })
    }

    /// Returns the headings of the printed table's columns, in no particular
    /// order.
    pub fn headings(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let columns = self.row["columns"].as_object();
        let headings = columns.into_iter().flat_map(|columns| columns.keys());
        headings.map(String::as_str)
    }
}
