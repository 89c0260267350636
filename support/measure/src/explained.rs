//! What `--help` says of the usual columns: what stands above each, and what is
//! in it.

/// A column's heading, and what it means.
pub type Explained = (&'static str, &'static str);

/// Of [`Column::wall`](crate::Column::wall).
pub const WALL: Explained = ("wall", "seconds on the wall");

/// Of [`Column::speedup`](crate::Column::speedup).
pub const SPEEDUP: Explained = (
    "speed-up",
    "the first row's wall time, divided by this one's",
);

/// Of [`Column::cpu`](crate::Column::cpu).
pub const CPU: Explained = (
    "CPU",
    "seconds of the CPU, in the program and in the kernel",
);

/// Of [`Column::memory`](crate::Column::memory).
pub const MEMORY: Explained = (
    "memory",
    "MiB resident at the peak; what processes share counts in each",
);

/// Of [`Column::page_tables`](crate::Column::page_tables).
pub const PAGE_TABLES: Explained = (
    "page tables",
    "MiB that the kernel keeps to find the memory",
);

/// Of [`Column::page_faults`](crate::Column::page_faults).
pub const PAGE_FAULTS: Explained = (
    "page faults",
    "thousands of pages that the kernel gave when they were used first",
);

/// Of [`Column::threads`](crate::Column::threads).
pub const THREADS: Explained =
    ("threads", "the most at one time, of all its processes");

/// Of [`Column::in_flight`](crate::Column::in_flight).
pub const IN_FLIGHT: Explained = (
    "in flight",
    "the most requests that waited at the site at one time",
);

/// Of [`Column::switches`](crate::Column::switches).
pub const SWITCHES: Explained = ("switches", "thousands of context switches");

/// Of [`Column::usual`](crate::Column::usual).
pub const USUAL: &[Explained] = &[
    WALL,
    SPEEDUP,
    CPU,
    MEMORY,
    PAGE_TABLES,
    THREADS,
    IN_FLIGHT,
    SWITCHES,
];
