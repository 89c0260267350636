//! Notes below the table.

use std::fs;

use measure::words::grouped;
use measure::{Figures, Language, Measured, Notes};

use crate::plan::sizes::Sizes;
use crate::work::{Responses, Work};

/// Stack that Rust reserves per thread, in bytes.
const STACK: usize = 2 << 20;

/// Size of a memory page in bytes.
const PAGE: f64 = 4096.0;

type Row = Measured<Work, Responses>;

/// Returns the notes on the cost per request.
pub fn notes(sizes: &Sizes, rows: &[Row]) -> Notes {
    let requests = sizes.requests;
    let most: Vec<Most> = rows
        .iter()
        .filter(|row| row.row.work.requests == requests)
        .filter_map(|row| Most::of(row, rows))
        .collect();
    let mut notes = Notes::default();
    notes.figure("requests", requests as f64);
    notes.figure("delay", sizes.delay(requests).as_secs_f64());
    if requests > 1 && !most.is_empty() {
        most.iter().for_each(|row| row.keep(&mut notes));
        notes.lines.push(headings());
        notes.lines.extend(most.iter().map(Most::line));
    }
    notes.lines.extend(not_together(&most));
    let reserved = most.iter().find_map(Most::reserved);
    notes.lines.extend(reserved.into_iter().flatten());
    notes
}

fn headings() -> String {
    format!(
        "{:<32}{:>12}{:>14}{:>15}{:>11}",
        "Added per request", "memory", "page tables", "kernel stack", "CPU"
    )
}

/// Figures of a version with the most requests, and with one.
struct Most<'a> {
    version: &'static str,
    language: Language,
    requests: usize,
    most: &'a Figures,
    one: &'a Figures,
}

impl<'a> Most<'a> {
    fn of(row: &'a Row, rows: &'a [Row]) -> Option<Most<'a>> {
        let is_one = |other: &&Row| {
            other.row.version == row.row.version
                && other.row.language == row.row.language
                && other.row.work.requests == 1
        };
        Some(Most {
            version: row.row.version,
            language: row.row.language,
            requests: row.row.work.requests,
            most: row.figures()?,
            one: rows.iter().find(is_one)?.figures()?,
        })
    }

    /// Returns the label of its line.
    fn label(&self) -> String {
        let version = self.version.replace('_', " ");
        match self.language {
            Language::Rust => version,
            Language::Python => format!("{version}, Python"),
        }
    }

    /// Returns the increase of a figure per request. All requests must have
    /// waited together: otherwise the number to divide by is unknown.
    fn each(&self, figure: fn(&Figures) -> Option<u64>) -> Option<f64> {
        let (most, one) = (figure(self.most)?, figure(self.one)?);
        let more = most.saturating_sub(one) as f64;
        let all = self.most.in_flight? == self.requests as u64;
        all.then(|| more / (self.requests - 1) as f64)
    }

    /// Returns the peak number of threads, without the one that waits for them.
    fn alive(&self) -> Option<u64> {
        Some(self.most.threads?.saturating_sub(1))
    }

    /// Returns the CPU time per request in seconds.
    fn cpu(&self) -> Option<f64> {
        let cpu = self.most.cpu()?.saturating_sub(self.one.cpu()?);
        Some(cpu.as_secs_f64() / (self.requests - 1) as f64)
    }

    /// Returns the kernel stack per request.
    fn kernel_stack(&self) -> Option<f64> {
        Some(self.each(|of| of.threads)? * kernel_stack_of_a_thread()?)
    }

    /// Adds the figures of the line to the data.
    fn keep(&self, notes: &mut Notes) {
        let each = [
            ("memory", self.each(|of| of.peak_memory)),
            ("page_tables", self.each(|of| of.page_tables)),
            ("kernel_stack", self.kernel_stack()),
            ("cpu", self.cpu()),
        ];
        for (name, figure) in each {
            let in_python = match self.language {
                Language::Rust => "",
                Language::Python => "_in_python",
            };
            let version = format!("{}{in_python}", self.version);
            notes.figure(format!("{name}_each.{version}"), figure);
        }
    }

    fn line(&self) -> String {
        let cell = |bytes: Option<f64>, width: usize| match bytes {
            Some(bytes) => format!("{:>1$.1} KiB", bytes / 1024.0, width - 4),
            None => format!("{:>width$}", "-"),
        };
        let cpu = match self.cpu() {
            Some(seconds) => format!("{:>8.3} ms", seconds * 1e3),
            None => format!("{:>11}", "-"),
        };
        format!(
            "{:<32}{}{}{}{cpu}",
            self.label(),
            cell(self.each(|of| of.peak_memory), 12),
            cell(self.each(|of| of.page_tables), 14),
            cell(self.kernel_stack(), 15),
        )
    }

    /// Returns lines that compare reserved stacks with touched memory.
    fn reserved(&self) -> Option<[String; 2]> {
        if self.version != "threads" || self.language != Language::Rust {
            return None;
        }
        // The memory is that of the threads that were alive together.
        let alive = self.alive()? as usize;
        let reserved = gigabytes((STACK * alive) as f64);
        let kernel = kernel_stack_of_a_thread()? * alive as f64
            + self.most.page_tables? as f64;
        let memory = gigabytes(self.most.peak_memory? as f64);
        let kernel = gigabytes(kernel);
        Some([
            format!(
                "Stacks reserved for {} threads, 2 MiB each: {reserved}.",
                grouped(alive)
            ),
            format!("Memory touched: {memory}, and {kernel} in the kernel."),
        ])
    }
}

/// Returns lines for the versions whose requests did not all wait together.
fn not_together(most: &[Most]) -> Vec<String> {
    let seen = most.iter().filter_map(|row| {
        let in_flight = row.most.in_flight? as usize;
        (in_flight < row.requests).then(|| {
            format!(
                "{}: at most {} of {} were in flight at a time,",
                row.label(),
                grouped(in_flight),
                grouped(row.requests)
            )
        })
    });
    let mut lines: Vec<String> = seen.collect();
    if !lines.is_empty() {
        let why = "because the first ended before the last were sent.";
        lines.push(why.to_owned());
    }
    lines
}

fn gigabytes(bytes: f64) -> String {
    format!("{:.2} GB", bytes / 1e9)
}

/// Returns the bytes of kernel stack per thread, in whole pages: the total of
/// the machine ÷ its number of threads.
fn kernel_stack_of_a_thread() -> Option<f64> {
    let memory = fs::read_to_string("/proc/meminfo").ok()?;
    let line = memory
        .lines()
        .find_map(|line| line.strip_prefix("KernelStack:"))?;
    let kibibytes: f64 = line.split_whitespace().next()?.parse().ok()?;
    let load = fs::read_to_string("/proc/loadavg").ok()?;
    let (_, threads) = load.split_whitespace().nth(3)?.split_once('/')?;
    let threads: f64 = threads.parse().ok()?;
    Some((kibibytes * 1024.0 / threads / PAGE).round() * PAGE)
}
