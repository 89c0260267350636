//! The outputs that were recorded, and the figures in them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::sync::{Mutex, MutexGuard, PoisonError};

use anyhow::{Context, Result};

use crate::recordings::RECORDINGS;
use crate::workspace::Workspace;

/// Recorded outputs by the names of their recordings.
#[derive(Debug, Default)]
pub struct Recorded {
    outputs: BTreeMap<String, String>,
    read: Mutex<BTreeSet<String>>,
}

impl Recorded {
    /// Reads every recording that there is.
    ///
    /// # Errors
    ///
    /// A file is there and cannot be read.
    pub fn load(workspace: &Workspace) -> Result<Recorded> {
        let mut recorded = Recorded::default();
        for recording in RECORDINGS {
            let Ok(file) = recording.file(workspace) else {
                continue;
            };
            if file.exists() {
                let text = fs::read_to_string(&file);
                let text = text.with_context(|| {
                    format!("cannot read {}", file.display())
                })?;
                recorded.insert(recording.name(), text);
            }
        }
        Ok(recorded)
    }

    /// Puts an output in the place of an older one.
    pub fn insert(&mut self, name: String, output: String) {
        self.outputs.insert(name, output);
    }

    /// From now on, [`Recorded::was_read_in`] tells of what is read.
    pub fn forget_what_was_read(&self) {
        self.read().clear();
    }

    /// Whether all outputs that were looked up are among `names`.
    pub fn was_read_in(&self, names: &BTreeSet<String>) -> bool {
        self.read().is_subset(names)
    }

    /// The names of what was looked up.
    fn read(&self) -> MutexGuard<'_, BTreeSet<String>> {
        self.read.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The whole output.
    ///
    /// # Errors
    ///
    /// It was not recorded.
    pub fn text(&self, name: &str) -> Result<&str> {
        self.read().insert(name.to_owned());
        let text = self.outputs.get(name).map(String::as_str);
        text.with_context(|| format!("{name} was not recorded"))
    }

    /// The first number behind `words`, such as the 1.01 of `Took 1.01 s`.
    ///
    /// # Errors
    ///
    /// It was not recorded, or does not say so.
    pub fn number(&self, name: &str, words: &str) -> Result<f64> {
        let (_, behind) = self
            .text(name)?
            .split_once(words)
            .with_context(|| format!("{name} does not say `{words}`"))?;
        let number = numbers(behind).next();
        number.with_context(|| format!("{name}: no number after `{words}`"))
    }

    /// The numbers of a row of a table: those behind its label, which is the
    /// last of `labels` and ends with the line or before two blanks. Each of
    /// the labels before it begins an earlier line, such as the table's title.
    ///
    /// # Errors
    ///
    /// It was not recorded, or has no such row.
    pub fn row(&self, name: &str, labels: &[&str]) -> Result<Vec<f64>> {
        row(self.text(name)?, labels)
            .with_context(|| format!("{name} has no row {labels:?}"))
    }
}

/// The numbers behind the last of `labels`, as [`Recorded::row`] has them.
pub fn row(output: &str, labels: &[&str]) -> Option<Vec<f64>> {
    let (label, titles) = labels.split_last()?;
    let mut lines = output.lines().map(str::trim_start);
    for title in titles {
        lines.find(|line| line.starts_with(title))?;
    }
    let behind = lines.find_map(|line| {
        let behind = line.strip_prefix(label)?;
        let ends = behind.is_empty() || behind.starts_with("  ");
        ends.then_some(behind)
    });
    Some(numbers(behind?).collect())
}

/// The words of a text that are numbers, whatever sign or unit ends them.
fn numbers(text: &str) -> impl Iterator<Item = f64> {
    text.split_whitespace().filter_map(|word| {
        let word = word.trim_start_matches(['(', '[']);
        let digits = word.trim_end_matches(|c: char| !c.is_ascii_digit());
        digits.replace(',', "").parse().ok()
    })
}
