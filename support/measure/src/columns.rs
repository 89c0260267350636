//! What is shown of a row: a number, and how it is written.

use std::time::Duration;

use crate::figures::{Figures, Measured};

/// What stands instead of a figure that is not known.
const UNKNOWN: &str = "-";

/// A column of a table. A measured figure has a unit or decimals, a count has
/// neither; and a column has one unit.
///
/// `Column { decimals: 3, ..Column::WALL }` shows milliseconds.
pub struct Column<Work, Answer> {
    /// What stands above it.
    pub heading: &'static str,
    /// What it means, without a full stop, for `--help`.
    pub meaning: &'static str,
    /// How wide it is, if its heading is not wider.
    pub width: usize,
    /// How many digits stand behind the decimal point.
    pub decimals: usize,
    /// What stands behind the number, with a blank before it where one is due.
    pub unit: &'static str,
    /// The number, in the column's unit. None: it is not known.
    pub value: fn(&Measured<Work, Answer>) -> Option<f64>,
}

impl<Work, Answer> Column<Work, Answer> {
    /// Seconds on the wall.
    pub const WALL: Self = Column {
        heading: "wall",
        meaning: "seconds on the wall",
        width: 9,
        decimals: 2,
        unit: " s",
        value: |row| seconds(row, |of| Some(of.wall)),
    };

    /// Milliseconds on the wall.
    pub const WALL_MILLIS: Self = Column {
        heading: "wall",
        meaning: "milliseconds on the wall",
        value: |row| millis(row, |of| Some(of.wall)),
        ..Column::USER_MILLIS
    };

    /// The first row's wall time, divided by this one's.
    pub const SPEEDUP: Self = Column {
        heading: "speed-up",
        meaning: "the first row's wall time, divided by this one's",
        width: 8,
        decimals: 2,
        unit: "x",
        value: |row| row.speedup,
    };

    /// Seconds of the CPU, in the program and in the kernel.
    pub const CPU: Self = Column {
        heading: "CPU",
        meaning: "seconds of the CPU, in the program and in the kernel",
        width: 8,
        decimals: 2,
        unit: " s",
        value: |row| seconds(row, Figures::cpu),
    };

    /// Milliseconds of the CPU, in the program and in the kernel.
    pub const CPU_MILLIS: Self = Column {
        heading: "CPU",
        meaning: "milliseconds of the CPU, of all threads together",
        value: |row| millis(row, Figures::cpu),
        ..Column::USER_MILLIS
    };

    /// Milliseconds of the CPU, in the program.
    pub const USER_MILLIS: Self = Column {
        heading: "user",
        meaning: "milliseconds of the CPU, in the program",
        width: 11,
        decimals: 1,
        unit: " ms",
        value: |row| millis(row, |of| of.user),
    };

    /// Milliseconds of the CPU, in the kernel.
    pub const SYSTEM_MILLIS: Self = Column {
        heading: "system",
        meaning: "milliseconds of the CPU, in the kernel",
        value: |row| millis(row, |of| of.system),
        ..Column::USER_MILLIS
    };

    /// Resident memory at the peak, in MiB.
    pub const MEMORY: Self = Column {
        heading: "memory",
        meaning: "MiB resident at the peak; what processes share counts in each",
        width: 10,
        decimals: 1,
        unit: " MiB",
        value: |row| mebibytes(row, |of| of.peak_memory),
    };

    /// What the kernel keeps to find the memory, at the peak, in MiB.
    pub const PAGE_TABLES: Self = Column {
        heading: "page tables",
        meaning: "MiB that the kernel keeps to find the memory",
        width: 11,
        decimals: 2,
        unit: " MiB",
        value: |row| mebibytes(row, |of| of.page_tables),
    };

    /// Thousands of pages that the kernel had to give while they were waited
    /// for.
    pub const PAGE_FAULTS: Self = Column {
        heading: "page faults",
        meaning: "thousands of pages that the kernel gave when they were used first",
        width: 11,
        decimals: 2,
        unit: " k",
        value: |row| thousands(row, |of| of.page_faults),
    };

    /// Threads at the peak.
    pub const THREADS: Self = Column {
        heading: "threads",
        meaning: "the most at one time, of all its processes",
        width: 7,
        decimals: 0,
        unit: "",
        value: |row| count(row, |of| of.threads),
    };

    /// Requests that waited at the site at one time.
    pub const IN_FLIGHT: Self = Column {
        heading: "in flight",
        meaning: "the most requests that waited at the site at one time",
        width: 9,
        decimals: 0,
        unit: "",
        value: |row| count(row, |of| of.in_flight),
    };

    /// Seconds of the CPU that the test server took.
    pub const SERVER_CPU: Self = Column {
        heading: "server",
        meaning: "seconds of the CPU that the test server took, on the same cores",
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

    /// How wide it is drawn.
    pub(crate) fn drawn_width(&self) -> usize {
        self.width.max(self.heading.chars().count())
    }

    /// What it says of a row.
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
