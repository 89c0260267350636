//! The pictures of a run, as inline SVG for the book.

use timeline::svg::{self, Bar, Lines, Pair, Pairs, Scale, Series};

use crate::archive::Archive;
use crate::figures::{Missing, Row};

/// A picture, and the source of its figures.
#[derive(Clone, Copy, Debug)]
pub struct Picture {
    /// Name of the file in `book/src/img`, without `.svg`, and id in the picture.
    pub name: &'static str,
    /// Program that draws it.
    pub by: By,
}

/// Program that draws a picture, and its figures.
#[derive(Clone, Copy, Debug)]
pub enum By {
    /// The recorded program itself, or its test server, from the log.
    Program,
    /// This program, from samples of the recorded program's threads.
    Threads,
    /// This program, with one bar per row.
    Bars(Bars),
    /// This program, with one pair of bars per version: Rust and Python.
    Languages(Languages),
    /// This program, with the given function.
    Figures(fn(name: &str, archive: &Archive) -> Result<String, Missing>),
}

/// One figure of several rows of a recording, as bars.
#[derive(Clone, Copy, Debug)]
pub struct Bars {
    title: &'static str,
    unit: &'static str,
    decimals: usize,
    scale: Scale,
    recording: &'static str,
    from: From,
}

/// One figure of each version, in both languages.
#[derive(Clone, Copy, Debug)]
pub struct Languages {
    title: &'static str,
    unit: Unit,
    scale: Scale,
    recording: &'static str,
    /// Name of a figure, in seconds unless its unit says otherwise, for [`crate::figures::Row::get`].
    figure: &'static str,
}

