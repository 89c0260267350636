//! A column of a table: a number, and its format.

use std::time::Duration;

use crate::figures::{Figures, Measured};

/// Text for an unknown figure.
const UNKNOWN: &str = "-";

/// A column of a table. A measured figure has a unit or decimals, a count has
/// neither; and a column has one unit.
///
/// `Column { decimals: 3, ..Column::WALL }` shows milliseconds.
pub struct Column<Work, Answer> {
    /// Heading.
    pub heading: &'static str,
    /// Meaning, without a full stop, for `--help`.
    pub meaning: &'static str,
    /// Width, if its heading is not wider.
    pub width: usize,
    /// Number of digits after the decimal point.
    pub decimals: usize,
    /// Unit after the number, with a leading blank if it needs one.
    pub unit: &'static str,
    /// Number in the column's unit. None if unknown.
    pub value: fn(&Measured<Work, Answer>) -> Option<f64>,
}

impl<Work, Answer> Column<Work, Answer> {
    /// Wall time in seconds.
    pub const WALL: Self = Column {
        heading: "wall",
        meaning: "wall time, in seconds",
        width: 9,
        decimals: 2,
        unit: " s",
        value: |row| seconds(row, |of| Some(of.wall)),
    };

    /// Wall time in milliseconds.
    pub const WALL_MILLIS: Self = Column {
        heading: "wall",
        meaning: "wall time, in milliseconds",
        value: |row| millis(row, |of| Some(of.wall)),
        ..Column::USER_MILLIS
    };

    /// Wall time of the first row ÷ that of this one.
    pub const SPEEDUP: Self = Column {
        heading: "speedup",
        meaning: "wall time of the first row ÷ wall time of this one",
        width: 8,
        decimals: 2,
        unit: "x",
        value: |row| row.speedup,
    };

    /// CPU time in seconds, in the program and in the kernel.
    pub const CPU: Self = Column {
        heading: "CPU",
        meaning: "CPU time in the program and in the kernel, in seconds",
        width: 8,
        decimals: 2,
        unit: " s",
        value: |row| seconds(row, Figures::cpu),
    };

    /// CPU time in milliseconds, in the program and in the kernel.
    pub const CPU_MILLIS: Self = Column {
        heading: "CPU",
        meaning: "CPU time of all threads, in milliseconds",
        value: |row| millis(row, Figures::cpu),
        ..Column::USER_MILLIS
    };

    /// CPU time in milliseconds, in the program.
    pub const USER_MILLIS: Self = Column {
        heading: "user",
        meaning: "CPU time in the program, in milliseconds",
        width: 11,
        decimals: 1,
        unit: " ms",
        value: |row| millis(row, |of| of.user),
    };

    /// CPU time in milliseconds, in the kernel.
    pub const SYSTEM_MILLIS: Self = Column {
        heading: "system",
        meaning: "CPU time in the kernel, in milliseconds",
        value: |row| millis(row, |of| of.system),
        ..Column::USER_MILLIS
    };

    /// Peak resident memory in MiB.
    pub const MEMORY: Self = Column {
        heading: "memory",
        meaning: "peak resident memory; shared pages count in each process",
        width: 10,
        decimals: 1,
        unit: " MiB",
        value: |row| mebibytes(row, |of| of.peak_memory),
    };

    /// Peak size of the kernel's page tables in MiB.
    pub const PAGE_TABLES: Self = Column {
        heading: "page tables",
        meaning: "peak size of the kernel's tables that map the memory",
        width: 11,
        decimals: 2,
        unit: " MiB",
        value: |row| mebibytes(row, |of| of.page_tables),
    };

    /// Thousands of page faults.
    pub const PAGE_FAULTS: Self = Column {
        heading: "page faults",
        meaning: "thousands of memory pages supplied at their first use",
        width: 11,
        decimals: 2,
        unit: " k",
        value: |row| thousands(row, |of| of.page_faults),
    };

    /// Threads at the peak.
    pub const THREADS: Self = Column {
        heading: "threads",
        meaning: "peak number of threads, in all its processes",
        width: 7,
        decimals: 0,
        unit: "",
        value: |row| count(row, |of| of.threads),
    };

    /// Peak number of requests waiting at the server.
    pub const IN_FLIGHT: Self = Column {
        heading: "in flight",
        meaning: "peak number of requests waiting at the server",
        width: 9,
        decimals: 0,
        unit: "",
        value: |row| count(row, |of| of.in_flight),
    };

    /// CPU time of the test server in seconds.
    pub const SERVER_CPU: Self = Column {
        heading: "server",
        meaning: "CPU time of the test server, which shares the cores",
        value: |row| seconds(row, |of| of.server_cpu),
        ..Column::CPU
    };

    /// Thousands of context switches.
    pub const SWITCHES: Self = Column {
        heading: "switches",
        meaning: "thousands of context switches",
        width: 8,
        decimals: 2,
        unit: " k",
        value: |row| thousands(row, Figures::switches),
    };

    /// Returns its width in the table.
    pub(crate) fn drawn_width(&self) -> usize {
        self.width.max(self.heading.chars().count())
    }

    /// Returns its text for a row.
    pub(crate) fn cell(&self, row: &Measured<Work, Answer>) -> String {
        match (self.value)(row) {
            Some(value) => format!("{value:.*}{}", self.decimals, self.unit),
            None => UNKNOWN.to_owned(),
        }
    }
}

fn seconds<Work, Answer>(
    row: &Measured<Work, Answer>,
    time: fn(&Figures) -> Option<Duration>,
) -> Option<f64> {
    row.figures().and_then(time).map(|time| time.as_secs_f64())
}

fn millis<Work, Answer>(
    row: &Measured<Work, Answer>,
    time: fn(&Figures) -> Option<Duration>,
) -> Option<f64> {
    seconds(row, time).map(|seconds| seconds * 1e3)
}

fn count<Work, Answer>(
    row: &Measured<Work, Answer>,
    count: fn(&Figures) -> Option<u64>,
) -> Option<f64> {
    row.figures().and_then(count).map(|count| count as f64)
}

fn thousands<Work, Answer>(
    row: &Measured<Work, Answer>,
    number: fn(&Figures) -> Option<u64>,
) -> Option<f64> {
    count(row, number).map(|count| count / 1e3)
}

fn mebibytes<Work, Answer>(
    row: &Measured<Work, Answer>,
    bytes: fn(&Figures) -> Option<u64>,
) -> Option<f64> {
    count(row, bytes).map(|bytes| bytes / f64::from(1 << 20))
}