/// Unit of a time: its name, its number per second, and the decimals shown.
type Unit = (&'static str, f64, usize);

const SECONDS: Unit = ("s", 1.0, 2);
const MILLISECONDS: Unit = ("ms", 1000.0, 1);

/// Unit of a column that is in milliseconds already.
const AS_PRINTED: Unit = ("ms", 1.0, 1);

/// CPU time of each version of io_bound.
pub const IO_BOUND_PYTHON: Picture = Picture::of_languages(
    "io_bound-python",
    Languages {
        title: "CPU time for a hundred requests, in Rust and in Python",
        unit: SECONDS,
        scale: Scale::Linear,
        recording: "io_bound-python",
        figure: "cpu",
    },
);

/// Wall time of each version of pi.
pub const PI_PYTHON: Picture = Picture::of_languages(
    "pi-python",
    Languages {
        title: "Time to estimate pi, in Rust and in Python",
        unit: MILLISECONDS,
        scale: Scale::Logarithmic,
        recording: "cpu_bound-python-pi",
        figure: "wall",
    },
);

/// Wall time of each version of primes.
pub const PRIMES_PYTHON: Picture = Picture::of_languages(
    "primes-python",
    Languages {
        title: "Time to find the primes, in Rust and in Python",
        unit: MILLISECONDS,
        scale: Scale::Logarithmic,
        recording: "cpu_bound-python-primes",
        figure: "wall",
    },
);

/// Wall time of each version of squares.
pub const SQUARES_PYTHON: Picture = Picture::of_languages(
    "squares-python",
    Languages {
        title: "Time to store the squares, in Rust and in Python",
        unit: MILLISECONDS,
        scale: Scale::Logarithmic,
        recording: "cpu_bound-python-squares",
        figure: "wall",
    },
);

/// Wall time of each version of mixed_workload.
pub const MIXED_WORKLOAD_PYTHON: Picture = Picture::of_languages(
    "mixed_workload-python",
    Languages {
        title: "Time to fetch and to compute all items, in Rust and in Python",
        unit: SECONDS,
        scale: Scale::Linear,
        recording: "mixed_workload-python",
        figure: "wall",
    },
);

/// Wall time of each version of ten_thousand, at its largest size.
pub const TEN_THOUSAND_PYTHON: Picture = Picture::of_languages(
    "ten_thousand-python",
    Languages {
        title: "Time for all requests at once, in Rust and in Python",
        unit: SECONDS,
        scale: Scale::Linear,
        recording: "ten_thousand-python",
        figure: "wall",
    },
);

/// Longest gaps of the heartbeat beside each call.
pub const HIDDEN_BLOCKING: Picture = Picture::of_languages(
    "hidden_blocking",
    Languages {
        title: "Longest time from one tick to the next, in Rust and in Python",
        unit: AS_PRINTED,
        scale: Scale::Logarithmic,
        recording: "hidden_blocking-python-calls",
        figure: "columns/longest",
    },
);

/// Longest gaps of the heartbeat while files are read.
pub const HIDDEN_BLOCKING_FILES: Picture = Picture::of_bars(
    "hidden_blocking-files",
    Bars {
        title: "Longest time from one tick to the next, while files are read",
        unit: "ms",
        decimals: 1,
        scale: Scale::Linear,
        recording: "hidden_blocking-files",
        from: From::Data("columns/longest"),
    },
);

/// Source of the figures of bars.
#[derive(Clone, Copy, Debug)]
enum From {
    /// A figure of each version, by its name in the data.
    Data(&'static str),
    /// The same, below a figure of the whole recording and its label.
    DataBelow(&'static str, &'static str, &'static str),
    /// A column of a printed table below a title, by its number from 0, in
    /// these rows.
    Printed(&'static str, usize, &'static [&'static str]),
}

/// Wall time of each version.
pub const IO_BOUND: Picture = Picture::of_bars(
    "io_bound",
    Bars {
        title: "Time for a hundred requests, by version",
        unit: "s",
        decimals: 2,
        scale: Scale::Logarithmic,
        recording: "io_bound",
        from: From::Data("wall"),
    },
);

/// Wall time of each version, below the lower bound.
pub const MIXED_WORKLOAD: Picture = Picture::of_bars(
    "mixed_workload",
    Bars {
        title: "Time to fetch and to compute all items",
        unit: "s",
        decimals: 2,
        scale: Scale::Linear,
        recording: "mixed_workload",
        from: From::DataBelow("lower bound", "lower_bound", "wall"),
    },
);

/// The same figure, for the interactive page without JavaScript.
pub const WHAT_IF: Picture = Picture::of_bars(
    "what_if",
    Bars {
        title: "Time to fetch and to compute all items",
        unit: "s",
        decimals: 2,
        scale: Scale::Linear,
        recording: "mixed_workload",
        from: From::DataBelow("lower bound", "lower_bound", "wall"),
    },
);

/// Cost of starting a task, a thread or a process.
pub const CREATION_COST: Picture = Picture::of_bars(
    "creation_cost",
    Bars {
        title: "Time to start something and to wait for its end",
        unit: "µs",
        decimals: 2,
        scale: Scale::Logarithmic,
        recording: "fork_vs_spawn-speed",
        from: From::Printed("speed:", 1, STARTED),
    },
);

const STARTED: &[&str] = &[
    "task (LocalPool)",
    "thread",
    "fork",
    "spawn",
    "spawn with pre_exec",
];

/// Longest gaps of the heartbeat.
pub const BLOCKED_LOOP: Picture = Picture::of_bars(
    "blocked_loop",
    Bars {
        title: "Longest time from one tick to the next",
        unit: "ms",
        decimals: 1,
        scale: Scale::Logarithmic,
        recording: "blocked_loop",
        from: From::Printed("Heartbeat", 4, NEXT_TO_A_HEARTBEAT),
    },
);

const NEXT_TO_A_HEARTBEAT: &[&str] = &[
    "in the task",
    "yield_now between chunks",
    "spawn_blocking",
    "rayon and a channel",
    "its own thread",
    "two runtimes",
    "thread::sleep",
    "a GET with ureq",
    "threads (preemptive)",
];

/// Memory of each process, shared and its own.
pub const COPY_ON_WRITE: Picture =
    Picture::new("copy_on_write", By::Figures(copy_on_write));

/// Time to create a process, by the memory of its parent.
pub const GROWTH: Picture = Picture::new("growth", By::Figures(growth));

/// Memory by the number of requests in flight.
pub const TEN_THOUSAND: Picture =
    Picture::new("ten_thousand", By::Figures(ten_thousand));

/// Latency of a service by its load.
pub const BACK_PRESSURE: Picture =
    Picture::new("back_pressure", By::Figures(back_pressure));

/// Speedup by the serial part of the work, measured and predicted.
pub const AMDAHL: Picture = Picture::new("amdahl", By::Figures(amdahl));

/// Speedup of two workers by the length of a job.
pub const BEYOND_ONE_MACHINE: Picture =
    Picture::new("beyond_one_machine", By::Figures(beyond_one_machine));

/// Requests of a burst that are served.
pub const RETRIES: Picture = Picture::new("retries", By::Figures(retries));

impl Picture {
    /// Returns a picture called `name`.
    pub const fn new(name: &'static str, by: By) -> Picture {
        Picture { name, by }
    }

    const fn of_bars(name: &'static str, bars: Bars) -> Picture {
        Picture::new(name, By::Bars(bars))
    }

    const fn of_languages(name: &'static str, languages: Languages) -> Picture {
        Picture::new(name, By::Languages(languages))
    }

    /// Draws it from the recorded figures, unless the recorded program draws it.
    ///
    /// # Errors
    ///
    /// Returns an error if a figure is missing.
    pub fn draw(&self, archive: &Archive) -> Result<Option<String>, Missing> {
        match self.by {
            By::Program | By::Threads => Ok(None),
            By::Bars(bars) => bars.draw(self.name, archive).map(Some),
            By::Languages(it) => it.draw(self.name, archive).map(Some),
            By::Figures(draw) => draw(self.name, archive).map(Some),
        }
    }
}

impl Bars {
    fn draw(&self, name: &str, archive: &Archive) -> Result<String, Missing> {
        let bars = self.values(archive)?.into_iter().map(|(label, value)| {
            let (decimals, unit) = (self.decimals, self.unit);
            Bar {
                label,
                values: vec![value],
                note: format!("{value:.decimals$} {unit}"),
            }
        });
        let chart = svg::Bars {
            unit: self.unit.to_owned(),
            scale: self.scale,
            parts: Vec::new(),
            rows: bars.collect(),
        };
        Ok(svg::bars(name, self.title, &chart))
    }

    /// Returns the bars' labels and lengths.
    fn values(&self, archive: &Archive) -> Result<Vec<(String, f64)>, Missing> {
        let mut values = Vec::new();
        if let From::DataBelow(label, figure, _) = self.from {
            let whole = archive.figures(self.recording)?.whole(figure)?;
            values.push((label.to_owned(), whole));
        }
        match self.from {
            From::Data(figure) | From::DataBelow(_, _, figure) => {
                for row in archive.figures(self.recording)?.rows() {
                    values.push((row.label().to_owned(), row.get(figure)?));
                }
            }
            From::Printed(title, column, rows) => {
                for row in rows {
                    let labels = [title, row];
                    let cell = archive.cell(self.recording, &labels, column)?;
                    values.push(((*row).to_owned(), cell));
                }
            }
        }
        Ok(values)
    }
}

impl Languages {
    fn draw(&self, name: &str, archive: &Archive) -> Result<String, Missing> {
        let (unit, per_second, decimals) = self.unit;
        let figures = archive.figures(self.recording)?;
        let size = |row: &Row<'_>| row.get("work/requests").unwrap_or(0.0);
        let largest = figures.rows().map(|row| size(&row)).fold(0.0, f64::max);
        let mut rows: Vec<Pair> = Vec::new();
        // A row in Python follows the one in Rust, if there is one.
        let mut version = "";
        for row in figures.rows().filter(|row| size(row) == largest) {
            let value = Some(row.get(self.figure)? * per_second);
            let label = row.label().trim_end_matches(", Python").to_owned();
            match row.language() {
                "Python" if row.version() == version => {
                    if let Some(pair) = rows.last_mut() {
                        pair.values[1] = value;
                    }
                }
                "Python" => rows.push(Pair {
                    label,
                    values: [None, value],
                }),
                _ => rows.push(Pair {
                    label,
                    values: [value, None],
                }),
            }
            version = row.version();
        }
        let chart = Pairs {
            unit: unit.to_owned(),
            decimals,
            scale: self.scale,
            sides: ["Rust", "Python"].map(str::to_owned),
            rows,
        };
        Ok(svg::pairs(name, self.title, &chart))
    }
}

fn copy_on_write(name: &str, archive: &Archive) -> Result<String, Missing> {
    let rows = [
        "parent, before fork",
        "child, after fork",
        "child, after reading all of it",
        "child, after writing half of it",
    ];
    let rows = rows.map(|label| {
        let [all, own, _ratio] =
            archive.row("fork_vs_spawn-memory", &[label])?;
        Ok(Bar {
            label: label.to_owned(),
            values: vec![own, all - own],
            note: format!("{own:.1} MiB of its own"),
        })
    });
    let chart = svg::Bars {
        unit: "MiB".to_owned(),
        scale: Scale::Linear,
        parts: ["its own", "shared"].map(str::to_owned).to_vec(),
        rows: rows.into_iter().collect::<Result<_, Missing>>()?,
    };
    let title = "Memory of a parent and of its forked child";
    Ok(svg::bars(name, title, &chart))
}

fn growth(name: &str, archive: &Archive) -> Result<String, Missing> {
    let table = "Microseconds, median of ";
    let output = archive.text("fork_vs_spawn-speed")?;
    let (_, rows) = output.split_once(table).unwrap_or_default();
    let heading = rows.lines().nth(1).unwrap_or_default();
    let sizes = heading.split_whitespace().map(str::to_owned);
    let sizes = sizes.filter(|word| word != "last/first");
    let series = ["fork", "spawn", "spawn with pre_exec"].map(|version| {
        let [values @ .., _growth]: [f64; 5] =
            archive.row("fork_vs_spawn-speed", &[table, version])?;
        Ok(Series {
            label: version.to_owned(),
            values: values.to_vec(),
        })
    });
    let chart = Lines {
        unit: "µs".to_owned(),
        across: "MiB held by the parent".to_owned(),
        positions: sizes.collect(),
        series: series.into_iter().collect::<Result<_, Missing>>()?,
    };
    let title = "Time to make a process, by the memory of its parent";
    Ok(svg::lines(name, title, &chart))
}

/// Draws one line per version. A quick run has fewer steps.
fn ten_thousand(name: &str, archive: &Archive) -> Result<String, Missing> {
    let figures = archive.figures("ten_thousand")?;
    let versions = ["threads", "reqwest_tasks", "tasks", "http2"];
    // The table begins with the most requests, the picture with the fewest.
    let mut rows: Vec<_> = figures.rows().collect();
    rows.reverse();
    let series = versions.map(|version| {
        let rows = rows.iter().filter(|row| row.version() == version);
        let memory = rows.map(|row| row.get("columns/memory"));
        Ok(Series {
            label: version.replace('_', " "),
            values: memory.collect::<Result<_, Missing>>()?,
        })
    });
    let threads = rows.iter().filter(|row| row.version() == "threads");
    let steps = threads.map(|row| row.label().replace("threads ", ""));
    let chart = Lines {
        unit: "MiB".to_owned(),
        across: "requests in flight".to_owned(),
        positions: steps.collect(),
        series: series.into_iter().collect::<Result<_, Missing>>()?,
    };
    let title = "Memory, by the number of requests in flight";
    Ok(svg::lines(name, title, &chart))
}

/// Draws one line per version with a row at each load. A row's load is the last
/// word of its label.
fn back_pressure(name: &str, archive: &Archive) -> Result<String, Missing> {
    let figures = archive.figures("back_pressure-load")?;
    let of = |version: &'static str| {
        figures.rows().filter(move |row| row.version() == version)
    };
    let versions = ["unbounded", "shed_load", "token_bucket"];
    let series = versions.map(|version| {
        let p99 = of(version).map(|row| row.get("columns/p99"));
        Ok(Series {
            label: version.replace('_', " "),
            values: p99.collect::<Result<_, Missing>>()?,
        })
    });
    let loads = of("unbounded").map(|row| row.label());
    let loads = loads.map(|label| label.replace("unbounded ", ""));
    let chart = Lines {
        unit: "ms".to_owned(),
        across: "requests that arrive, in percent of what the server can serve"
            .to_owned(),
        positions: loads.collect(),
        series: series.into_iter().collect::<Result<_, Missing>>()?,
    };
    let title = "Latency that one response in a hundred exceeds, by load";
    Ok(svg::lines(name, title, &chart))
}

/// Draws a pair of bars per row with more than one thread: the predicted speedup
/// and the measured one.
fn amdahl(name: &str, archive: &Archive) -> Result<String, Missing> {
    let figures = archive.figures("parallel_limits-amdahl")?;
    let rows = figures.rows();
    let rows = rows.filter(|row| row.get("work/threads") != Ok(1.0));
    let pairs = rows.map(|row| {
        let [predicted, measured] = ["predicted", "speedup"]
            .map(|column| row.get(&format!("columns/{column}")));
        Ok(Pair {
            label: row.label().to_owned(),
            values: [Some(predicted?), Some(measured?)],
        })
    });
    let chart = Pairs {
        unit: "x".to_owned(),
        decimals: 2,
        scale: Scale::Linear,
        sides: ["predicted", "measured"].map(str::to_owned),
        rows: pairs.collect::<Result<_, Missing>>()?,
    };
    let title = "Speedup by the serial part of the work, and by threads";
    Ok(svg::pairs(name, title, &chart))
}

/// Draws one bar per version, from its row of a burst.
fn beyond_one_machine(
    name: &str,
    archive: &Archive,
) -> Result<String, Missing> {
    let figures = archive.figures("beyond_one_machine-overhead")?;
    // The row of one thread is the first one, and all others have two workers.
    let of = |version: &str| {
        let rows = figures.rows().skip(1);
        let rows = rows.filter(|row| row.version() == version);
        let points = rows.map(|row| {
            let millis = row.get("work/millis")?;
            Ok((format!("{millis} ms"), row.get("speedup")?))
        });
        points.collect::<Result<Vec<(String, f64)>, Missing>>()
    };
    let mut series = Vec::new();
    let mut positions = Vec::new();
    for (label, version) in [
        ("threads", "threads"),
        ("queue", "job_queue"),
        ("array", "array"),
    ] {
        let (lengths, values) = of(version)?.into_iter().unzip();
        positions = lengths;
        series.push(Series {
            label: label.to_owned(),
            values,
        });
    }
    series.push(Series {
        label: "one thread".to_owned(),
        values: vec![1.0; positions.len()],
    });
    let chart = Lines {
        unit: "x".to_owned(),
        across: "work per job".to_owned(),
        positions,
        series,
    };
    let title = "Speedup of two workers over one thread, by work per job";
    Ok(svg::lines(name, title, &chart))
}

fn retries(name: &str, archive: &Archive) -> Result<String, Missing> {
    let figures = archive.figures("back_pressure-retries")?;
    let rows = figures.rows().filter(|row| row.label().ends_with(" burst"));
    let rows = rows.map(|row| {
        let [served, failed, attempts] = ["served", "failed", "attempts"]
            .map(|column| row.get(&format!("columns/{column}")));
        let attempts = attempts?;
        Ok(Bar {
            label: row.label().replace(" burst", ""),
            values: vec![served?, failed?],
            note: format!("{attempts:.1} attempts each"),
        })
    });
    let chart = svg::Bars {
        unit: "requests".to_owned(),
        scale: Scale::Linear,
        parts: ["served", "failed"].map(str::to_owned).to_vec(),
        rows: rows.collect::<Result<_, Missing>>()?,
    };
    let title = "Requests that arrived together, by version";
    Ok(svg::bars(name, title, &chart))
}
